import { expect, type Page } from '@playwright/test';
import type { Chromium } from '@/tests/e2e/support/chromium';
import { DashboardPageObject, enableDashboard } from '@/tests/e2e/support/dashboard';
import { consentTo } from '@/tests/e2e/support/host-access';
import type { PasswordEntry } from './clouds-yaml';

/** The real Horizon's URL with a slash at the end; empty where the environment has none. */
export const HORIZON_URL = (process.env.HORIZON_URL ?? '').replace(/\/?$/, (end) => end || '/').replace(/^\/$/, '');

/** Logs in on the login page, which may lack some fields. */
export async function logInToHorizon(
  page: Page,
  { signIn: { userName, userDomain, password } }: PasswordEntry,
  root = HORIZON_URL,
): Promise<void> {
  await page.goto(`${root}auth/login/`);
  const domain = page.locator('input[name=domain]:visible');
  if ((await domain.count()) > 0) await domain.fill(userDomain);
  await page.locator('input[name=username]').fill(userName);
  await page.locator('input[name=password]').fill(password);
  await page.locator('#loginBtn').click();
  await expect(page.locator('.context-project').first()).toBeVisible();
}

/**
 * Logs in, switches to the project, enables the extension by the dashboard's address, and shows a page of it.
 *
 * @param root the dashboard's URL, where its host name differs from the environment's
 */
export async function openHorizon(
  chromium: Chromium,
  entry: PasswordEntry,
  path: string,
  root = HORIZON_URL,
): Promise<{ view: DashboardPageObject; settings: Page }> {
  await consentTo(chromium, `*://${new URL(root).hostname}/*`);
  const page = await chromium.context.newPage();
  await logInToHorizon(page, entry, root);
  const project = entry.signIn.project;
  const current = page.locator('.context-project').first();
  if (project !== undefined && (await current.innerText()).trim() !== project) await switchProject(page, project);
  const settings = await enableDashboard(chromium, root);
  await page.goto(`${root}${path}`);
  return { view: new DashboardPageObject(page), settings };
}

/** Switches the project by the menu's own link. */
export async function switchProject(page: Page, name: string): Promise<void> {
  const link = page.locator('a[href*="/auth/switch/"]').filter({ hasText: name }).first();
  await page.goto(new URL((await link.getAttribute('href')) ?? '', page.url()).href);
  await expect(page.locator('.context-project').first()).toHaveText(name);
}

/** The token of the login, from Horizon's own REST API. */
export async function tokenOf(page: Page): Promise<string> {
  const answer = await page.request.get(`${HORIZON_URL}api/keystone/user-session/`, {
    headers: { 'x-requested-with': 'XMLHttpRequest' },
  });
  const { token } = (await answer.json()) as { token: string };
  return token;
}
