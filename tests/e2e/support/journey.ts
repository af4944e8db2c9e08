import { expect, type Page } from '@playwright/test';
import type { FakeCloud } from '@/tests/fake-cloud';
import type { Chromium } from './chromium';
import { expectPicture } from './picture';
import { type PopupPageObject, popupPage } from './popup-page';
import {
  type CloudFormInput,
  LOCKED,
  type RememberLabel,
  type SettingsPageObject,
  settingsPage,
} from './settings-page';
import { PASSPHRASE } from './vault';

/** The form for the fake cloud's user `demo`. */
export function demoForm(cloud: FakeCloud): CloudFormInput {
  return {
    name: 'Demo cloud',
    authUrl: cloud.authUrl,
    signInWith: 'Password',
    userName: 'demo',
    userDomain: 'Default',
    password: 'password',
  };
}

/** Opens the settings page with the form of a new cloud, filled in. */
export async function openCloudForm(chromium: Chromium, form: CloudFormInput): Promise<SettingsPageObject> {
  const settings = settingsPage(await chromium.open('options.html'), chromium.language);
  await settings.addCloud.first().click();
  await settings.fill(form);
  return settings;
}

/** Adds a cloud on the settings page, and waits until it is saved. The page stays open. */
export async function addCloud(
  chromium: Chromium,
  form: CloudFormInput,
  remember: RememberLabel = 'Until the browser closes',
): Promise<SettingsPageObject> {
  const settings = await openCloudForm(chromium, form);
  await settings.choose(remember);
  if (remember === LOCKED) await settings.typeNewPassphrase(PASSPHRASE);
  await settings.save.click();
  await expect(settings.saved).toBeVisible();
  return settings;
}

/**
 * Adds the demo cloud and opens a console through the popup.
 * @returns the open tabs of both
 */
export async function openConsoleOnce(
  chromium: Chromium,
  cloud: FakeCloud,
  remember?: RememberLabel,
): Promise<{ settings: SettingsPageObject; console: Page }> {
  const settings = await addCloud(chromium, demoForm(cloud), remember);
  const popup = await openPopup(chromium);
  const console = await openConsole(chromium, () => popup.server('real-console').click());
  return { settings, console };
}

/** Adds the demo cloud with a passphrase, opens a console, and restarts the browser, which locks the cloud. */
export async function restartLocked(
  chromium: Chromium,
  cloud: FakeCloud,
  launch: () => Promise<Chromium>,
): Promise<Chromium> {
  await openConsoleOnce(chromium, cloud, LOCKED);
  await chromium.close();
  return launch();
}

/** Opens popup.html in a tab. */
export async function openPopup(chromium: Chromium): Promise<PopupPageObject> {
  return popupPage(await chromium.open('popup.html'), chromium.language);
}

/** @returns the tab that `act` opens */
export async function newTab(chromium: Chromium, act: () => Promise<unknown>): Promise<Page> {
  const [page] = await Promise.all([chromium.context.waitForEvent('page'), act()]);
  await page.waitForLoadState('domcontentloaded');
  return page;
}

/** The console's tab that `act` opens, once its screen is shown. */
export async function openConsole(chromium: Chromium, act: () => Promise<unknown>): Promise<Page> {
  const page = await newTab(chromium, act);
  await expectPicture(page);
  return page;
}

/** Adds the demo cloud and opens the popup, once it lists the servers. */
export async function openPopupWithCloud(
  chromium: Chromium,
  cloud: FakeCloud,
  remember?: RememberLabel,
): Promise<{ settings: SettingsPageObject; popup: PopupPageObject }> {
  const settings = await addCloud(chromium, demoForm(cloud), remember);
  const popup = await openPopup(chromium);
  await expect(popup.status).toHaveText(/servers$/);
  return { settings, popup };
}
