import { watch } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Worker } from '@playwright/test';
import { type Chromium, freshProfile, launchChromium } from '@/tests/e2e/support/chromium';
import { startFakeCloud } from '@/tests/fake-cloud';
import { buildForDevelopment, DEVELOPMENT_EXTENSION } from './build';
import { addDemoCloud, hasDisplay, untilClosed } from './demo-session';
import { ensureBrowser } from './ensure-browser';
import { runTool, ToolError } from './tool-error';

const HELP = `Starts the fake cloud and a browser with a development build, and reloads the extension on each change: npm run dev

  --headless   no window
  --help

The terminal shows what the background logs: each message, call and stored record, without secrets.
CHROME_PATH names the browser to use. Nothing of your own browser profile is touched.`;

/** What the build reads. */
const SOURCES = ['assets', 'components', 'entrypoints', 'utils', 'wxt.config.ts'];
/** Editors write a file in several steps. */
const QUIET_MS = 200;

await runTool(async () => {
  const { values: options } = parseArgs({
    options: { headless: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
  });
  if (options.help) {
    console.log(HELP);
    return 0;
  }
  if (!options.headless && !hasDisplay())
    throw new ToolError('There is no display to open a browser on. Without one: npm run dev -- --headless');
  const executablePath = ensureBrowser('chromium');
  if (!(await buildForDevelopment())) throw new ToolError('The extension could not be built; the reason is above.');
  const cloud = await startFakeCloud();
  const profile = await freshProfile();
  try {
    const chromium = await launchChromium({
      ...{ executablePath, userDataDir: profile.path, headless: options.headless, viewport: null },
      extensions: [DEVELOPMENT_EXTENSION],
    });
    showBackgroundLog(chromium);
    await addDemoCloud(chromium, cloud);
    const stopWatching = onChange(async () => {
      if (await buildForDevelopment()) await reload(chromium);
    });
    console.log(
      '\nThe extension knows a demo cloud. It is built and reloaded when a file changes. Ctrl+C ends this.\n',
    );
    await untilClosed(chromium);
    stopWatching();
    return 0;
  } finally {
    await cloud.close();
    await profile.remove();
  }
});

/** Runs `job` after changes of the sources, one run at a time; changes during a run cause one more. @returns what ends it */
function onChange(job: () => Promise<void>): () => void {
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const changed = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(job).catch((error: unknown) => console.error(error));
    }, QUIET_MS);
  };
  const watchers = SOURCES.map((path) => watch(path, { recursive: true }, changed));
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}

/** Loads the extension from its folder again, and its open pages, which the browser closes with that. */
async function reload({ context, extensionId, open }: Chromium): Promise<void> {
  const origin = `chrome-extension://${extensionId}/`;
  const paths = context
    .pages()
    .flatMap((page) => (page.url().startsWith(origin) ? [page.url().slice(origin.length)] : []));
  const session = await context.browser()?.newBrowserCDPSession();
  if (session === undefined) throw new Error('The browser has no debugger: reload the extension by hand.');
  await session.send('Extensions.loadUnpacked', { path: resolve(DEVELOPMENT_EXTENSION) });
  await session.detach();
  for (const path of paths) await open(path);
  console.log(`Reloaded the extension at ${new Date().toLocaleTimeString()}.`);
}

function showBackgroundLog({ context }: Chromium): void {
  const show = (worker: Worker) => worker.on('console', (message) => console.log(message.text()));
  for (const worker of context.serviceWorkers()) show(worker);
  context.on('serviceworker', show);
}
