import type { Page } from '@playwright/test';
import type { Chromium } from '@/tests/e2e/support/chromium';
import {
  DashboardPageObject,
  LIST,
  logInAndEnable,
  openCounting,
  openDashboard,
  openEnabledList,
} from '@/tests/e2e/support/dashboard';
import { expect, test } from '@/tests/e2e/support/fixtures';
import { openConsole } from '@/tests/e2e/support/journey';
import type { FakeCloud } from '@/tests/fake-cloud';

/** Clicks the button, and checks that this is the only console requested and the only tab opened. */
async function expectOnlyThisConsole(chromium: Chromium, cloud: FakeCloud, list: DashboardPageObject, before: number) {
  await openConsole(chromium, () => list.button('real-console').click());
  expect(chromium.context.pages()).toHaveLength(before + 1);
  expect(
    cloud.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/remote-consoles')),
  ).toHaveLength(1);
}

/** What a page can read: its markup, globals, storage and loaded resources. */
function visibleTo(page: Page): Promise<string> {
  return page.evaluate(() =>
    JSON.stringify([
      document.documentElement.outerHTML,
      Object.getOwnPropertyNames(window),
      { ...localStorage },
      { ...sessionStorage },
      performance.getEntriesByType('resource').map(({ name }) => name),
    ]),
  );
}

test.use({ cloudOptions: { password: 'correct-horse' } });

test("neither token nor console URL reaches the dashboard's page", async ({ chromium, cloud }) => {
  const { list } = await openEnabledList(chromium, cloud);
  await list.page.evaluate(() => {
    const received: unknown[] = [];
    Object.assign(window, { received });
    window.addEventListener('message', ({ data }) => received.push(data));
  });
  await openConsole(chromium, () => list.button('real-console').click());
  const seenByPage =
    (await visibleTo(list.page)) + JSON.stringify(await list.page.evaluate(() => Reflect.get(window, 'received')));
  expect(seenByPage).toContain('data-novnc-for-openstack');
  const csrfTokens = new Set(
    await list.page
      .locator('input[name=csrfmiddlewaretoken]')
      .evaluateAll((all) => all.map((input) => (input as HTMLInputElement).value)),
  );
  for (const secret of cloud.secrets()) if (!csrfTokens.has(secret)) expect(seenByPage).not.toContain(secret);
});

test('a lookalike on another origin gets no button and no request', async ({ chromium, cloud }) => {
  const { list } = await openEnabledList(chromium, cloud);
  await expect(list.button('web-01')).toBeVisible();
  cloud.resetRequests();
  const lookalike = await openCounting(chromium, `${cloud.lookalikeUrl}lookalike/${LIST}`);
  await expect(lookalike.page.locator('table#instances')).toBeVisible();
  // Opened later, the real dashboard has its buttons: the lookalike would have them by now.
  const real = await openDashboard(chromium, cloud.horizonUrl + LIST);
  await expect(real.button('web-01')).toBeVisible();
  expect(await lookalike.added()).toBe(0);
  expect(cloud.requests.filter(({ service, path }) => service === 'lookalike' && path.includes('/api/'))).toEqual([]);
});

test.describe('a page with the dashboard in a frame', () => {
  test.use({ cloudOptions: { horizonFrames: true } });
  test('gets no button in the frame', async ({ chromium, cloud }) => {
    await logInAndEnable(chromium, cloud);
    const otherUrl = cloud.lookalikeUrl.replace('localhost', '127.0.0.1');
    const framing = new DashboardPageObject(await chromium.context.newPage());
    await framing.page.goto(`${otherUrl}framing/`);
    const frame = framing.page.frameLocator('#framed');
    await expect(frame.locator('table#instances')).toBeVisible();
    // Opened later in its own tab, the page has its buttons: the frame would have them by now.
    const real = await openDashboard(chromium, cloud.horizonUrl + LIST);
    await expect(real.button('web-01')).toBeVisible();
    await expect(frame.getByRole('button', { name: 'Open noVNC' })).toHaveCount(0);
  });
});

test('a page cannot send messages to the extension, and opens no console without a click', async ({
  chromium,
  cloud,
}) => {
  const { list } = await openEnabledList(chromium, cloud);
  await expect(list.button('real-console')).toBeVisible();
  const before = chromium.context.pages().length;
  cloud.resetRequests();
  const reached = await list.page.evaluate(async (id) => {
    const runtime = (globalThis as { chrome?: { runtime?: { sendMessage?: unknown } } }).chrome?.runtime;
    for (const button of document.querySelectorAll<HTMLElement>('[data-novnc-for-openstack]')) button.click();
    const files = await Promise.allSettled(
      ['options.html', 'popup.html', 'background.js', 'recognise.js', 'horizon.js', 'skyline.js'].map((file) =>
        fetch(`chrome-extension://${id}/${file}`),
      ),
    );
    return {
      canSend: runtime?.sendMessage !== undefined,
      files: files.filter(({ status }) => status === 'fulfilled').length,
    };
  }, chromium.extensionId);
  expect(reached).toEqual({ canSend: false, files: 0 });
  await expectOnlyThisConsole(chromium, cloud, list, before);
});

test("clicks made by a page's script open no console", async ({ chromium, cloud }) => {
  await logInAndEnable(chromium, cloud);
  const page = await chromium.context.newPage();
  // In a script of the page: what a test evaluates has user activation.
  await page.addInitScript(() => {
    new MutationObserver(() => {
      for (const button of document.querySelectorAll<HTMLElement>('button[data-novnc-for-openstack]:not([id])')) {
        button.id = `clicked-${button.dataset.novncForOpenstack}`;
        const label = document.createElement('label');
        label.htmlFor = button.id;
        document.body.append(label);
        for (const target of [button, label]) target.click();
        label.remove();
      }
    }).observe(document, { childList: true, subtree: true });
  });
  const before = chromium.context.pages().length;
  cloud.resetRequests();
  await page.goto(cloud.horizonUrl + LIST);
  const list = new DashboardPageObject(page);
  await expect(list.button('real-console')).toHaveAttribute('id', /^clicked-/);
  await expectOnlyThisConsole(chromium, cloud, list, before);
});

test('another port of an enabled host is not the dashboard', async ({ chromium, cloud }) => {
  await logInAndEnable(chromium, cloud);
  cloud.resetRequests();
  const lookalike = cloud.lookalikeUrl.replace('localhost', '127.0.0.1');
  const other = await openCounting(chromium, `${lookalike}horizon/${LIST}`);
  await expect(other.page.locator('table#instances')).toBeVisible();
  // Opened later, the real dashboard has its buttons: the other would have them by now.
  const real = await openDashboard(chromium, cloud.horizonUrl + LIST);
  await expect(real.button('web-01')).toBeVisible();
  expect(await other.added()).toBe(0);
  expect(cloud.requests.filter(({ service, path }) => service === 'lookalike' && path.includes('/api/'))).toEqual([]);
});
