import { expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createKeyring } from '@/utils/vault/keyring';
import { createPassphrase } from '@/utils/vault/passphrase';
import { passphraseAttempts } from '@/utils/vault/passphrase-attempts';

const PHRASE = 'correct horse battery';
const START = 1_700_000_000_000;

/** Local storage that takes nothing, or cannot be read either. */
function fill(methods: readonly ('get' | 'set' | 'remove')[]): void {
  for (const method of methods)
    vi.spyOn(fakeBrowser.storage.local, method).mockRejectedValue(new Error('QUOTA_BYTES quota exceeded'));
}

it.each([[['set']], [['set', 'remove']], [['get', 'set', 'remove']]] as const)(
  'where local storage fails (%s) the right passphrase unlocks, and wrong ones are slowed down',
  async (methods) => {
    let clock = START;
    const keyring = createKeyring(() => clock);
    const passphrase = createPassphrase(keyring, () => clock);
    await passphrase.set(PHRASE);
    await keyring.close();
    fill(methods);
    for (const wrong of ['a wrong one', 'another wrong one', 'a third wrong one'])
      await expect(passphrase.unlock(wrong)).rejects.toMatchObject({ code: 'PASSPHRASE_WRONG' });
    await expect(passphrase.unlock(PHRASE)).rejects.toMatchObject({ code: 'PASSPHRASE_WAIT' });
    clock += 1_000;
    await passphrase.unlock(PHRASE);
    expect(await passphraseAttempts.retryAt(clock)).toBeNull();
    vi.restoreAllMocks();
    await passphrase.reset();
  },
);

it('counts what could not be stored once storage has room again', async () => {
  const set = vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValue(new Error('QUOTA_BYTES quota exceeded'));
  for (let n = 0; n < 4; n += 1) await passphraseAttempts.begin(START);
  set.mockRestore();
  await passphraseAttempts.begin(START);
  expect(await passphraseAttempts.retryAt(START)).toBe(START + 4_000);
  await passphraseAttempts.reset();
});
