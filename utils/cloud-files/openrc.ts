import { SIGN_IN_KEYS } from './auth-type';
import { authUrlHost } from './auth-url';
import { readCloud } from './cloud-from-settings';
import type { ImportedFile } from './draft';
import type { ImportProblem } from './import-problems';
import { applyRegion } from './regions';
import { readScript, type Script } from './shell/script';
import type { YamlMap } from './yaml';
import { MAX_CHARACTERS } from './yaml';

const DOMAIN_PREFIXES = ['USER_DOMAIN', 'PROJECT_DOMAIN', 'DOMAIN', 'DEFAULT_DOMAIN'];
const IDENTIFYING_VARIABLES = [
  ...['AUTH_URL', 'CLOUD', 'USERNAME', 'USER_ID'],
  ...['PROJECT_ID', 'PROJECT_NAME', 'TENANT_ID', 'TENANT_NAME'],
  ...SIGN_IN_KEYS.map((key) => key.toUpperCase()),
];
/** Of python-openstackclient, without `OS_`. */
const READ_VARIABLES = [
  ...IDENTIFYING_VARIABLES,
  ...['AUTH_TYPE', 'AUTH_PLUGIN', 'AUTH_METHODS', 'SYSTEM_SCOPE', 'TRUST_ID', 'DEFAULT_DOMAIN'],
  ...DOMAIN_PREFIXES.flatMap((name) => [`${name}_ID`, `${name}_NAME`]),
  ...['REGION_NAME', 'INTERFACE', 'ENDPOINT_TYPE', 'COMPUTE_ENDPOINT_OVERRIDE'],
  ...['CACERT', 'CERT', 'INSECURE', 'VERIFY'],
];

/**
 * Reads a script for a POSIX shell, fish, csh, cmd.exe or PowerShell
 * (https://docs.openstack.org/python-openstackclient/latest/cli/man/openstack.html#environment-variables). Never throws.
 */
export function parseOpenrc(text: string): ImportedFile {
  if (text.length > MAX_CHARACTERS) return { clouds: [], problems: [{ code: 'TOO_LARGE' }] };
  const script = readScript(text);
  if (!IDENTIFYING_VARIABLES.some((name) => script.variables.has(`OS_${name}`)))
    return { clouds: [], problems: [{ code: 'NO_CLOUDS' }] };
  const fields: YamlMap = new Map();
  for (const name of READ_VARIABLES) {
    const value = script.variables.get(`OS_${name}`)?.value;
    if (typeof value === 'string') fields.set(name.toLowerCase(), value);
  }
  const { cloud, regionFields, problems } = applyRegion(fields);
  const { draft, secret, problems: settingsProblems } = readCloud(cloud);
  const name = authUrlHost(draft.authUrl);
  const found = [...problems, ...settingsProblems].map((problem) =>
    problem.key === undefined ? problem : { ...problem, key: `OS_${problem.key.toUpperCase()}` },
  );
  return {
    clouds: [
      {
        name,
        draft: { ...(name !== '' && { name }), ...draft, ...regionFields },
        ...(secret && { secret }),
        problems: [...lineProblems(script), ...found],
      },
    ],
    problems: [],
  };
}

/** Lines that are not read and unknown values, except those read from the keyboard. */
function lineProblems({ variables, unreadableLines, sourcedScriptLine }: Script): ImportProblem[] {
  const problems: ImportProblem[] =
    sourcedScriptLine === undefined ? [] : [{ code: 'SCRIPT_NOT_RUN', line: sourcedScriptLine }];
  for (const name of READ_VARIABLES) {
    const key = `OS_${name}`;
    const variable = variables.get(key);
    const line = unreadableLines.get(key);
    if (variable !== undefined && typeof variable.value !== 'string' && variable.value.unknown !== 'READ_FROM_KEYBOARD')
      problems.push({ code: variable.value.unknown, key, line: variable.line });
    if (variable?.conditionalLine !== undefined)
      problems.push({ code: 'CONDITION_NOT_DECIDED', key, line: variable.conditionalLine });
    if (line !== undefined) problems.push({ code: 'LINE_NOT_READ', key, line });
  }
  return problems;
}
