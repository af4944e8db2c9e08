import { authUrlHost } from './auth-url';
import { readCloud } from './cloud-from-settings';
import type { ImportedCloud, ImportedFile } from './draft';
import { isHorizonCloudsYaml, repairHorizonYaml } from './horizon-yaml';
import type { ImportProblem } from './import-problems';
import { applyRegion } from './regions';
import { hasControlCharacters } from './settings';
import type { YamlMap, YamlValue } from './yaml';
import { mergeMaps, readYaml } from './yaml';

const MAX_CLOUDS_IN_FILE = 500;

/**
 * Reads a clouds.yaml or clouds.json with each secure.yaml
 * (https://docs.openstack.org/openstacksdk/latest/user/config/configuration.html). Never throws.
 */
export function parseCloudsYaml(text: string, ...secureTexts: string[]): ImportedFile {
  const main = cloudsIn(isHorizonCloudsYaml(text) ? repairHorizonYaml(text) : text);
  const problems: ImportProblem[] = 'problem' in main ? [main.problem] : [];
  let fields = 'problem' in main ? new Map() : main.clouds;
  for (const secureText of secureTexts) {
    const secure = cloudsIn(secureText);
    if ('problem' in secure) problems.push({ ...secure.problem, file: 'secure' });
    else fields = mergeMaps(fields, secure.clouds);
  }
  if ('problem' in main) return { clouds: [], problems };
  if (fields.size > MAX_CLOUDS_IN_FILE) return { clouds: [], problems: [...problems, { code: 'TOO_MANY_CLOUDS' }] };
  return { clouds: [...fields].map(([name, value]) => importCloud(name, value)), problems };
}

function cloudsIn(text: string): { clouds: YamlMap } | { problem: ImportProblem } {
  const read = readYaml(text);
  if ('problem' in read) return read;
  const clouds = read.value instanceof Map ? read.value.get('clouds') : null;
  return clouds instanceof Map && clouds.size > 0 ? { clouds } : { problem: { code: 'NO_CLOUDS' } };
}

function importCloud(key: string, value: YamlValue): ImportedCloud {
  const isNameUsable = key.trim() !== '' && key.length <= 255 && !hasControlCharacters(key);
  const nameProblems: ImportProblem[] = isNameUsable ? [] : [{ code: 'NAME_UNUSED' }];
  if (!(value instanceof Map))
    return {
      name: isNameUsable ? key.trim() : '',
      draft: {},
      problems: [...nameProblems, { code: 'CLOUD_MALFORMED' }],
    };
  const { cloud, regionFields, problems } = applyRegion(value);
  const { draft, secret, problems: settingsProblems } = readCloud(cloud);
  const name = isNameUsable ? key.trim() : authUrlHost(draft.authUrl);
  return {
    name,
    draft: { ...(name !== '' && { name }), ...draft, ...regionFields },
    ...(secret && { secret }),
    problems: [...nameProblems, ...problems, ...settingsProblems],
  };
}
