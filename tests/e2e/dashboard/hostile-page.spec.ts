import type { Page } from '@playwright/test';
import { longList } from '@/tests/bench/long-list';
import { contentWorld, recordMessages } from '@/tests/e2e/support/content-world';
import { LIST, logInAndEnable, openDashboard, openEnabledList } from '@/tests/e2e/support/dashboard';
import { expect, test } from '@/tests/e2e/support/fixtures';
import { addCloud, demoForm, openConsole } from '@/tests/e2e/support/journey';
import type { FakeCloud } from '@/tests/fake-cloud';

/** Requests to Nova about one server each. */
const aboutServers = (cloud: FakeCloud) =>
  cloud.requests.filter(
    ({ service, method, path }) => service === 'nova' && method === 'GET' && /-[0-9a-f]{12}$/.test(path),
  );
const consoles = (cloud: FakeCloud) => cloud.requests.filter(({ path }) => path.endsWith('/remote-consoles'));
/** Most requests that questions without a click may cause: see utils/messaging/limits.ts */
const mostRequests = (sinceMs: number) => 200 + Math.ceil((Date.now() - sinceMs) / 500);

/** Replaces the list by rows of servers that do not run. */
function forgeRows(page: Page, ids: string[]): Promise<void> {
  return page.evaluate((all) => {
    const model = document.querySelector('#instances > tbody > tr[data-object-id]') as HTMLElement;
    const rows = all.map((id) => {
      const row = model.cloneNode(true) as HTMLElement;
      for (const old of row.querySelectorAll('.btn-console, [data-novnc-for-openstack]')) old.remove();
      Object.assign(row.dataset, { objectId: id, display: 'forged' });
      row.id = `instances__row__${id}`;
      return row;
    });
    model.parentElement?.replaceChildren(...rows);
  }, ids);
}

test("a page that shows another user's names and rows learns nothing of that user's servers", async ({
  chromium,
  cloud,
}) => {
  const { page: settings, ...form } = await addCloud(chromium, demoForm(cloud));
  await form.field('Dashboard of this cloud').fill(cloud.horizonUrl);
  await form.save.click();
  await expect(settings.getByRole('button', { name: `Disable ${cloud.horizonUrl}` })).toBeVisible();
  const { list } = await openEnabledList(chromium, cloud, 'carol', { domain: 'corp', project: 'web' });
  const button = (id: string) => list.page.locator(`button[data-novnc-for-openstack="${id}"]`);
  const { id } = cloud.server('build-runner-7');
  for (const userName of ['demo', null]) {
    await list.page.reload();
    await expect(list.button('cms-01')).toBeDisabled();
    cloud.resetRequests();
    await list.page.evaluate((shownUser) => {
      const shown = { '.context-project': 'demo', '.context-domain': 'Default', '.user-name': shownUser };
      for (const [selector, text] of Object.entries(shown)) {
        const element = document.querySelector(`.topbar ${selector}`);
        if (text === null) element?.remove();
        else if (element !== null) element.textContent = text;
      }
    }, userName);
    const serverId = cloud.server('cms-01').id;
    await forgeRows(list.page, [id, serverId]);
    const expectNothingOfOther = () => {
      for (const { path, status } of aboutServers(cloud)) expect(status).toBe(path.includes(id) ? 404 : 200);
    };
    const sessionChecks = () => cloud.requests.filter(({ path }) => path.includes('user-session'));
    await expect.poll(() => [...sessionChecks(), ...aboutServers(cloud)]).not.toEqual([]);
    expectNothingOfOther();
    // A page of another user is asked nothing; without a name it is taken for the login's.
    if (userName === null) await expect(button(serverId)).toBeDisabled();
    await expect(button(id)).toBeEnabled();
    expectNothingOfOther();
    expect(cloud.requests.filter(({ service }) => service === 'keystone')).toEqual([]);
  }
});

test('a page that changes all its rows in every frame causes few messages and requests, and its buttons still work', async ({
  chromium,
  cloud,
}) => {
  const { list } = await openEnabledList(chromium, cloud);
  await expect(list.button('build-runner-7')).toBeDisabled();
  const world = await contentWorld(chromium, list.page);
  const messages = await recordMessages(world);
  cloud.resetRequests();
  const started = Date.now();
  for (let round = 0; round < 30; round += 1) {
    await forgeRows(
      list.page,
      Array.from({ length: 60 }, () => crypto.randomUUID()),
    );
    await list.page.evaluate(() => new Promise(requestAnimationFrame));
  }
  expect(aboutServers(cloud).length).toBeGreaterThan(100);
  expect(aboutServers(cloud).length).toBeLessThanOrEqual(mostRequests(started));
  // One question at a time, about all rows that came in between.
  expect((await messages()).length).toBeLessThanOrEqual(31);
  await world.detach();
  await list.page.reload();
  await openConsole(chromium, () => list.button('real-console').click());
});

test('a list of 2,000 rows, twice of what Horizon shows at most, gets buttons and causes few requests', async ({
  chromium,
  cloud,
}) => {
  await logInAndEnable(chromium, cloud);
  const { html, off } = longList(cloud, 2_000);
  expect(off).toBeGreaterThan(300);
  await chromium.context.route(cloud.horizonUrl + LIST, (route) =>
    route.fulfill({ contentType: 'text/html', body: html }),
  );
  cloud.resetRequests();
  const started = Date.now();
  const list = await openDashboard(chromium, cloud.horizonUrl + LIST);
  // By role takes minutes here.
  await expect(list.page.locator('button[data-novnc-for-openstack]').first()).toBeAttached();
  await expect.poll(() => aboutServers(cloud).length).toBeGreaterThanOrEqual(200);
  expect(aboutServers(cloud).length).toBeLessThanOrEqual(mostRequests(started));
});

