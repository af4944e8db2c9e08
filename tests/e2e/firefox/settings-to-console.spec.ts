import { expect, test } from '@/tests/e2e/support/firefox-fixtures';
import { addDemoCloudInFirefox, consoleTab, named } from '@/tests/e2e/support/firefox-journey';

test('a cloud is added, and the popup opens a console of another project', async ({ firefox, cloud }) => {
  await addDemoCloudInFirefox(firefox, cloud);

  const popup = await firefox.open('popup.html');
  const project = await named(popup, 'combobox', 'Project');
  await popup.waitForSelector('::-p-text(web-01)');
  await project.select(cloud.contents.projects.find(({ name }) => name === 'ops')?.id ?? '');
  await popup.waitForSelector('::-p-text(vault-01)');
  await (await named(popup, 'searchbox', 'Search servers')).type('vault');
  await popup.keyboard.press('Enter');

  await consoleTab(firefox.browser, cloud);
  expect(cloud.viewers(cloud.server('vault-01').id)).toBe(1);
});
