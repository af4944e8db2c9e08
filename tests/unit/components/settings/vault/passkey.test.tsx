// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { drawPopup, KNOWN } from '@/tests/unit/components/popup/open-popup';
import { answered, button, click, elementOf, press, text, type } from '@/tests/unit/components/render';
import type { VaultView } from '@/utils/messaging/views';
import { type FakeHandlers, failed, ok } from '../../fake-page-api';
import { openSettings } from '../open-settings';

const base64 = (byte: number) => btoa(String.fromCharCode(...new Uint8Array(32).fill(byte)));
const PASSKEY = { credentialId: 'AAAA', input: base64(8) };
const vault = (view: Partial<VaultView>): VaultView => ({
  ...{ exists: true, locked: false, autoLockMinutes: 15, retryAt: null },
  ...view,
});

/** What the browser's authenticator gives, and what it was asked for. */
const optionsGiven: { create: PublicKeyCredentialCreationOptions[]; get: PublicKeyCredentialRequestOptions[] } = {
  ...{ create: [], get: [] },
};
class FakeCredential {
  rawId = new Uint8Array(3).buffer;
  getClientExtensionResults: () => object;
  constructor(prf: object) {
    this.getClientExtensionResults = () => ({ prf });
  }
}

function stubAuthenticator({ enabled = true, first = new Uint8Array(32).fill(1).buffer, refuses = false } = {}): void {
  vi.stubGlobal('PublicKeyCredential', FakeCredential);
  const answer = (prf: object) => {
    if (refuses) throw new DOMException('The operation either timed out or was not allowed.', 'NotAllowedError');
    return new FakeCredential(prf);
  };
  vi.stubGlobal('navigator', {
    ...{ userAgent: navigator.userAgent, language: 'en' },
    credentials: {
      create: async ({ publicKey }: { publicKey: PublicKeyCredentialCreationOptions }) => {
        optionsGiven.create.push(publicKey);
        return answer({ enabled });
      },
      get: async ({ publicKey }: { publicKey: PublicKeyCredentialRequestOptions }) => {
        optionsGiven.get.push(publicKey);
        return answer({ results: { first } });
      },
    },
  });
}

const open = (view: Partial<VaultView>, handlers: FakeHandlers = {}) =>
  openSettings({}, { vaultState: () => ok(vault(view)), ...handlers });
const status = () => text('.passkey [role=status]');

beforeEach(() => {
  optionsGiven.create.length = 0;
  optionsGiven.get.length = 0;
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

describe('a passkey', () => {
  const addWith = async (handlers: FakeHandlers = {}) => {
    const api = await open({}, { unlock: () => ok(vault({})), addPasskey: () => ok(vault({})), ...handlers });
    await type('#passkey-passphrase', 'seven rainy Tuesdays');
    elementOf<HTMLInputElement>('#passkey-passphrase').focus();
    await press('Enter');
    return api;
  };

  it('is added with the passphrase, of this extension, by who proves to be the user', async () => {
    stubAuthenticator();
    const api = await addWith();
    const { rp, authenticatorSelection } = optionsGiven.create[0] ?? {};
    expect(rp).not.toHaveProperty('id');
    expect(authenticatorSelection?.userVerification).toBe('required');
    const { passkey, ...rest } = api.requestsOf('addPasskey')[0] ?? {};
    expect(rest).toEqual({ passphrase: 'seven rainy Tuesdays', output: base64(1) });
    expect(optionsGiven.get[0]).toMatchObject({ userVerification: 'required' });
    expect(optionsGiven.get[0]).not.toHaveProperty('rpId');
    expect(passkey?.credentialId).toBe('AAAA');
    expect(elementOf<HTMLInputElement>('#passkey-passphrase').value).toBe('');
  });

  it('is not asked for where the passphrase is wrong', async () => {
    stubAuthenticator();
    const api = await addWith({ unlock: () => failed('PASSPHRASE_WRONG') });
    expect(optionsGiven.create).toEqual([]);
    expect(api.requestsOf('addPasskey')).toEqual([]);
    expect(text('#passkey-passphrase-error')).toContain('This is not the passphrase.');
  });

  it.each([
    ['refuses', { refuses: true }, 'The passkey was not used'],
    ['computes no key', { enabled: false }, 'This device cannot unlock'],
  ])('is not added where its device %s', async (_, device, words) => {
    stubAuthenticator(device);
    const api = await addWith();
    expect(api.requestsOf('addPasskey')).toEqual([]);
    expect(status()).toContain(words);
  });

  it('unlocks, once its user is verified; no passphrase is tried', async () => {
    stubAuthenticator();
    const api = await open({ locked: true, passkey: PASSKEY }, { unlockWithPasskey: () => ok(vault({})) });
    await click(button('Unlock with the passkey'));
    expect(optionsGiven.get[0]).toMatchObject({
      userVerification: 'required',
      allowCredentials: [{ type: 'public-key' }],
    });
    expect(api.requestsOf('unlockWithPasskey')).toEqual([{ output: base64(1) }]);
    expect(api.requestsOf('unlock')).toEqual([]);
  });

  it('says what it is where it does not unlock', async () => {
    stubAuthenticator({ refuses: true });
    const api = await open({ locked: true, passkey: PASSKEY }, { unlockWithPasskey: () => failed('VAULT_TAMPERED') });
    await click(button('Unlock with the passkey'));
    expect(text('.vault .unlock-with-passkey [role=alert]')).toContain('The passkey was not used');
    expect(api.requestsOf('unlockWithPasskey')).toEqual([]);
    stubAuthenticator();
    await click(button('Unlock with the passkey'));
    expect(text('.vault .unlock-with-passkey [role=alert]')).toContain('something else changed what is stored');
  });
});

describe('nothing of passkeys is shown', () => {
  const shown = () => /passkey/i.test(document.body.textContent ?? '');

  it('where the browser has none', async () => {
    vi.stubGlobal('PublicKeyCredential', undefined);
    for (const locked of [true, false]) {
      await open({ locked, passkey: PASSKEY });
      expect(shown()).toBe(false);
    }
  });

  it('in Firefox', async () => {
    stubAuthenticator();
    vi.stubEnv('FIREFOX', 'true');
    for (const locked of [true, false]) {
      await open({ locked, passkey: PASSKEY });
      expect(shown()).toBe(false);
    }
  });

  it('where no passphrase is set, or none was added to a locked vault', async () => {
    stubAuthenticator();
    for (const view of [{ exists: false }, { locked: true }]) {
      await open(view);
      expect(shown()).toBe(false);
    }
  });
});

describe('the popup', () => {
  it.each([
    ['leads to the settings of the cloud where there is a passkey', PASSKEY, 1],
    ['shows nothing of it where there is none', undefined, 0],
  ])('%s', async (_, passkey, count) => {
    const locked = vault({ locked: true, ...(passkey && { passkey }) });
    const handlers: FakeHandlers = { listServers: () => failed('VAULT_LOCKED'), vaultState: () => ok(locked) };
    const api = await drawPopup(handlers, { state: KNOWN });
    await vi.waitFor(() => expect(document.querySelector('#prompt-field')).not.toBeNull(), 10_000);
    await answered();
    const links = () => [...document.querySelectorAll<HTMLElement>('.prompt .link')];
    await vi.waitFor(() => expect(links()).toHaveLength(count), 10_000);
    const found = links();
    for (const link of found) await click(link);
    expect(api.opened).toEqual(found.map(() => ({ cloudId: 'cloud-north' })));
  });
});
