import { parseCloudsYaml } from './clouds-yaml';
import type { ImportedCloud, ImportedFile } from './draft';
import type { ImportProblem } from './import-problems';
import { parseOpenrc } from './openrc';
import { isScript } from './shell/script';

/** What a text was found to be, by what it holds: names of files say little. */
export interface ReadFile {
  kind: 'clouds' | 'secrets' | 'openrc' | 'unknown';
  /** how many clouds it tells about */
  count: number;
  /** of the file as a whole */
  problems: ImportProblem[];
}

export interface ReadFiles {
  /** one for each text, in order */
  files: ReadFile[];
  clouds: ImportedCloud[];
}

type ReadText = ReadFile & { text: string; clouds: ImportedCloud[] };

/**
 * Reads clouds.yaml, secure.yaml and openrc files that belong together: the secrets of each secure.yaml go to the
 * clouds that have its names in the others. Never throws; nothing of what it reads is run.
 */
export function readFiles(texts: readonly string[]): ReadFiles {
  const found = texts.map(readText);
  const mains = found.filter(({ kind, clouds }) => kind === 'clouds' && !hasNoAuthUrl(clouds));
  const secures = found.filter(
    (file) =>
      file.kind === 'clouds' && !mains.includes(file) && (mains.length > 0 || file.clouds.every(hasOnlySecrets)),
  );
  const names = new Set(mains.flatMap(({ clouds }) => clouds.map(({ name }) => name)));
  for (const file of secures)
    Object.assign(file, { kind: 'secrets', problems: [...file.problems, ...unmatchedSecrets(file, names)] });
  const secureTexts = secures.map(({ text }) => text);
  return {
    files: found.map(({ kind, clouds, problems }) => ({ kind, count: clouds.length, problems })),
    clouds: found.flatMap((file) => {
      if (file.kind === 'secrets') return [];
      const whole = mains.includes(file) && secureTexts.length > 0;
      // Behind its own come those that only a secure.yaml names.
      return whole ? parseCloudsYaml(file.text, ...secureTexts).clouds.slice(0, file.clouds.length) : file.clouds;
    }),
  };
}

const LOOKS_LIKE_CLOUDS = /^[ \t{]*["']?clouds["']?[ \t]*:/m;

function readText(text: string): ReadText {
  const yaml = parseCloudsYaml(text);
  if (yaml.clouds.length > 0) return { kind: 'clouds', text, ...counted(yaml) };
  const [wrong] = yaml.problems;
  const unread = wrong?.code === 'NOT_YAML' || wrong?.code === 'NO_CLOUDS';
  if (unread && isScript(text)) {
    const openrc = parseOpenrc(text);
    if (openrc.clouds.length > 0) return { kind: 'openrc', text, ...counted(openrc) };
  }
  const broken = !unread || LOOKS_LIKE_CLOUDS.test(text);
  const problems: ImportProblem[] = broken ? yaml.problems : [{ code: 'UNRECOGNISED' }];
  return { kind: 'unknown', text, count: 0, clouds: [], problems };
}

function counted({ clouds, problems }: ImportedFile): Pick<ReadText, 'count' | 'clouds' | 'problems'> {
  return { clouds, count: clouds.length, problems };
}

/** No cloud says where it is: then it is what another file is completed with. */
function hasNoAuthUrl(clouds: ImportedCloud[]): boolean {
  return clouds.every(({ problems }) => problems.some(({ code }) => code === 'AUTH_URL_MISSING'));
}

/** It says neither where nor who. */
function hasOnlySecrets({ draft: { name: _, method: __, ...rest } }: ImportedCloud): boolean {
  return Object.keys(rest).length === 0;
}

function unmatchedSecrets({ clouds }: ReadText, names: ReadonlySet<string>): ImportProblem[] {
  if (names.size === 0) return [{ code: 'SECURE_YAML_ALONE' }];
  const without = clouds.map(({ name }) => name).filter((name) => !names.has(name));
  return without.length === 0 ? [] : [{ code: 'SECRETS_UNMATCHED', value: without.slice(0, 5).join(', ') }];
}
