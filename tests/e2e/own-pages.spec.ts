import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures';
import { addCloud, demoForm, openConsole, openPopup } from './support/journey';

/**
 * What foreign script in one of our pages would try. Each returns what it got, or throws; undefined: only the browser's
 * report of a broken policy says that it was refused. Without `eval`: the debugger, which runs these, is let past the
 * policy's rule for it.
 */
const ATTACKS: Record<string, (address: string) => unknown> = {
  'a request': (address) => fetch(address, { mode: 'no-cors' }).then(() => 'sent'),
  'an old request': (address) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.onload = () => resolve('sent');
      request.onerror = () => reject(new Error('refused'));
      request.open('GET', address);
      request.send();
    }),
  'a connection': (address) =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(address.replace('http', 'ws'));
      socket.onopen = () => resolve('open');
      socket.onerror = () => reject(new Error('refused'));
    }),
  'a beacon': (address) => void navigator.sendBeacon(address, 'secret'),
  'a picture': (address) => void Object.assign(new Image(), { src: address }),
  'a frame': (address) => void document.body.append(Object.assign(document.createElement('iframe'), { src: address })),
  'a form': (address) => {
    const form = Object.assign(document.createElement('form'), { action: address, target: '_blank' });
    document.body.append(form);
    form.submit();
  },
  'a style sheet': (address) =>
    new Promise((resolve, reject) => {
      const link = document.createElement('link');
      link.rel = 'stylesheet';
      link.href = address;
      link.onload = () => resolve('loaded');
      link.onerror = () => reject(new Error('refused'));
      document.head.append(link);
    }),
  'an inline style': () => {
    const style = document.createElement('style');
    style.textContent = ':root { --planted: 1 }';
    document.head.append(style);
    if (getComputedStyle(document.documentElement).getPropertyValue('--planted') === '') throw new Error('refused');
    return 'applied';
  },
  'another base': (address) => {
    const base = document.createElement('base');
    base.href = address;
    document.head.prepend(base);
    if (document.baseURI.startsWith('chrome-extension:')) throw new Error('refused');
    return 'set';
  },
  'a module of another host': (address) => import(/* @vite-ignore */ `${address}x.js`),
  'a script of another host': (address) => {
    const script = document.createElement('script');
    script.src = `${address}x.js`;
    document.head.append(script);
    return 'added';
  },
  'an inline script': () => {
    const script = document.createElement('script');
    script.append('globalThis.planted = 1');
    document.head.append(script);
    if (!('planted' in globalThis)) throw new Error('refused');
    return 'run';
  },
  'markup out of text': () => {
    document.createElement('div').innerHTML = '<img src=x onerror=alert(1)>';
    return 'made';
  },
  'a document out of text': () => new DOMParser().parseFromString('<b>', 'text/html').title,
  'a policy that makes markup out of text': () =>
    (
      globalThis as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }
    ).trustedTypes.createPolicy('default', { createHTML: (text: string) => text }),
  'the policy that the settings have': () =>
    (
      globalThis as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }
    ).trustedTypes.createPolicy('inert-document', { createHTML: (text: string) => text }),
};

/** Fails by its time limit where an attack that says nothing itself is not refused. */
function attack(page: Page, name: string, address: string): Promise<unknown> {
  const source = ATTACKS[name]?.toString() ?? '';
  return page.evaluate(`(() => {
    const reported = new Promise((resolve) => {
      document.addEventListener('securitypolicyviolation', () => resolve('refused'), { once: true });
    });
    const outcome = Promise.resolve().then(() => (${source})(${JSON.stringify(address)}));
    return outcome.then((got) => got ?? reported, () => 'refused');
  })()`);
}

for (const path of ['popup.html', 'options.html']) {
  test(`script in ${path} sends nothing out by itself, and makes neither markup nor code`, async ({
    chromium,
    cloud,
  }) => {
    await addCloud(chromium, demoForm(cloud));
    const address = new URL('/planted/', cloud.authUrl).href;
    const got: Record<string, unknown> = {};
    for (const name of Object.keys(ATTACKS)) {
      const page = await chromium.open(path);
      got[name] = await attack(page, name, address);
      await page.close();
    }
    expect(got).toEqual(Object.fromEntries(Object.keys(ATTACKS).map((name) => [name, 'refused'])));
    expect(cloud.requests.filter(({ path: asked }) => asked.includes('planted'))).toEqual([]);
  });
}

test('our pages work without breaking their policy', async ({ chromium, cloud }) => {
  await chromium.context.addInitScript(() => {
    const broken: string[] = [];
    Object.assign(globalThis, { broken });
    document.addEventListener('securitypolicyviolation', (event) => {
      broken.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
    });
  });
  const brokenIn = (page: Page) => page.evaluate(() => (globalThis as unknown as { broken: string[] }).broken);
  const settings = await addCloud(chromium, demoForm(cloud));
  const popup = await openPopup(chromium);
  await openConsole(chromium, () => popup.server('real-console').click());
  const [color] = await Promise.all([
    settings.page
      .locator('.cloud')
      .first()
      .evaluate((row) => getComputedStyle(row).getPropertyValue('--cloud')),
    settings.page.getByRole('button', { name: 'Import' }).first().click(),
  ]);
  expect(color).toMatch(/^#/);
  expect(await brokenIn(settings.page)).toEqual([]);
  expect(await brokenIn(popup.page)).toEqual([]);
});
