import { expect } from '@playwright/test';
import { type Chromium, freshProfile, launchChromium } from '@/tests/e2e/support/chromium';
import { consentTo } from '@/tests/e2e/support/host-access';
import { addCloud, demoForm, openPopup } from '@/tests/e2e/support/journey';
import { type FakeCloud, startFakeCloud } from '@/tests/fake-cloud';

/** A browser that has seen a project with so many servers, and the cloud they are on. */
export interface BenchSetup {
  chromium: Chromium;
  cloud: FakeCloud;
  servers: number;
  close(): Promise<void>;
}

const PROJECT = 'ops';

/** Long lists take their time on a busy machine. */
export const TIMEOUT_MS = { timeout: 30_000 };

/**
 * Starts cloud and browser, adds the cloud and looks at project ops once: from then on its servers are cached as the
 * product itself caches them, and shown by every popup at once.
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
  await expect(popup.status).toHaveText(`${servers} servers`, TIMEOUT_MS);
  await popup.page.close();
  await settings.page.close();
}

/** Leaves the project with servers that are all alike, in the one region where the popup begins. */
function fillProject({ world, addServers }: FakeCloud, servers: number): void {
  const project = world.projects.find(({ name }) => name === PROJECT)?.id;
  world.servers = world.servers.filter(({ projectId }) => projectId !== project);
  addServers(servers);
}
