// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import { NewPassphraseFields } from '@/components/settings/vault/new-passphrase';
import { fakePageApi } from '@/tests/unit/components/fake-page-api';
import { draw, text, type } from '@/tests/unit/components/render';

/** The module as a page has it that was just opened. */
const justOpened = () => {
  vi.resetModules();
  return import('@/components/settings/vault/new-passphrase');
};

it('is rated once the lists are loaded, even if it was typed before', async () => {
  await draw(fakePageApi(), <NewPassphraseFields prefix="new" errors={{}} />);
  await type('#new-newPassphrase', 'password');
  await vi.waitFor(() => expect(text('[role=status]')).toBe('Very weak'), 5_000);
});

it('is checked against the lists even where they are not loaded yet', async () => {
  const { checkStrength } = await justOpened();
  expect((await checkStrength('password')).newPassphrase).toMatch(/^This is in lists of common passwords/);
  expect(await checkStrength('seven rainy Tuesdays')).toEqual({});
});

it('is refused where the lists cannot be loaded', async () => {
  vi.doMock('@/components/settings/vault/strength-estimator', () => {
    throw new Error('missing');
  });
  const { checkStrength } = await justOpened();
  expect((await checkStrength('seven rainy Tuesdays')).newPassphrase).toMatch(/could not be loaded/);
});
