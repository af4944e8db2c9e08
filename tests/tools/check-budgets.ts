import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DASHBOARD_KINDS } from '@/utils/messaging/dashboard-kinds';
import { CHROMIUM_EXTENSION } from './build';
import type { Step } from './steps';

/** A part of the extension and the limit of its JavaScript. */
export interface SizeBudget {
  part: string;
  /** a page or a script of the build, from which the browser loads it */
  entry: string;
  /** bytes, each file compressed by itself with gzip */
  limit: number;
}

/** The limit of each part: what is loaded before it can run. */
const BUDGETS: SizeBudget[] = [
  { part: 'popup', entry: 'popup.html', limit: 35_000 },
  { part: 'background', entry: 'background.js', limit: 90_000 },
  ...DASHBOARD_KINDS.map((kind) => ({ part: `${kind} content script`, entry: `${kind}.js`, limit: 8_000 })),
];

const SCRIPT_OF_PAGE = /<(?:script|link)\b[^>]*?\b(?:src|href)="([^"]+\.js)"/g;
const IMPORT_OF_SCRIPT = /\b(?:from|import)\s*["'](\.{1,2}\/[^"']+\.js|\/[^"']+\.js)["']/g;

/**
 * The scripts that a page or script of a build loads before it runs: its own and all that they import statically.
 *
 * @param folder the unpacked extension
 * @returns paths relative to `folder`, each once
 * @throws Error for a file that is not in the build
 */
export function scriptsOf(folder: string, entry: string): string[] {
  const seen = new Set<string>();
  const waiting = [entry];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    if (!existsSync(join(folder, file))) throw new Error(`${file} is not in ${folder}: build the extension first.`);
    const source = readFileSync(join(folder, file), 'utf8');
    for (const [, target = ''] of source.matchAll(file.endsWith('.html') ? SCRIPT_OF_PAGE : IMPORT_OF_SCRIPT)) {
      waiting.push(normalize(target.startsWith('/') ? target.slice(1) : join(dirname(file), target)));
    }
  }
  return [...seen].filter((file) => file.endsWith('.js')).sort();
}

/** @returns the size of each script in bytes, compressed by itself with gzip. */
export function gzipSizes(folder: string, files: string[]): { file: string; bytes: number }[] {
  return files.map((file) => ({ file, bytes: gzipSync(readFileSync(join(folder, file)), { level: 9 }).length }));
}

/** Prints the sizes of the built parts; a part over its limit is a failure. */
export function budgetStep(): Step {
  return {
    name: 'budgets',
    run: async () => {
      const kept = BUDGETS.map(({ part, entry, limit }) => weigh(part, entry, limit));
      return { passed: kept.filter(Boolean).length, failed: kept.filter((good) => !good).length };
    },
  };
}

function weigh(part: string, entry: string, limit: number): boolean {
  try {
    const sizes = gzipSizes(CHROMIUM_EXTENSION, scriptsOf(CHROMIUM_EXTENSION, entry));
    if (sizes.length === 0) throw new Error(`${entry} loads no script.`);
    const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
    console.log(`${part}: ${kB(total)} of ${kB(limit)} (gzip) ${total > limit ? 'TOO LARGE' : 'ok'}`);
    for (const { file, bytes } of sizes) console.log(`  ${kB(bytes).padStart(8)}  ${file}`);
    return total <= limit;
  } catch (error) {
    console.error(`${part}: ${error instanceof Error ? error.message : error}`);
    return false;
  }
}

function kB(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
