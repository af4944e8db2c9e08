import { expect, test } from './support/fixtures';
import { addCloud, demoForm, newTab, openPopup } from './support/journey';
import { expectPicture } from './support/picture';

test.use({ language: 'zh-CN' });

const LATIN_WORD = /\b[A-Z][a-z]{3,}\b/;

test('in a Chinese browser the whole way is in Chinese', async ({ chromium, cloud }) => {
  const settings = await addCloud(chromium, { ...demoForm(cloud), name: '演示云' });
  expect(await settings.page.locator('html').getAttribute('lang')).toMatch(/^zh/);
  for (const label of await settings.page.locator('label, legend, button').allTextContents()) {
    expect(label).not.toMatch(LATIN_WORD);
  }

  const popup = await openPopup(chromium);
  await popup.server('build-runner-7').click();
  await expect(popup.alert).toContainText('关机');
  await expectPicture(await newTab(chromium, () => popup.server('real-console').click()));
});
