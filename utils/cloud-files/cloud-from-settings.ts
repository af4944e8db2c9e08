import type { CloudProfile } from '@/utils/clouds/profile';
import { type FileMethod, fileMethodOf } from './auth-type';
import { authUrlProblem } from './auth-url';
import type { CloudDraft, ImportedCloud } from './draft';
import type { ImportProblem } from './import-problems';
import { refsOf } from './refs';
import { booleanOf, type CloudSettings, readSettings } from './settings';
import type { YamlMap } from './yaml';

/**
 * Keys are those of clouds.yaml
 * (https://docs.openstack.org/openstacksdk/latest/user/config/configuration.html,
 * https://docs.openstack.org/keystoneauth/latest/plugin-options.html).
 */
export function readCloud(cloud: YamlMap): Omit<ImportedCloud, 'name'> {
  const settings = readSettings(cloud);
  const method = fileMethodOf(settings);
  const secret = method?.fileFormat.readSecret(settings);
  const draft: CloudDraft = {
    ...connectionOf(settings),
    ...endpointOverrideOf(settings),
    ...(method && signInDraftOf(settings, method)),
  };
  addTlsProblems(settings);
  return { draft, ...(secret && { secret }), problems: settings.problems };
}

function connectionOf(settings: CloudSettings): CloudDraft {
  const authUrl = settings.text('auth_url');
  const profile = settings.text('profile', 'cloud');
  const invalid = authUrl === undefined ? undefined : authUrlProblem(authUrl);
  const addProblem = (problem: ImportProblem): void => void settings.problems.push(problem);
  if (invalid) addProblem(invalid);
  else if (authUrl === undefined && profile === undefined) addProblem({ code: 'AUTH_URL_MISSING', key: 'auth_url' });
  // a URL may hold a password
  const profileWithoutPassword = profile !== undefined && !profile.includes('@') ? profile : undefined;
  if (profile !== undefined) {
    const code = authUrl === undefined ? 'VENDOR_PROFILE_ONLY' : 'VENDOR_PROFILE_UNUSED';
    addProblem({
      code,
      key: 'profile',
      ...(profileWithoutPassword !== undefined && { value: profileWithoutPassword }),
    });
  }
  const endpointInterface = interfaceOf(settings);
  return {
    ...(authUrl !== undefined && !invalid && { authUrl }),
    ...(profileWithoutPassword !== undefined && { vendorProfile: profileWithoutPassword }),
    ...(endpointInterface && { interface: endpointInterface }),
  };
}

/** `public`, in old files `publicURL`; the first of a list. */
function interfaceOf(settings: CloudSettings): CloudProfile['interface'] | undefined {
  const key = settings.list('interface').length > 0 ? 'interface' : 'endpoint_type';
  const first = settings.list(key)[0];
  if (first === undefined) return undefined;
  const word = first.toLowerCase().replace(/url$/, '');
  if (word === 'public' || word === 'internal' || word === 'admin') return word;
  settings.problems.push({ code: 'VALUE_UNUSED', key, value: first });
  return undefined;
}

/**
 * Since Nova 13 it needs no `%(project_id)s` (nova/api/openstack/compute/routes.py;
 * https://docs.openstack.org/keystoneauth/latest/using-sessions.html#using-adapters).
 */
function endpointOverrideOf(settings: CloudSettings): Pick<CloudDraft, 'computeUrl'> {
  const key = ['compute_endpoint_override', 'compute_endpoint'].find((word) => settings.text(word) !== undefined);
  if (key === undefined) return {};
  const computeUrl = settings.text(key)?.replace(/(?<!\/)\/+[%$]\((?:project|tenant)_id\)s\/*$/, '') ?? '';
  // the value may hold a password
  if (!authUrlProblem(computeUrl) && !/[%$]\(/.test(computeUrl)) return { computeUrl };
  settings.problems.push({ code: 'ENDPOINT_OVERRIDE_UNUSED', key });
  return {};
}

function signInDraftOf(settings: CloudSettings, { method, fileFormat }: FileMethod): CloudDraft {
  return { method, ...fileFormat.readDraft(settings, refsOf(settings)) };
}

function addTlsProblems(settings: CloudSettings): void {
  const verify = settings.text('verify');
  const addIf = (applies: boolean, code: ImportProblem['code'], key: string): void => {
    if (applies) settings.problems.push({ code, key });
  };
  addIf(booleanOf(verify) === false, 'INSECURE_UNSUPPORTED', 'verify');
  addIf(booleanOf(settings.text('insecure')) === true, 'INSECURE_UNSUPPORTED', 'insecure');
  addIf(verify !== undefined && booleanOf(verify) === undefined, 'CA_FILE_UNUSABLE', 'verify');
  addIf(settings.text('cacert') !== undefined, 'CA_FILE_UNUSABLE', 'cacert');
  addIf(settings.text('cert') !== undefined, 'CLIENT_CERT_UNUSABLE', 'cert');
}
