// @vitest-environment happy-dom
import '@/tests/unit/setup/i18n';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { passcodeOf } from '@/components/passcode';
import { ReplacePasswordSection } from '@/components/settings/app-credential/replace-password-section';
import { ExportDialog } from '@/components/settings/export/export-dialog';
import type { VaultView } from '@/utils/messaging/views';
import type { Problem } from '@/utils/problems/problem';
import { fakeClouds, fakeProfile, fakeProjects } from './fake-data';
import { type FakePageApi, failed, fakePageApi, ok } from './fake-page-api';
import { answered, click, close, draw, one, press, type } from './render';

const OPEN: VaultView = { exists: true, locked: false, autoLockMinutes: 15, retryAt: null };
const FACTS = { cloudId: 'cloud-north', userId: 'u-1' };
const names = (api: FakePageApi) => api.sent.map(({ name }) => name);
const request = (api: FakePageApi, pendingAction: string) =>
  api.sent.find(({ name }) => name === pendingAction)?.request;

afterEach(close);

describe('what a cloud asks for while an application credential is created', () => {
  /** A cloud that creates one as soon as it has the missing secret. */
  async function replaceAfter(code: Problem['code']): Promise<FakePageApi> {
    const missing = new Set([code]);
    const api = fakePageApi({
      replacePassword: () =>
        missing.has(code) ? failed(code, FACTS) : ok({ profile: fakeProfile(), name: 'novnc-for-openstack' }),
      signInWithPasscode: ({ passcode }) => {
        if (passcode !== '123456') return failed('PASSCODE_WRONG', FACTS);
        missing.clear();
        return ok(null);
      },
      unlock: () => {
        missing.clear();
        return ok(OPEN);
      },
      changePassword: () => {
        missing.clear();
        return ok({ profile: fakeProfile(), report: null, problem: null });
      },
    });
    await clickReplace(api);
    return api;
  }

  async function clickReplace(api: FakePageApi): Promise<void> {
    const report = { userName: 'demo', projects: fakeProjects, regions: [], hosts: [] };
    await draw(
      api,
      <ReplacePasswordSection
        profile={fakeProfile()}
        report={report}
        disabled={false}
        focus={false}
        onDone={(_, text) => done.push(text)}
      />,
    );
    await click(one('.buttons button'));
  }
  let done: string[] = [];
  beforeEach(() => {
    done = [];
  });

  it('a passcode, in groups as authenticators show it; then the credential is created', async () => {
    const api = await replaceAfter('PASSCODE_NEEDED');
    expect(document.activeElement).toBe(one('#replace-password-prompt'));
    await type('#replace-password-prompt', ' 123 456 ');
    await press('Enter');
    expect(request(api, 'signInWithPasscode')).toEqual({ cloudId: 'cloud-north', passcode: '123456' });
    expect(names(api)).toEqual(['replacePassword', 'signInWithPasscode', 'replacePassword']);
    expect(done).toHaveLength(1);
    expect(document.querySelector('.problem-group')).toBeNull();
  });

  it('a wrong passcode can be typed again', async () => {
    const api = await replaceAfter('PASSCODE_NEEDED');
    await type('#replace-password-prompt', '654321');
    await press('Enter');
    expect(names(api)).toEqual(['replacePassword', 'signInWithPasscode']);
    expect(one('#replace-password-prompt').getAttribute('aria-invalid')).toBe('true');
    expect(done).toEqual([]);
  });

  it('a new password, where the passcode is right but the password has expired', async () => {
    const replies = [failed('PASSCODE_NEEDED', FACTS), failed('NEW_PASSWORD_NEEDED', FACTS)];
    const api = fakePageApi({
      replacePassword: () => replies.shift() ?? ok({ profile: fakeProfile(), name: 'novnc-for-openstack' }),
      signInWithPasscode: () => failed('NEW_PASSWORD_NEEDED', FACTS),
      changePassword: () => ok({ profile: fakeProfile(), report: null, problem: null }),
    });
    await clickReplace(api);
    await type('#replace-password-prompt', '123456');
    await press('Enter');
    expect(document.activeElement).toBe(one('#renew-newPassword'));
    expect(document.querySelector('#replace-password-prompt')).toBeNull();
    await type('#renew-newPassword', 'battery');
    await type('#renew-newPasswordAgain', 'battery');
    await press('Enter');
    expect(names(api)).toEqual([
      'replacePassword',
      'signInWithPasscode',
      'replacePassword',
      'changePassword',
      'replacePassword',
    ]);
    expect(done).toHaveLength(1);
  });

  it('the passphrase', async () => {
    const api = await replaceAfter('VAULT_LOCKED');
    await type('#replace-password-prompt', 'correct horse');
    await press('Enter');
    expect(request(api, 'unlock')).toEqual({ passphrase: 'correct horse' });
    expect(done).toHaveLength(1);
  });

  it('a new password for one that has expired', async () => {
    const api = await replaceAfter('NEW_PASSWORD_NEEDED');
    await type('#renew-newPassword', 'battery');
    await type('#renew-newPasswordAgain', 'battery');
    await press('Enter');
    expect(request(api, 'changePassword')).toEqual({ ...FACTS, password: 'battery' });
    expect(done).toHaveLength(1);
  });

  it('nothing where no secret solves the problem', async () => {
    await replaceAfter('FORBIDDEN');
    expect(document.querySelector('.problem-group .problem')).not.toBeNull();
    expect(document.querySelector('.problem-group input')).toBeNull();
  });
});

it('an export of secrets that are locked asks for the passphrase in the dialog, and then continues', async () => {
  let locked = true;
  const saved: string[] = [];
  const api = fakePageApi({
    exportSecrets: () => (locked ? failed('VAULT_LOCKED') : ok([])),
    unlock: () => {
      locked = false;
      return ok(OPEN);
    },
  });
  await draw(api, <ExportDialog clouds={fakeClouds} onSaved={(file) => saved.push(file)} onCancel={() => {}} />);
  await click(one('#export-secrets'));
  await click(one('.sheet footer .primary'));
  await type('dialog #export-prompt', 'correct horse');
  await press('Enter');
  await answered();
  expect(names(api)).toEqual(['exportSecrets', 'unlock', 'exportSecrets']);
  expect(saved).toEqual(['clouds.yaml']);
});

it.each([
  ['123 456', '123456'],
  [' 12\u00a034\t56 ', '123456'],
  ['', ''],
])('the passcode %j is sent as %j', (typed, sent) => {
  expect(passcodeOf(typed)).toBe(sent);
});
