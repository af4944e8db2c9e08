// @vitest-environment happy-dom
import '@/tests/unit/setup/i18n';
import { afterEach, expect, it, vi } from 'vitest';
import { PopupPage } from '@/components/popup/popup-page';
import { demoServers, fakeClouds, fakeProjects, fakeView } from '@/tests/unit/components/fake-data';
import { emptySnapshot, failed, fakePageApi, ok } from '@/tests/unit/components/fake-page-api';
import { all, button, click, close, draw, text } from '@/tests/unit/components/render';
import type { PageApi } from '@/utils/messaging/page-api';

const PLACE = { cloudId: 'cloud-north', projectId: 'p-demo', region: 'RegionOne' };
const KNOWN = { ...emptySnapshot, clouds: fakeClouds, lastPlace: PLACE, projects: fakeProjects, servers: fakeView() };

afterEach(close);

it('stored data of a newer release is explained', async () => {
  await draw(fakePageApi({}, { snapshot: async () => failed('STORAGE_NEWER') }), <PopupPage />);
  expect(text('[role=alert]')).toContain('A newer release of the extension has stored this.');
  expect(button('Add a cloud')).toBeUndefined();
});

it('stored data that cannot be read is read again on request', async () => {
  const snapshot = vi.fn<PageApi['snapshot']>().mockResolvedValueOnce(failed('INTERNAL')).mockResolvedValue(ok(KNOWN));
  await draw(fakePageApi({}, { snapshot }), <PopupPage />);
  expect(text('[role=alert]')).not.toBe('');
  await click(button('Try again'));
  expect(all('.row-name').map(({ textContent }) => textContent)).toEqual(demoServers.map(({ name }) => name));
  expect(all('[role=alert]')).toEqual([]);
});
