import { expect, type Locator, type Page } from '@playwright/test';
import type { FakeCloud } from '@/tests/fake-cloud';
import type { FakeLogin, LogInAs } from '@/tests/fake-cloud/horizon/handle';
import type { Chromium } from './chromium';
import { translationsOf } from './translations';

/** Path of the list of instances below the dashboard's URL. */
export const LIST = 'project/instances/';

/** A Horizon page. */
export class DashboardPageObject {
  readonly page: Page;
  /** every button of the extension */
  readonly buttons: Locator;
  readonly alert: Locator;

  constructor(page: Page, open = 'Open noVNC') {
    this.page = page;
    this.buttons = page.getByRole('button', { name: open });
    // Horizon's own messages have no role.
    this.alert = page.getByRole('alert');
  }

  /** The button in the row of the server with this name. */
  button(name: string): Locator {
    return this.page
      .locator(`tr[data-display="${name}"]`)
      .and(this.page.locator('[data-object-id]'))
      .getByRole('button', { name: 'Open noVNC' });
  }
}

/** Logs in to the fake Horizon without its login page. */
export async function logInToDashboard(chromium: Chromium, cloud: FakeCloud, user = 'demo', as: LogInAs = {}) {
  const login: FakeLogin = cloud.dashboard.logIn(user, as);
  const cookies = login.cookies.map((cookie) => ({ ...cookie, url: new URL(cloud.horizonUrl).origin }));
  await chromium.context.addCookies(cookies);
  return login;
}

/** Logs in to the fake Horizon and enables it on the settings page. */
export async function logInAndEnable(chromium: Chromium, cloud: FakeCloud, user = 'demo', as: LogInAs = {}) {
  const login = await logInToDashboard(chromium, cloud, user, as);
  return { login, settings: await enableDashboard(chromium, cloud.horizonUrl) };
}

/** As `logInAndEnable`; then opens the list of instances. */
export async function openEnabledList(chromium: Chromium, cloud: FakeCloud, user = 'demo', as: LogInAs = {}) {
  const entered = await logInAndEnable(chromium, cloud, user, as);
  return { ...entered, list: await openDashboard(chromium, cloud.horizonUrl + LIST) };
}

/** Fills in Horizon's login page. */
export async function signInToHorizon(page: Page): Promise<void> {
  await page.getByLabel('User Name').fill('demo');
  await page.getByLabel('Password').fill('password');
  await page.getByLabel('Domain').fill('Default');
  await page.getByRole('button', { name: 'Sign In' }).click();
}

/** Opens a page of the dashboard in a new tab. */
export async function openDashboard(chromium: Chromium, url: string): Promise<DashboardPageObject> {
  const page = await chromium.context.newPage();
  await page.goto(url);
  return new DashboardPageObject(page);
}

/** Opens a page that counts our elements in it: also those that are removed again, as where the background refuses. */
export async function openCounting(chromium: Chromium, url: string): Promise<{ page: Page; added(): Promise<number> }> {
  const page = await chromium.context.newPage();
  await page.addInitScript(() => {
    const added: Element[] = [];
    Object.assign(window, { added });
    new MutationObserver((records) => {
      for (const node of records.flatMap(({ addedNodes }) => [...addedNodes]))
        if (node instanceof Element && node.hasAttribute('data-novnc-for-openstack')) added.push(node);
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto(url);
  return { page, added: () => page.evaluate(() => (Reflect.get(window, 'added') as Element[]).length) };
}

/** Enables the extension on a dashboard from the settings page, by its address. The page stays open. */
export async function enableDashboard(chromium: Chromium, url: string): Promise<Page> {
  const translate = translationsOf(chromium.language, 'settings');
  const page = await chromium.open('options.html');
  await page.getByRole('textbox', { name: translate('Dashboard URL') }).fill(url);
  await page.getByRole('button', { name: translate('Enable'), exact: true }).click();
  // A real Horizon can be slow at first.
  await expect(page.getByText(translate('Enabled: its instances have the button now.'))).toBeVisible({
    timeout: 30_000,
  });
  return page;
}

/** The list of recent consoles on a settings page, newest first. */
export async function activityOf(settings: Page): Promise<string[]> {
  await settings.reload();
  const list = settings.getByRole('region', { name: 'Recent consoles' }).getByRole('listitem');
  await expect(list.first()).toBeVisible();
  return list.allInnerTexts();
}
