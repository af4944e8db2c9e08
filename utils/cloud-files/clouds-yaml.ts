import { hostOf } from './auth-url';
import { cloudOf } from './cloud-from-settings';
import type { Imported, ImportedCloud } from './draft';
import { isFromHorizon, repaired } from './horizon-yaml';
import type { ImportProblem } from './import-problems';
import { withRegion } from './regions';
import { hasControls } from './settings';
import type { Fields, Value } from './yaml';
import { mergeFields, readYaml } from './yaml';

const MAX_CLOUDS_IN_FILE = 500;

/**
 * The clouds of a clouds.yaml or clouds.json, with the secrets of each secure.yaml laid over it
 * (https://docs.openstack.org/openstacksdk/latest/user/config/configuration.html). Never throws.
 *
 * @returns each cloud with its own problems; `problems` are those of the files, and where one of them blocks
 * nothing of this file should be taken over.
 */
export function parseCloudsYaml(text: string, ...secureTexts: string[]): Imported {
  const main = cloudsIn(isFromHorizon(text) ? repaired(text) : text);
  const problems: ImportProblem[] = 'problem' in main ? [main.problem] : [];
  let fields = 'problem' in main ? new Map() : main.clouds;
  for (const secureText of secureTexts) {
    const secure = cloudsIn(secureText);
    if ('problem' in secure) problems.push({ ...secure.problem, file: 'secure' });
    else fields = mergeFields(fields, secure.clouds);
  }
  if ('problem' in main) return { clouds: [], problems };
  if (fields.size > MAX_CLOUDS_IN_FILE) return { clouds: [], problems: [...problems, { code: 'TOO_MANY_CLOUDS' }] };
  return { clouds: [...fields].map(([name, value]) => imported(name, value)), problems };
}

function cloudsIn(text: string): { clouds: Fields } | { problem: ImportProblem } {
  const read = readYaml(text);
  if ('problem' in read) return read;
  const clouds = read.value instanceof Map ? read.value.get('clouds') : null;
  return clouds instanceof Map && clouds.size > 0 ? { clouds } : { problem: { code: 'NO_CLOUDS' } };
}

function imported(key: string, value: Value): ImportedCloud {
  const usable = key.trim() !== '' && key.length <= 255 && !hasControls(key);
  const unnamed: ImportProblem[] = usable ? [] : [{ code: 'NAME_UNUSED' }];
  if (!(value instanceof Map))
    return { name: usable ? key.trim() : '', draft: {}, problems: [...unnamed, { code: 'CLOUD_MALFORMED' }] };
  const { cloud, place, problems } = withRegion(value);
  const { draft, secret, problems: more } = cloudOf(cloud);
  const name = usable ? key.trim() : hostOf(draft.authUrl);
  return {
    name,
    draft: { ...(name !== '' && { name }), ...draft, ...place },
    ...(secret && { secret }),
    problems: [...unnamed, ...problems, ...more],
  };
}
