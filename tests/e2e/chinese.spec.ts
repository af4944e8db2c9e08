import { DashboardPageObject, logInAndEnable } from './support/dashboard';
import { expect, test } from './support/fixtures';
import { addCloud, demoForm, openConsole, openPopup } from './support/journey';

test.use({ language: 'zh-CN' });

const LATIN_WORD = /\b[A-Z][a-z]{3,}\b/;

test('in a Chinese browser, settings and popup are in Chinese', async ({ chromium, cloud }) => {
  const settings = await addCloud(chromium, { ...demoForm(cloud), name: '演示云' });
  expect(await settings.page.locator('html').getAttribute('lang')).toMatch(/^zh/);
  for (const label of await settings.page.locator('label, legend, button').allTextContents()) {
    expect(label).not.toMatch(LATIN_WORD);
  }

  const popup = await openPopup(chromium);
  await popup.server('build-runner-7').click();
  await expect(popup.alert).toContainText('关机');
  await openConsole(chromium, () => popup.server('real-console').click());
});

test('in a Chinese browser, the buttons in a dashboard are in Chinese, whatever language the dashboard has', async ({
  chromium,
  cloud,
}) => {
  await logInAndEnable(chromium, cloud);
  const page = await chromium.context.newPage();
  await page.goto(`${cloud.horizonUrl}project/instances/`);
  const list = new DashboardPageObject(page, '打开 noVNC');
  const button = page.locator('tr[data-display="real-console"]').getByRole('button', { name: '打开 noVNC' });
  await expect(button).toHaveAttribute('title', '在新标签页中打开 real-console 的控制台');
  await openConsole(chromium, () => button.click());

  cloud.dashboard.endSessions();
  await button.click();
  await expect(list.alert).toContainText('登录');
  await expect(list.alert.getByRole('button', { name: '关闭' })).toBeVisible();
});
