import { pathToFileURL } from 'node:url';
import { BUDGETS, gzipSizes, scriptsOf } from './budgets';
import { CHROMIUM_EXTENSION } from './build';
import type { Step } from './steps';
import { runTool } from './tool-error';

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

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runTool(async () => ((await budgetStep().run()).failed === 0 ? 0 : 1));
}
