// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { passcodeOf } from '@/components/passcode';
import { ReplacePasswordSection } from '@/components/settings/app-credential/replace-password-section';
import { ExportDialog } from '@/components/settings/export/export-dialog';
import type { VaultView } from '@/utils/messaging/views';
import type { Problem } from '@/utils/problems/problem';
import { fakeClouds, fakeProfile, fakeProjects } from './fake-data';
import { type FakePageApi, failed, fakePageApi, ok } from './fake-page-api';
import { answered, click, draw, elementOf, press, type } from './render';

const OPEN: VaultView = { exists: true, locked: false, autoLockMinutes: 15, retryAt: null };
const FACTS = { cloudId: 'cloud-north', userId: 'u-1' };
const names = (api: FakePageApi) => api.sent.map(({ name }) => name);
const PROMPT = '#replace-password-prompt';
const enter = async (...typed: [selector: string, text: string][]) => {
  for (const [selector, text] of typed) await type(selector, text);
  await press('Enter');
};
const enterNewPassword = () => enter(['#prompt-newPassword', 'battery'], ['#prompt-newPasswordAgain', 'battery']);
const CREATED = ok({ profile: fakeProfile(), name: 'novnc-for-openstack' });
const CHANGED = ok({ profile: fakeProfile(), report: null, problem: null });

describe('what a cloud asks for while an application credential is created', () => {
  /** A cloud that creates one as soon as it has the missing secret. */
  async function replaceAfter(code: Problem['code']): Promise<FakePageApi> {
    let isMissing = true;
    const given = <T,>(reply: T) => {
      isMissing = false;
      return reply;
    };
    const api = fakePageApi({
      replacePassword: () => (isMissing ? failed(code, FACTS) : CREATED),
      signInWithPasscode: ({ passcode }) => (passcode === '123456' ? given(ok(null)) : failed('PASSCODE_WRONG', FACTS)),
      unlock: () => given(ok(OPEN)),
      changePassword: () => given(CHANGED),
    });
    await clickReplace(api);
    return api;
  }

  async function clickReplace(api: FakePageApi): Promise<void> {
    const report = { userName: 'demo', projects: fakeProjects, regions: [], hosts: [] };
    const props = { profile: fakeProfile(), report, disabled: false, focus: false };
    await draw(api, <ReplacePasswordSection {...props} onDone={(_, text) => done.push(text)} />);
    await click(elementOf('.buttons button'));
  }
  let done: string[] = [];
  beforeEach(() => {
    done = [];
  });

  it('a passcode, in groups as authenticators show it; then the credential is created', async () => {
    const api = await replaceAfter('PASSCODE_NEEDED');
    expect(document.activeElement).toBe(elementOf(PROMPT));
    await enter([PROMPT, ' 123 456 ']);
    expect(api.requestsOf('signInWithPasscode')[0]).toEqual({ cloudId: 'cloud-north', passcode: '123456' });
    expect(names(api)).toEqual(['replacePassword', 'signInWithPasscode', 'replacePassword']);
    expect(done).toHaveLength(1);
    expect(document.querySelector('.problem-group')).toBeNull();
  });

  it('a wrong passcode can be typed again', async () => {
    const api = await replaceAfter('PASSCODE_NEEDED');
    await enter([PROMPT, '654321']);
    expect(names(api)).toEqual(['replacePassword', 'signInWithPasscode']);
    expect(elementOf(PROMPT).getAttribute('aria-invalid')).toBe('true');
    expect(done).toEqual([]);
  });

  it('a new password, where the passcode is right but the password has expired', async () => {
    const replies = [failed('PASSCODE_NEEDED', FACTS), failed('NEW_PASSWORD_NEEDED', FACTS)];
    const api = fakePageApi({
      replacePassword: () => replies.shift() ?? CREATED,
      signInWithPasscode: () => failed('NEW_PASSWORD_NEEDED', FACTS),
      changePassword: () => CHANGED,
    });
    await clickReplace(api);
    await enter([PROMPT, '123456']);
    expect(document.activeElement).toBe(elementOf('#prompt-newPassword'));
    expect(document.querySelector(PROMPT)).toBeNull();
    await enterNewPassword();
    const both = ['signInWithPasscode', 'replacePassword', 'changePassword', 'replacePassword'];
    expect(names(api)).toEqual(['replacePassword', ...both]);
    expect(done).toHaveLength(1);
  });

  it('the passphrase', async () => {
    const api = await replaceAfter('VAULT_LOCKED');
    await enter([PROMPT, 'correct horse']);
    expect(api.requestsOf('unlock')[0]).toEqual({ passphrase: 'correct horse' });
    expect(done).toHaveLength(1);
  });

  it('a new password for one that has expired', async () => {
    const api = await replaceAfter('NEW_PASSWORD_NEEDED');
    await enterNewPassword();
    expect(api.requestsOf('changePassword')[0]).toEqual({ ...FACTS, password: 'battery' });
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
  await click(elementOf('#export-secrets'));
  await click(elementOf('.sheet footer .primary'));
  await enter(['dialog #export-prompt', 'correct horse']);
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
