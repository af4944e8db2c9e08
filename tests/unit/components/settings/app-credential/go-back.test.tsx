// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { CloudView, TokenView } from '@/utils/messaging/views';
import type { SignIn } from '@/utils/sign-in/methods';
import { fakeProfile } from '../../fake-data';
import { type FakeHandlers, failed, ok } from '../../fake-page-api';
import { drawPopup } from '../../popup/open-popup';
import { button, click, elementOf, pick, text, type } from '../../render';
import { openSettings } from '../open-settings';

const before = { user: { name: 'demo', domain: { name: 'Default' } }, project: { id: 'p-demo' } };
const signIn: SignIn = {
  method: 'application_credential',
  id: 'a-1',
  issued: {
    ...{ name: 'novnc-for-openstack Chrome 1', userId: 'u', userName: 'demo', projectId: 'p', projectName: 'demo' },
    ...{ hasAccessRules: true, expiresAt: null, replaced: before },
  },
};
const view = (hasCredential: boolean): CloudView => ({ profile: fakeProfile({ signIn }), hasCredential, hosts: [] });
const method = () => elementOf<HTMLSelectElement>('#field-method').value;

const settings = (shown: CloudView, handlers: FakeHandlers = {}, hash = '#cloud=cloud-north') =>
  openSettings({ clouds: [shown], hash }, handlers);

describe('a cloud whose issued application credential can’t be used any more', () => {
  it('opens with the fields of the password, and says why', async () => {
    await settings(view(false));
    expect(method()).toBe('password');
    expect(elementOf<HTMLInputElement>('#field-userName').value).toBe('demo');
    expect(elementOf<HTMLInputElement>('#field-project').value).toBe('p-demo');
    expect(text('.status-message')).toContain('is not kept here any more');
  });

  it('opens so too where the popup found that the cloud refuses it', async () => {
    const answers: FakeHandlers = {
      listServers: () => failed('APPLICATION_CREDENTIAL_INVALID'),
      listProjects: () => ok([]),
    };
    const api = await drawPopup(answers, { state: { clouds: [view(true)] } });
    await click(button('Edit cloud'));
    expect(api.opened).toEqual([{ cloudId: 'cloud-north', openWith: 'credentialRefused' }]);
    await settings(view(true), {}, '#cloud=cloud-north&credentialRefused');
    expect(method()).toBe('password');
    expect(text('.status-message')).toContain('did not accept the application credential that was created');
  });

  it('changes to them where a test is refused, and saves the sign-in before the replacement', async () => {
    const saveCloud = () => failed('NETWORK');
    const api = await settings(view(true), { testCloud: () => failed('APPLICATION_CREDENTIAL_INVALID'), saveCloud });
    expect(method()).toBe('application_credential');
    await click(button('Test sign-in'));
    expect(method()).toBe('password');
    expect(text('.status-message')).toContain('did not accept');
    await type('#field-password', 'secret');
    await click(button('Save'));
    expect(api.requestsOf('saveCloud')[0]).toMatchObject({
      profile: { signIn: { method: 'password', ...before } },
      credential: { kind: 'password', password: 'secret' },
    });
  });

  it('keeps what the user typed instead', async () => {
    await settings(view(true), { testCloud: () => failed('APPLICATION_CREDENTIAL_INVALID') });
    await pick('#field-method', 'application_credential');
    await type('#field-appCredId', 'another');
    await type('#field-appCredSecret', 'its secret');
    await click(button('Test sign-in'));
    expect(method()).toBe('application_credential');
  });
});

it('“Signed out” goes once there are tokens again', async () => {
  const profile = fakeProfile();
  let tokens: TokenView[] = [];
  await settings(
    { profile, hasCredential: true, hosts: [] },
    {
      listTokens: () => ok(tokens),
      signOut: () => ok({ revoked: true }),
      saveCloud: () => {
        tokens = [
          { project: { id: 'p', name: 'demo' }, expiresAt: null, methods: ['password'], requestedByExtension: true },
        ];
        return ok({ profile, report: { userName: 'demo', projects: [], regions: [], hosts: [] } });
      },
    },
  );
  await click(button('Sign out'));
  const said = () => text('section[aria-labelledby=tokens-title] [role=status]');
  expect(said()).toBe('Signed out. The tokens were revoked.');
  await click(button('Save'));
  expect(text('section[aria-labelledby=tokens-title] .host')).toContain('demo');
  expect(said()).toBeNull();
});
