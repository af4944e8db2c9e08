import { CHROMIUM_FLAGS } from '@/tests/tools/browser-flags';
/**
 * Pictures of every screen: `npx tsx tests/gallery/shoot.ts OUT_DIR [part of a scene's name]`. Builds the gallery,
 * opens each scene in light and dark, English and Chinese, saves a PNG and lists what axe-core finds.
 */

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { chromium } from '@playwright/test';
import { generateChromeMessagesText, parseMessagesFile } from '@wxt-dev/i18n/build';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '../..');
const LOCALES = ['en', 'zh_CN'];
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
};

async function buildGallery(outDir: string): Promise<string[]> {
  await build({
    root: import.meta.dirname,
    base: './',
    logLevel: 'error',
    resolve: { alias: { '@': root, '#i18n': join(root, '.wxt/i18n/index.ts') } },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: { outDir, emptyOutDir: true, target: 'esnext' },
  });
  for (const locale of LOCALES) {
    const messages = await parseMessagesFile(join(root, 'assets/locales', `${locale}.yml`));
    await writeFile(join(outDir, `${locale}.json`), generateChromeMessagesText(messages));
  }
  const sources = await Promise.all(
    ['popup', 'settings', 'import', 'ways-in'].map((page) =>
      readFile(join(import.meta.dirname, `${page}-scenes.ts`), 'utf8'),
    ),
  );
  return sources.flatMap((source) => [...source.matchAll(/^ {2}'([a-z-]+)':/gm)].map((match) => match[1] ?? ''));
}

function serve(dir: string): Promise<{ server: Server; url: string }> {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname;
    const file = path === '/' ? 'index.html' : path.slice(1);
    try {
      const body = await readFile(join(dir, file));
      response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream').end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  return new Promise((done) =>
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      done({ server, url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/` });
    }),
  );
}

const [, , out = 'gallery', part = ''] = process.argv;
const dist = await mkdtemp(join(tmpdir(), 'gallery-'));
const names = (await buildGallery(dist)).filter((name) => name.includes(part));
const { server, url } = await serve(dist);
await mkdir(out, { recursive: true });
const browser = await chromium.launch({
  ...(process.env.CHROMIUM && { executablePath: process.env.CHROMIUM }),
  args: CHROMIUM_FLAGS,
});
let findings = 0;
for (const colorScheme of ['light', 'dark'] as const) {
  for (const locale of LOCALES) {
    for (const name of names) {
      const popup = name.startsWith('popup');
      const context = await browser.newContext({
        colorScheme,
        locale: locale.replace('_', '-'),
        viewport: popup ? { width: 400, height: 560 } : { width: 1280, height: 1240 },
      });
      const page = await context.newPage();
      page.on('pageerror', (error) => console.error(name, error));
      await page.goto(`${url}?scene=${name}&locale=${locale}`);
      await page.locator('main').waitFor();
      await page.waitForFunction(() => document.documentElement.dataset.ready === 'true');
      await page.screenshot({ path: join(out, `${name}.${locale}.${colorScheme}.png`), fullPage: true });
      const { violations } = await new AxeBuilder({ page }).analyze();
      findings += violations.length;
      for (const { id, nodes } of violations)
        console.error(
          name,
          locale,
          colorScheme,
          id,
          nodes.map((node) => `${node.html}\n   ${node.failureSummary}`),
        );
      await context.close();
    }
  }
}
await browser.close();
server.close();
await rm(dist, { recursive: true });
console.warn(`${names.length} scenes, ${findings} findings of axe-core, in ${out}`);
