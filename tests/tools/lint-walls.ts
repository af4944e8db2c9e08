import { readdirSync, readFileSync } from 'node:fs';
import { dirname, posix, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { WALLS } from './walls';

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^'"]*?from\s*'([^']+)'|(?:^|\n)\s*import\s*'([^']+)'|\bimport\(\s*'([^']+)'/g;

/** @returns what is wrong with the imports of one file, one line each. */
export function checkWalls(file: string, source: string): string[] {
  const key = Object.keys(WALLS)
    .filter((candidate) => file.startsWith(candidate))
    .sort((a, b) => b.length - a.length)[0];
  const wall = key === undefined ? undefined : WALLS[key];
  if (wall === undefined) return [`${file}: no wall governs this file; add it to tests/tools/walls.ts`];
  const folder = dirname(file);
  // utils/x/ and all below it is one house; the small files right under utils/ are not.
  const home = key !== undefined && key.split('/').length > 2 ? key : null;
  const wrong: string[] = [];
  for (const match of source.matchAll(IMPORT)) {
    const specifier = match[1] ?? match[2] ?? match[3] ?? '';
    if (specifier.startsWith('../')) wrong.push(`${file}: ${specifier}: reach other folders by @/`);
    else if (specifier.startsWith('@/') || specifier.startsWith('./')) {
      const target = specifier.startsWith('@/') ? specifier.slice(2) : posix.join(folder, specifier);
      const open = wall.may.some((path) => (path.endsWith('/') ? target.startsWith(path) : target === path));
      if (!open && dirname(target) !== folder && !(home !== null && target.startsWith(home)))
        wrong.push(`${file}: may not reach ${target} (tests/tools/walls.ts)`);
    } else if (!(wall.packages ?? []).includes(specifier))
      wrong.push(`${file}: may not use the package ${specifier} (tests/tools/walls.ts)`);
  }
  return wrong;
}

/** @returns the source files under a folder, as paths from the project's root. */
function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative('.', `${entry.parentPath}/${entry.name}`).replaceAll('\\', '/'));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const files = ['utils', 'components', 'entrypoints'].flatMap(sources);
  const wrong = files.flatMap((file) => checkWalls(file, readFileSync(file, 'utf8')));
  for (const line of wrong) console.error(line);
  console.log(`Walls: ${files.length} files, ${wrong.length} broken`);
  process.exitCode = wrong.length === 0 ? 0 : 1;
}
