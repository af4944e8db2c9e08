import { describe, expect, it } from 'vitest';
import { shownProfile, unavailableReasonOf } from '@/components/settings/app-credential/unavailable';
import { profileOf, valuesOf } from '@/components/settings/clouds/form-values';
import { demoProfile } from '@/tests/unit/support/profile';
import type { CloudProfile } from '@/utils/clouds/profile';
import type { CloudView } from '@/utils/messaging/views';
import type { IssuedAppCredential } from '@/utils/sign-in/application-credential';
import type { SignIn } from '@/utils/sign-in/methods';

const NOW = 1_800_000_000_000;
const before: IssuedAppCredential['replaced'] = {
  user: { id: 'u-1' },
  project: { name: 'ops', domain: { id: 'default' } },
  passcode: true,
};
const about: IssuedAppCredential = {
  ...{ name: 'novnc-for-openstack Testium 1', userId: 'u-1', userName: 'demo', projectId: 'p', projectName: 'ops' },
  ...{ hasAccessRules: true, expiresAt: null, replaced: before },
};

function viewOf(signIn: SignIn, hasCredential: boolean): CloudView {
  const profile = demoProfile('https://keystone.example.org/v3', { signIn });
  return { profile, hasCredential, hosts: [], issued: [] };
}
const issuedView = (hasCredential: boolean, expiresAt: number | null = null) =>
  viewOf({ method: 'application_credential', id: 'a-1', issued: { ...about, expiresAt } }, hasCredential);

describe('the form of a cloud whose issued application credential', () => {
  it.each([
    ['is kept', issuedView(true), null],
    ['is kept and has time left', issuedView(true, NOW + 1), null],
    ['has expired', issuedView(true, NOW), 'expired'],
    ['is not kept any more', issuedView(false), 'lost'],
    ['is refused', issuedView(true), 'refused', true],
    ['was typed, and is refused', viewOf({ method: 'application_credential', id: 'a-1' }, true), null, true],
    ['is refused since it has expired', issuedView(true, NOW), 'expired', true],
    ['was typed, and is not kept', viewOf({ method: 'application_credential', id: 'a-1' }, false), null],
    ['is a password that is not kept', viewOf({ method: 'password', user: { id: 'u-1' } }, false), null],
  ] as const)('knows one that %s', (_, view, reason, refused: boolean = false) => {
    expect(unavailableReasonOf(view, NOW, refused)).toBe(reason);
    if (reason === null) expect(shownProfile(view, reason)).toEqual(view.profile);
  });

  it('shows the sign-in before the replacement, and saves it unchanged: references by id stay so', () => {
    const shown = shownProfile(issuedView(false), 'lost');
    const values = valuesOf(shown);
    expect(values).toMatchObject({ method: 'password', userName: 'u-1', project: 'ops', asksPasscode: true });
    expect(profileOf(values, shown.id, shown).signIn).toEqual({ method: 'password', ...before });
  });
});

describe('a user who changes back to the password in the form', () => {
  const { profile } = issuedView(true);
  const values = { ...valuesOf(profile), method: 'password' as const };
  const saved = (change: Partial<typeof values>): CloudProfile =>
    profileOf({ ...values, ...change }, profile.id, profile);

  it('finds it filled in, and saves it unchanged', () => {
    expect(values).toMatchObject({ userName: 'u-1', project: 'ops' });
    expect(saved({}).signIn).toEqual({ method: 'password', ...before });
  });

  it('can type another user', () => {
    const domain = { name: 'Default' };
    expect(saved({ userName: 'eve', userDomain: 'Default', project: '', asksPasscode: false }).signIn).toEqual({
      method: 'password',
      user: { name: 'eve', domain },
    });
  });

  it('keeps the credential where nothing is changed', () => {
    expect(profileOf({ ...valuesOf(profile), name: 'Other' }, profile.id, profile).signIn).toEqual(profile.signIn);
  });
});
