import { mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect } from '@playwright/test';
import { type Chromium, freshProfile, launchChromium } from '@/tests/e2e/support/chromium';
import { CONSOLE_FAILURES } from '@/tests/e2e/support/console-failures';
import { consentTo, withdrawAccess } from '@/tests/e2e/support/host-access';
import { addCloud, demoForm, newTab, openPopup } from '@/tests/e2e/support/journey';
import { expectPicture } from '@/tests/e2e/support/picture';
import type { PopupPageObject } from '@/tests/e2e/support/popup-page';
import { settingsPage } from '@/tests/e2e/support/settings-page';
import { type FakeCloud, startFakeCloud } from '@/tests/fake-cloud';
import { build } from './build';
import { ensureBrowser } from './ensure-browser';
import { type Shoot, shootDashboard } from './shoot-dashboard';
import { runTool, ToolError } from './tool-error';

const LOOPBACK = 'http://127.0.0.1/*';
const POPUP = { width: 400, height: 560 };
const TAB = { width: 1280, height: 800 };

await runTool(async () => {
  const folder = process.argv[2];
  if (folder === undefined || folder.startsWith('-')) {
    throw new ToolError('Saves pictures of every page and every error: npm run screenshots -- FOLDER');
  }
  const executablePath = ensureBrowser('chromium');
  await build('chrome');
  for (const language of ['en-US', 'zh-CN']) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const into = join(folder, `${language}-${colorScheme}`);
      await mkdir(into, { recursive: true });
      const cloud = await startFakeCloud();
      const profile = await freshProfile();
      const chromium = await launchChromium({ executablePath, userDataDir: profile.path, language, colorScheme });
      try {
        await consentTo(chromium, LOOPBACK);
        await shootAll(chromium, cloud, async (page, name) => {
          await page.screenshot({ path: join(into, `${name}.png`), animations: 'disabled' });
        });
        if (language === 'en-US') await composeReadme(chromium, into);
      } finally {
        await chromium.close();
        await cloud.close();
        await profile.remove();
      }
    }
  }
  console.log(`Saved the pictures in ${resolve(folder)}`);
  return 0;
});

async function shootAll(chromium: Chromium, cloud: FakeCloud, shoot: Shoot): Promise<void> {
  const first = await popupOf(chromium);
  await shoot(first.page, 'popup-first-run');
  await first.page.close();
  await shootSettings(chromium, cloud, shoot);
  const popup = await popupOf(chromium);
  await expect(popup.server('web-01')).toBeVisible();
  await shoot(popup.page, 'popup-servers');
  await popup.search.fill('web');
  await shoot(popup.page, 'popup-search');
  await popup.search.fill('nothing like it');
  await shoot(popup.page, 'popup-no-match');
  await popup.search.fill('');
  await shootObstacles(popup, cloud, shoot);
  await shootFailures(popup, cloud, shoot);

  const console = await newTab(chromium, () => popup.server('real-console').click());
  await console.setViewportSize(TAB);
  await expectPicture(console);
  await shoot(console, 'console');
  await popup.page.close();

  cloud.fail({ service: 'nova', effect: 'hang', times: null });
  const waiting = await popupOf(chromium);
  await waiting.project.selectOption({ label: 'sandbox' });
  await shoot(waiting.page, 'popup-loading');
  await waiting.page.close();
  cloud.heal();

  await shootDashboard(chromium, cloud, shoot);
  await withdrawAccess(chromium, LOOPBACK);
  const barred = await popupOf(chromium);
  await expect(barred.alert).toBeVisible();
  await shoot(barred.page, 'popup-no-access');
}

async function shootSettings(chromium: Chromium, cloud: FakeCloud, shoot: Shoot): Promise<void> {
  const settings = settingsPage(await chromium.open('options.html'), chromium.language);
  await expect(settings.addCloud.first()).toBeVisible();
  await shoot(settings.page, 'settings-first-run');
  await settings.addCloud.first().click();
  await shoot(settings.page, 'settings-new');
  await settings.save.click();
  await expect(settings.field('Name')).toHaveAttribute('aria-invalid', 'true');
  await shoot(settings.page, 'settings-needed');
  await settings.fill({ ...demoForm(cloud), password: 'wrong' });
  await settings.save.click();
  await expect(settings.secret('Password')).toHaveAttribute('aria-invalid', 'true');
  await shoot(settings.page, 'settings-wrong-password');
  await settings.secret('Password').fill('password');
  await settings.field('Auth URL').fill(cloud.novaUrl);
  await settings.save.click();
  await expect(settings.field('Auth URL')).toHaveAttribute('aria-invalid', 'true');
  await shoot(settings.page, 'settings-not-keystone');
  await settings.page.close();

  const saved = await addCloud(chromium, demoForm(cloud));
  await shoot(saved.page, 'settings-saved');
  await saved.page.close();
}

/** One picture for each status without a console. */
async function shootObstacles(popup: PopupPageObject, cloud: FakeCloud, shoot: Shoot): Promise<void> {
  const seen = new Set<string>();
  const project = cloud.contents.projects.find(({ name }) => name === 'demo')?.id;
  for (const { name, status, projectId, region } of cloud.contents.servers) {
    if (projectId !== project || region !== 'RegionOne' || seen.has(status)) continue;
    seen.add(status);
    if (['ACTIVE', 'RESCUE', 'VERIFY_RESIZE'].includes(status)) continue;
    await popup.server(name).click();
    await expect(popup.alert).toBeVisible();
    await shoot(popup.page, `popup-status-${status.toLowerCase()}`);
    await popup.dismiss.click();
    await expect(popup.alert).toBeHidden();
  }
}

async function shootFailures(popup: PopupPageObject, cloud: FakeCloud, shoot: Shoot): Promise<void> {
  for (const { name, fault } of CONSOLE_FAILURES) {
    cloud.fail({ path: 'remote-consoles', times: null, ...fault });
    await popup.server('real-console').click();
    await expect(popup.alert).toBeVisible();
    await shoot(popup.page, `popup-error-${name}`);
    cloud.heal();
    await popup.dismiss.click();
    await expect(popup.alert).toBeHidden();
  }
}

async function popupOf(chromium: Chromium): Promise<PopupPageObject> {
  const popup = await openPopup(chromium);
  await popup.page.setViewportSize(POPUP);
  return popup;
}

/** The README's picture: the popup over the console that it opens. */
async function composeReadme(chromium: Chromium, folder: string): Promise<void> {
  const image = async (name: string) =>
    `data:image/png;base64,${(await readFile(join(folder, `${name}.png`))).toString('base64')}`;
  const page = await chromium.context.newPage();
  await page.setViewportSize({ width: 1000, height: 640 });
  await page.setContent(`
    <body style="margin:0;position:relative;background:#8b98a9;overflow:hidden">
      <img src="${await image('console')}" style="position:absolute;left:24px;top:24px;width:860px;border-radius:8px">
      <img src="${await image('popup-servers')}" style="position:absolute;right:24px;top:48px;width:400px;border-radius:8px;
        box-shadow:0 8px 40px rgb(0 0 0/.45)">
    </body>`);
  await page.screenshot({ path: join(folder, 'readme.png') });
}
