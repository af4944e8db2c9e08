import { SIGN_IN_KEYS } from './auth-type';
import { hostOf } from './auth-url';
import { cloudOf } from './cloud-from-settings';
import type { Imported } from './draft';
import type { ImportProblem } from './import-problems';
import { withRegion } from './regions';
import { variablesOf } from './shell/posix';
import { windowsVariablesOf } from './shell/windows';
import type { Fields } from './yaml';
import { MAX_CHARACTERS } from './yaml';

const DOMAINS = ['USER_DOMAIN', 'PROJECT_DOMAIN', 'DOMAIN', 'DEFAULT_DOMAIN'];
const TELLING = [
  ...['AUTH_URL', 'CLOUD', 'USERNAME', 'USER_ID'],
  ...['PROJECT_ID', 'PROJECT_NAME', 'TENANT_ID', 'TENANT_NAME'],
  ...SIGN_IN_KEYS.map((key) => key.toUpperCase()),
];
/** The variables that python-openstackclient reads, as far as they say how to sign in and where. */
const NAMES = [
  ...TELLING,
  ...['AUTH_TYPE', 'AUTH_PLUGIN', 'AUTH_METHODS', 'SYSTEM_SCOPE', 'TRUST_ID', 'DEFAULT_DOMAIN'],
  ...DOMAINS.flatMap((name) => [`${name}_ID`, `${name}_NAME`]),
  ...['REGION_NAME', 'INTERFACE', 'ENDPOINT_TYPE', 'COMPUTE_ENDPOINT_OVERRIDE'],
  ...['CACERT', 'CERT', 'INSECURE', 'VERIFY'],
];

/**
 * The cloud of an openrc: Horizon's, or a script of a POSIX shell, cmd.exe or PowerShell that sets `OS_...` variables
 * (https://docs.openstack.org/python-openstackclient/latest/cli/man/openstack.html#environment-variables).
 * Nothing of it is run; what it reads from the keyboard is left to be asked for. Never throws.
 */
export function parseOpenrc(text: string): Imported {
  if (text.length > MAX_CHARACTERS) return { clouds: [], problems: [{ code: 'TOO_LARGE' }] };
  const variables = windowsVariablesOf(text) ?? variablesOf(text);
  const fields: Fields = new Map();
  const notes: ImportProblem[] = [];
  for (const name of NAMES) {
    const value = variables.get(`OS_${name}`);
    if (typeof value === 'string') fields.set(name.toLowerCase(), value);
    else if (value !== undefined && value.unknown !== 'ASKED') notes.push({ code: value.unknown, key: `OS_${name}` });
  }
  if (!TELLING.some((name) => variables.has(`OS_${name}`))) return { clouds: [], problems: [{ code: 'NO_CLOUDS' }] };
  const { cloud, place, problems } = withRegion(fields);
  const { draft, secret, problems: more } = cloudOf(cloud);
  const name = hostOf(draft.authUrl);
  const found = [...problems, ...more].map((problem) =>
    problem.key === undefined ? problem : { ...problem, key: `OS_${problem.key.toUpperCase()}` },
  );
  return {
    clouds: [
      {
        name,
        draft: { ...(name !== '' && { name }), ...draft, ...place },
        ...(secret && { secret }),
        problems: [...notes, ...found],
      },
    ],
    problems: [],
  };
}