test('a page that changes the objects of its world and hides the buttons opens nothing, and gets nothing in', async ({
  chromium,
  cloud,
}) => {
  await logInAndEnable(chromium, cloud);
  const page = await chromium.context.newPage();
  await page.addInitScript(() => {
    const seen: unknown[] = [];
    Object.assign(window, { seen });
    const spyOn = (owner: object, name: string) => {
      const original = Reflect.get(owner, name) as (...values: unknown[]) => unknown;
      Reflect.set(owner, name, function (this: unknown, ...values: unknown[]) {
        if (values.some((value) => JSON.stringify(value)?.includes('requestId'))) seen.push(values);
        return original.apply(this, values);
      });
    };
    for (const [owner, name] of [
      ...([
        [Promise.prototype, 'then'],
        [Array.prototype, 'push'],
        [Map.prototype, 'set'],
      ] as const),
      ...([
        [Element.prototype, 'setAttribute'],
        [EventTarget.prototype, 'addEventListener'],
      ] as const),
    ])
      spyOn(owner, name);
    Object.assign(Object.prototype, { isTrusted: true, ok: true, value: {}, checkStatus: false, isByUser: () => true });
    Object.defineProperty(Event.prototype, 'isTrusted', { get: () => true });
    Object.defineProperty(Navigator.prototype, 'userActivation', { get: () => ({ isActive: true }) });
    addEventListener('DOMContentLoaded', () => {
      for (const element of document.querySelectorAll('#content_body, #main_content'))
        element.attachShadow?.({ mode: 'closed' });
    });
    // Goes on with every button that comes.
    new MutationObserver(() => {
      for (const button of document.querySelectorAll<HTMLElement>('button[data-novnc-for-openstack]')) {
        button.click();
        button.focus();
        for (const event of [
          new PointerEvent('pointerover', { bubbles: true }),
          new PointerEvent('click', { bubbles: true }),
          new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }),
        ])
          button.dispatchEvent(event);
      }
      history.pushState(null, '', `?${Math.random()}`);
    }).observe(document, { childList: true, subtree: true });
  });
  cloud.resetRequests();
  await page.goto(cloud.horizonUrl + LIST);
  await expect(page.locator('button[data-novnc-for-openstack]').first()).toBeAttached();
  // Opened later, another page has its buttons.
  const other = await openDashboard(chromium, cloud.horizonUrl + LIST);
  await expect(other.button('web-01')).toBeVisible();
  expect(consoles(cloud)).toEqual([]);
  expect(await page.evaluate(() => Reflect.get(window, 'seen'))).toEqual([]);
});

test('after a click elsewhere a script of the page opens no console', async ({ chromium, cloud }) => {
  const { list } = await openEnabledList(chromium, cloud);
  await expect(list.button('real-console')).toBeVisible();
  cloud.resetRequests();
  await list.page.evaluate(() => {
    document.addEventListener(
      'mousedown',
      () => {
        for (const button of document.querySelectorAll<HTMLElement>('button[data-novnc-for-openstack]')) {
          button.id = `clicked-${button.dataset.novncForOpenstack}`;
          const label = document.createElement('label');
          label.htmlFor = button.id;
          document.body.append(label);
          for (const target of [button, label]) target.click();
          button.focus();
          button.dispatchEvent(new PointerEvent('click', { bubbles: true }));
          label.remove();
        }
        document.body.dataset.tried = String(navigator.userActivation.isActive);
      },
      { once: true },
    );
  });
  const before = chromium.context.pages().length;
  await list.page.mouse.click(5, 5);
  await expect(list.page.locator('body[data-tried="true"]')).toBeAttached();
  await openConsole(chromium, () => list.button('real-console').click());
  expect(consoles(cloud)).toHaveLength(1);
  expect(chromium.context.pages()).toHaveLength(before + 1);
});

test('a key that is held down opens one console, wherever the page moves the focus', async ({ chromium, cloud }) => {
  const { list } = await openEnabledList(chromium, cloud);
  await expect(list.button('real-console')).toBeVisible();
  cloud.config.latencyMs.nova = 1_000;
  cloud.resetRequests();
  await list.page.evaluate(() => {
    // Of servers that run: the button of another opens none.
    const rows = ['real-console', 'web-01'].map((name) => `tr[data-display="${name}"]`).join();
    const all = [...document.querySelectorAll(rows)].flatMap((row) => [
      ...row.querySelectorAll<HTMLElement>('button[data-novnc-for-openstack]'),
    ]);
    let presses = 0;
    all[0]?.focus();
    document.addEventListener('keydown', () => {
      presses += 1;
      all[presses % all.length]?.focus();
      document.body.dataset.presses = String(presses);
    });
  });
  const opened = chromium.context.waitForEvent('page');
  const before = chromium.context.pages().length;
  for (let press = 0; press < 10; press += 1) await list.page.keyboard.down('Enter');
  await expect(list.page.locator('body')).toHaveAttribute('data-presses', '10');
  await list.page.keyboard.up('Enter');
  await opened;
  expect(consoles(cloud)).toHaveLength(1);
  expect(chromium.context.pages()).toHaveLength(before + 1);
});
