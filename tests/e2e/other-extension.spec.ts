import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHROMIUM_EXTENSION } from '@/tests/tools/build';
import { idOfUnpacked } from './support/chromium';
import { test as base, expect } from './support/fixtures';
import { addCloud, demoForm } from './support/journey';

const test = base.extend<{ other: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: a fixture that needs no other
  other: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'other-extension-'));
    const manifest = { manifest_version: 3, name: 'Another extension', version: '1', permissions: ['storage'] };
    await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
    await writeFile(join(folder, 'page.html'), '<!doctype html><title>Another extension</title>');
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
  extensions: async ({ other }, use) => use([CHROMIUM_EXTENSION, other]),
});

test('another extension gets no answer, cannot connect, and reads no file of this one', async ({
  chromium,
  cloud,
  other,
}) => {
  await addCloud(chromium, demoForm(cloud));
  const page = await chromium.context.newPage();
  await page.goto(`chrome-extension://${idOfUnpacked(other)}/page.html`);
  cloud.resetRequests();
  const outcome = await page.evaluate(async (id) => {
    const { runtime } = chrome as unknown as {
      runtime: {
        sendMessage(id: string, message: unknown): Promise<unknown>;
        connect(id: string): { onDisconnect: { addListener(listener: () => void): void } };
      };
    };
    const messages = ['listClouds', 'exportSecrets', 'openConsole', 'dashboardOpen'].map((name) =>
      runtime.sendMessage(id, { name, data: { cloudIds: [] } }).catch((error) => String(error)),
    );
    const connected = new Promise((done) => runtime.connect(id).onDisconnect.addListener(() => done('disconnected')));
    const files = ['options.html', 'background.js', 'managed-schema.json', 'horizon.js'].map((file) =>
      fetch(`chrome-extension://${id}/${file}`).then(
        ({ ok }) => ok,
        () => false,
      ),
    );
    return { answers: await Promise.all(messages), connected: await connected, files: await Promise.all(files) };
  }, chromium.extensionId);
  for (const answer of outcome.answers) expect(answer).toEqual(expect.stringContaining('Receiving end does not exist'));
  expect(outcome.connected).toBe('disconnected');
  expect(outcome.files).toEqual([false, false, false, false]);
  expect(cloud.requests).toEqual([]);
});
