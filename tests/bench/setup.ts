import { expect } from '@playwright/test';
import { type Chromium, freshProfile, launchChromium } from '@/tests/e2e/support/chromium';
import { consentTo } from '@/tests/e2e/support/host-access';
import { addCloud, demoForm, openPopup } from '@/tests/e2e/support/journey';
import { type FakeCloud, startFakeCloud } from '@/tests/fake-cloud';

/** A browser with a cached project of this many servers, and its cloud. */
export interface BenchSetup {
  chromium: Chromium;
  cloud: FakeCloud;
  servers: number;
  close(): Promise<void>;
}

const PROJECT = 'ops';

/** Long lists are slow on a busy machine. */
export const LIST_TIMEOUT = { timeout: 30_000 };

/**
 * Starts cloud and browser, adds the cloud and shows project ops once: from then on its servers are
 * in the extension's cache, and every popup shows them at once.
 */
export async function prepare(executablePath: string, servers: number): Promise<BenchSetup> {
  const cloud = await startFakeCloud();
  const profile = await freshProfile();
  const launched = launchChromium({
    executablePath,
    userDataDir: profile.path,
    viewport: { width: 400, height: 560 },
  });
  const close = async () => {
    await launched.then((chromium) => chromium.close()).catch(() => {});
    await cloud.close();
    await profile.remove();
  };
  try {
    const chromium = await launched;
    fillProject(cloud, servers);
    await consentTo(chromium, 'http://127.0.0.1/*');
    await fillCache(chromium, cloud, servers);
    return { chromium, cloud, servers, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function fillCache(chromium: Chromium, cloud: FakeCloud, servers: number): Promise<void> {
  const settings = await addCloud(chromium, demoForm(cloud));
  const popup = await openPopup(chromium);
  await popup.project.selectOption({ label: PROJECT });
  await expect(popup.status).toHaveText(`${servers} servers`, LIST_TIMEOUT);
  await popup.page.close();
  await settings.page.close();
}

/** Fills the project with equal servers in the popup's first region. */
function fillProject({ contents, addServers }: FakeCloud, servers: number): void {
  const project = contents.projects.find(({ name }) => name === PROJECT)?.id;
  contents.servers = contents.servers.filter(({ projectId }) => projectId !== project);
  addServers(servers);
}
