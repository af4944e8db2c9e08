import { readdirSync, readFileSync } from 'node:fs';
import { dirname, posix, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { WALLS, type Wall } from './walls';

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s+(?<type>type\s)?(?<clause>[^'";]*?)from\s*'(?<from>[^']+)'|(?:^|\n)\s*import\s*'(?<bare>[^']+)'|\bimport\(\s*'(?<dynamic>[^']+)'/g;

interface Import {
  specifier: string;
  isType: boolean;
}

function importsOf(source: string): Import[] {
  return [...source.matchAll(IMPORT)].map(({ groups = {} }) => {
    const names = /^\s*\{([\s\S]*)\}\s*$/.exec(groups.clause ?? '')?.[1]?.split(',') ?? [];
    const named = names.map((name) => name.trim()).filter((name) => name !== '');
    const isType = groups.type !== undefined || (named.length > 0 && named.every((name) => name.startsWith('type ')));
    return { specifier: groups.from ?? groups.bare ?? groups.dynamic ?? '', isType };
  });
}

/** A project file that an import names, without its extension; null for a package. */
function targetOf(file: string, specifier: string): string | null {
  if (specifier.startsWith('@/')) return specifier.slice(2);
  return specifier.startsWith('.') ? posix.join(dirname(file), specifier) : null;
}

const covers = (paths: readonly string[], target: string) =>
  paths.some((path) => (path.endsWith('/') ? target.startsWith(path) : target === path));

function wallOf(file: string): [key: string, wall: Wall] | null {
  const keys = Object.keys(WALLS).filter((key) => file.startsWith(key));
  const [key] = keys.sort((a, b) => b.length - a.length);
  const wall = key === undefined ? undefined : WALLS[key];
  return key === undefined || wall === undefined ? null : [key, wall];
}

/** @returns what is wrong with the imports of one file, one line each. */
export function checkWalls(file: string, source: string): string[] {
  const governing = wallOf(file);
  if (governing === null) return [`${file}: no wall governs this file; add it to tests/tools/walls.ts`];
  const [key, { may, types = [], packages = [] }] = governing;
  const wrong: string[] = [];
  for (const { specifier, isType } of importsOf(source)) {
    const target = targetOf(file, specifier);
    if (target === null) {
      if (!packages.includes(specifier))
        wrong.push(`${file}: may not use the package ${specifier} (tests/tools/walls.ts)`);
    } else if (specifier.startsWith('../')) wrong.push(`${file}: ${specifier}: reach other folders by @/`);
    else {
      const isOwn = key.endsWith('/') && target.startsWith(key);
      if (!isOwn && !covers(may, target) && !(isType && covers(types, target)))
        wrong.push(`${file}: may not reach ${target} (tests/tools/walls.ts)`);
    }
  }
  return wrong;
}

/** @returns the folders of `utils/` that may reach one which stands below them in the table, one line each. */
function checkLayers(walls: Record<string, Wall> = WALLS): string[] {
  const layers = Object.keys(walls).filter((key) => /^utils\/[^/]+\/?$/.test(key));
  const layerOf = (path: string) => layers.findIndex((layer) => path.startsWith(layer.replace(/\.ts$/, '')));
  return layers.flatMap((layer, index) => {
    const { may, types = [] } = walls[layer] as Wall;
    if (may.includes('utils/')) return index === layers.length - 1 ? [] : [`${layer} may reach all: it has to be last`];
    const upward = [...may, ...types].filter((path) => path.startsWith('utils/') && layerOf(path) >= index);
    return upward.map((path) => `${layer} may reach ${path}, which stands below it (tests/tools/walls.ts)`);
  });
}

/** @returns the circles of imports between files, types included, one line each. @param sources by path */
function checkCircles(sources: ReadonlyMap<string, string>): string[] {
  const next = new Map<string, string[]>();
  for (const [file, source] of sources) {
    const targets = importsOf(source).map(({ specifier }) => targetOf(file, specifier));
    const files = targets.flatMap((target) => [`${target}.ts`, `${target}.tsx`].filter((path) => sources.has(path)));
    next.set(file, files);
  }
  const circles: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) circles.push(`circle: ${[...path.slice(path.indexOf(file)), file].join(' -> ')}`);
    if (path.includes(file) || done.has(file)) return;
    for (const target of next.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of sources.keys()) visit(file, []);
  return circles;
}

/** @returns the source files under a folder, as paths from the project's root. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative('.', `${entry.parentPath}/${entry.name}`).replaceAll('\\', '/'));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const files = ['utils', 'components', 'entrypoints'].flatMap(filesIn);
  const sources = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]));
  const walls = [...sources].flatMap(([file, source]) => checkWalls(file, source));
  const wrong = [...walls, ...checkLayers(), ...checkCircles(sources)];
  for (const line of wrong) console.error(line);
  console.log(`Walls: ${files.length} files, ${wrong.length} broken`);
  process.exitCode = wrong.length === 0 ? 0 : 1;
}
