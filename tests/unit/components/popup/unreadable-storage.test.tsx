// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import type { PageApi } from '@/utils/messaging/page-api';
import { demoServers } from '../fake-data';
import { emptySnapshot, failed, ok } from '../fake-page-api';
import { button, click, elementsOf, text } from '../render';
import { drawPopup, KNOWN } from './open-popup';

it('stored data of a newer release is explained', async () => {
  await drawPopup({}, { snapshot: async () => failed('STORAGE_NEWER') });
  expect(text('[role=alert]')).toContain('A newer release of the extension has stored this.');
  expect(button('Add a cloud')).toBeUndefined();
});

it('stored data that cannot be read is read again on request', async () => {
  const read = ok({ ...emptySnapshot, ...KNOWN });
  const snapshot = vi.fn<PageApi['snapshot']>().mockResolvedValueOnce(failed('INTERNAL')).mockResolvedValue(read);
  await drawPopup({}, { snapshot });
  expect(text('[role=alert]')).not.toBe('');
  await click(button('Try again'));
  expect(elementsOf('.row-name').map(({ textContent }) => textContent)).toEqual(demoServers.map(({ name }) => name));
  expect(elementsOf('[role=alert]')).toEqual([]);
});
