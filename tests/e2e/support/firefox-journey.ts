import type { Browser, ElementHandle, Page } from 'puppeteer-core';
import type { FakeCloud } from '@/tests/fake-cloud';
import type { Firefox } from './firefox';
import { countDrawnPixels } from './picture';
import { LOCKED, type RememberLabel } from './settings-page';
import { PASSPHRASE } from './vault';

/** Waits for the element with this role and accessible name. */
export async function named(page: Page, role: string, name: string): Promise<ElementHandle> {
  const element = await page.waitForSelector(`::-p-aria([name="${name}"][role="${role}"])`, { timeout: 10_000 });
  if (element === null) throw new Error(`No ${role} ${name}.`);
  return element;
}

/** Types into the password field with this label; such a field has no role. */
export async function typeSecret(page: Page, label: string, secret: string): Promise<void> {
  const field = await page.waitForFunction(
    (text) => [...document.querySelectorAll('label')].find((one) => one.textContent?.trim() === text)?.control ?? null,
    { timeout: 10_000 },
    label,
  );
  await field.asElement()?.type(secret);
}

/** Adds the demo cloud on the settings page, and waits until it is saved. */
export async function addDemoCloudInFirefox(
  firefox: Firefox,
  cloud: FakeCloud,
  { password = 'password', remember }: { password?: string; remember?: RememberLabel } = {},
): Promise<void> {
  const page = await firefox.open('options.html');
  await (await named(page, 'button', 'Add a cloud')).click();
  await (await named(page, 'textbox', 'Name')).type('Demo cloud');
  await (await named(page, 'textbox', 'Auth URL')).type(cloud.authUrl);
  await (await named(page, 'textbox', 'User name')).type('demo');
  await typeSecret(page, 'Password', password);
  if (remember !== undefined) await (await named(page, 'radio', remember)).click();
  for (const field of remember === LOCKED ? ['New passphrase', 'Repeat passphrase'] : [])
    await typeSecret(page, field, PASSPHRASE);
  await (await named(page, 'button', 'Save')).click();
  await page.waitForSelector('::-p-text(Saved.)');
}

/** Logs in on the fake Horizon's login page. @returns the tab with the list of instances */
export async function logInToFakeHorizon(firefox: Firefox, cloud: FakeCloud): Promise<Page> {
  const page = await firefox.browser.newPage();
  await page.goto(`${cloud.horizonUrl}auth/login/?next=/horizon/project/instances/`);
  await page.type('input[name=username]', 'demo');
  await page.type('input[name=password]', 'password');
  await page.type('input[name=domain]', 'Default');
  await Promise.all([page.waitForSelector('table#instances'), page.click('#loginBtn')]);
  return page;
}

/** The tab with a console, once its screen is shown. */
export async function consoleTab(browser: Browser, cloud: FakeCloud): Promise<Page> {
  const { port } = new URL(cloud.consoleBaseUrl);
  const target = await browser.waitForTarget((candidate) => candidate.url().includes(`:${port}/`), { timeout: 20_000 });
  const page = await target.page();
  if (page === null) throw new Error('The console is no page.');
  await page.waitForFunction(`(${countDrawnPixels.toString()})() > 500`, { timeout: 20_000 });
  return page;
}
