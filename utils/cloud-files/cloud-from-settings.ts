import type { CloudProfile } from '@/utils/clouds/profile';
import { type FileMethod, methodOf } from './auth-type';
import { urlProblem } from './auth-url';
import type { CloudDraft, ImportedCloud } from './draft';
import type { ImportProblem } from './import-problems';
import { refsOf } from './refs';
import { booleanOf, type Settings, settingsOf } from './settings';
import type { Fields } from './yaml';

/**
 * A cloud from its settings, which have the same names in clouds.yaml and, in capitals behind `OS_`, in an openrc
 * (https://docs.openstack.org/openstacksdk/latest/user/config/configuration.html,
 * https://docs.openstack.org/keystoneauth/latest/plugin-options.html).
 */
export function readCloud(cloud: Fields): Omit<ImportedCloud, 'name'> {
  const settings = settingsOf(cloud);
  const method = methodOf(settings);
  const secret = method?.file.secret(settings);
  const draft: CloudDraft = {
    ...connectionOf(settings),
    ...overrideOf(settings),
    ...(method && signInDraftOf(settings, method)),
  };
  addUnusable(settings);
  return { draft, ...(secret && { secret }), problems: settings.problems };
}

function connectionOf(settings: Settings): CloudDraft {
  const authUrl = settings.text('auth_url');
  const profile = settings.text('profile', 'cloud');
  const wrong = authUrl === undefined ? undefined : urlProblem(authUrl);
  const addProblem = (problem: ImportProblem): void => void settings.problems.push(problem);
  if (wrong) addProblem(wrong);
  else if (authUrl === undefined && profile === undefined) addProblem({ code: 'AUTH_URL_MISSING', key: 'auth_url' });
  // a profile that is a URL may carry a password too
  const named = profile !== undefined && !profile.includes('@') ? profile : undefined;
  if (profile !== undefined) {
    const code = authUrl === undefined ? 'VENDOR_PROFILE_ONLY' : 'VENDOR_PROFILE_UNUSED';
    addProblem({ code, key: 'profile', ...(named !== undefined && { value: named }) });
  }
  const side = interfaceOf(settings);
  return {
    ...(authUrl !== undefined && !wrong && { authUrl }),
    ...(named !== undefined && { vendorProfile: named }),
    ...(side && { interface: side }),
  };
}

/** `public`, in old files `publicURL`; of a list the first is what is preferred. */
function interfaceOf(settings: Settings): CloudProfile['interface'] | undefined {
  const key = settings.list('interface').length > 0 ? 'interface' : 'endpoint_type';
  const first = settings.list(key)[0];
  if (first === undefined) return undefined;
  const word = first.toLowerCase().replace(/url$/, '');
  if (word === 'public' || word === 'internal' || word === 'admin') return word;
  settings.problems.push({ code: 'VALUE_UNUSED', key, value: first });
  return undefined;
}

/**
 * Nova's own URL. Its `%(project_id)s` at the end is not needed since Nova 13
 * (https://docs.openstack.org/keystoneauth/latest/using-sessions.html#using-adapters; nova/api/openstack/compute/routes.py).
 */
function overrideOf(settings: Settings): Pick<CloudDraft, 'computeUrl'> {
  const key = ['compute_endpoint_override', 'compute_endpoint'].find((word) => settings.text(word) !== undefined);
  if (key === undefined) return {};
  const computeUrl = settings.text(key)?.replace(/(?<!\/)\/+[%$]\((?:project|tenant)_id\)s\/*$/, '') ?? '';
  // neither is told where it is wrong: it may hold a password
  if (!urlProblem(computeUrl) && !/[%$]\(/.test(computeUrl)) return { computeUrl };
  settings.problems.push({ code: 'ENDPOINT_OVERRIDE_UNUSED', key });
  return {};
}

function signInDraftOf(settings: Settings, { method, file }: FileMethod): CloudDraft {
  return { method, ...file.draft(settings, refsOf(settings)) };
}

function addUnusable(settings: Settings): void {
  const verify = settings.text('verify');
  const note = (code: ImportProblem['code'], key: string, applies: boolean): void => {
    if (applies) settings.problems.push({ code, key });
  };
  note('INSECURE_UNSUPPORTED', 'verify', booleanOf(verify) === false);
  note('INSECURE_UNSUPPORTED', 'insecure', booleanOf(settings.text('insecure')) === true);
  note('CA_FILE_UNUSABLE', 'verify', verify !== undefined && booleanOf(verify) === undefined);
  note('CA_FILE_UNUSABLE', 'cacert', settings.text('cacert') !== undefined);
  note('CLIENT_CERT_UNUSABLE', 'cert', settings.text('cert') !== undefined);
}
