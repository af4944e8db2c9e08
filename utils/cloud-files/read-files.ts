import { parseCloudsYaml } from './clouds-yaml';
import type { ImportedCloud, ImportedFile } from './draft';
import type { ImportProblem } from './import-problems';
import { parseOpenrc } from './openrc';
import { isScript } from './shell/script';

/** `kind`: by content, not by name. */
export interface ReadFile {
  kind: 'clouds' | 'secrets' | 'openrc' | 'unknown';
  count: number;
  problems: ImportProblem[];
}

/** What files hold together. */
export interface ReadFiles {
  files: ReadFile[];
  clouds: ImportedCloud[];
}

type ReadText = ReadFile & { text: string; clouds: ImportedCloud[] };

/** Secrets of each secure.yaml go to the clouds of the same name. Never throws. */
export function readFiles(texts: readonly string[]): ReadFiles {
  const found = texts.map(readText);
  const cloudsFiles = found.filter(({ kind, clouds }) => kind === 'clouds' && !hasNoAuthUrl(clouds));
  const secureFiles = found.filter(
    (file) =>
      file.kind === 'clouds' &&
      !cloudsFiles.includes(file) &&
      (cloudsFiles.length > 0 || file.clouds.every(hasOnlySecrets)),
  );
  const names = new Set(cloudsFiles.flatMap(({ clouds }) => clouds.map(({ name }) => name)));
  for (const file of secureFiles)
    Object.assign(file, { kind: 'secrets', problems: [...file.problems, ...unmatchedSecrets(file, names)] });
  const secureTexts = secureFiles.map(({ text }) => text);
  return {
    files: found.map(({ kind, clouds, problems }) => ({ kind, count: clouds.length, problems })),
    clouds: found.flatMap((file) => {
      if (file.kind === 'secrets') return [];
      const hasSecrets = cloudsFiles.includes(file) && secureTexts.length > 0;
      // The others are only in a secure.yaml.
      return hasSecrets ? parseCloudsYaml(file.text, ...secureTexts).clouds.slice(0, file.clouds.length) : file.clouds;
    }),
  };
}

const CLOUDS_KEY = /^[ \t{]*["']?clouds["']?[ \t]*:/m;

function readText(text: string): ReadText {
  const yaml = parseCloudsYaml(text);
  if (yaml.clouds.length > 0) return { kind: 'clouds', text, ...cloudsAndCount(yaml) };
  const [problem] = yaml.problems;
  const mayBeScript = problem?.code === 'NOT_YAML' || problem?.code === 'NO_CLOUDS';
  if (mayBeScript && isScript(text)) {
    const openrc = parseOpenrc(text);
    if (openrc.clouds.length > 0) return { kind: 'openrc', text, ...cloudsAndCount(openrc) };
  }
  const isCloudsFile = !mayBeScript || CLOUDS_KEY.test(text);
  const problems: ImportProblem[] = isCloudsFile ? yaml.problems : [{ code: 'UNRECOGNISED' }];
  return { kind: 'unknown', text, count: 0, clouds: [], problems };
}

function cloudsAndCount({ clouds, problems }: ImportedFile): Pick<ReadText, 'count' | 'clouds' | 'problems'> {
  return { clouds, count: clouds.length, problems };
}

/** Then the file may be a secure.yaml. */
function hasNoAuthUrl(clouds: ImportedCloud[]): boolean {
  return clouds.every(({ problems }) => problems.some(({ code }) => code === 'AUTH_URL_MISSING'));
}

function hasOnlySecrets({ draft: { name: _, method: __, ...rest } }: ImportedCloud): boolean {
  return Object.keys(rest).length === 0;
}

function unmatchedSecrets({ clouds }: ReadText, names: ReadonlySet<string>): ImportProblem[] {
  if (names.size === 0) return [{ code: 'SECURE_YAML_ALONE' }];
  const unmatched = clouds.map(({ name }) => name).filter((name) => !names.has(name));
  return unmatched.length === 0 ? [] : [{ code: 'SECRETS_UNMATCHED', value: unmatched.slice(0, 5).join(', ') }];
}
