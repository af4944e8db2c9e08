// @vitest-environment happy-dom
import '@/tests/unit/setup/i18n';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PopupPage } from '@/components/popup/popup-page';
import { SettingsPage } from '@/components/settings/settings-page';
import { fakeProfile, fakeProjects, fakeView } from '@/tests/unit/components/fake-data';
import { failed, fakePageApi, ok } from '@/tests/unit/components/fake-page-api';
import { answered, button, click, close, draw, one, text } from '@/tests/unit/components/render';
import type { SignIn } from '@/utils/sign-in/methods';

const OFFER = 'Replace the password';
const DISMISS = 'Do not offer to replace the password again';
const PLACE = { cloudId: 'cloud-north', projectId: 'p-demo', region: 'RegionOne' };
const user = { name: 'demo', domain: { name: 'Default' } };

function popup(signIn: SignIn, handlers: Parameters<typeof fakePageApi>[0] = {}) {
  const clouds = [{ profile: fakeProfile({ signIn }) }];
  const state = { clouds, lastPlace: PLACE, projects: fakeProjects, servers: fakeView() };
  return fakePageApi(
    { listProjects: () => ok(fakeProjects), listServers: () => ok(fakeView()), ...handlers },
    { state },
  );
}
const password: SignIn = { method: 'password', user };

beforeEach(() => history.replaceState(null, '', location.pathname));
afterEach(close);

describe('the popup’s offer of an application credential', () => {
  it('comes after a sign-in with the password, in the footer, and opens its section of the settings', async () => {
    let answer = (_: ReturnType<typeof ok<ReturnType<typeof fakeView>>>): void => {};
    const api = popup(password, { listServers: () => new Promise((resolve) => (answer = resolve)) });
    await draw(api, <PopupPage />);
    expect(button(OFFER)).toBeUndefined();
    answer(ok(fakeView()));
    await answered();
    expect(button(OFFER)?.closest('footer')).not.toBeNull();
    expect(text('.footer [role=status]')).toBe('16 servers');
    await click(button(OFFER));
    expect(api.opened).toEqual([{ cloudId: 'cloud-north', openWith: 'replacePassword' }]);
    // It is not done yet.
    expect(button(OFFER)).not.toBeUndefined();
  });

  it('does not come again once it was dismissed, and gives the focus back', async () => {
    const api = popup(password);
    await draw(api, <PopupPage />);
    await click(button(DISMISS));
    expect(button(OFFER)).toBeUndefined();
    expect(document.activeElement).toBe(one('input[type=search]'));
    expect([...api.dismissedOffers]).toEqual(['cloud-north']);
    await draw(api, <PopupPage />);
    expect(button(OFFER)).toBeUndefined();
  });

  it.each<[string, SignIn]>([
    ['needs a passcode too', { method: 'password', user, passcode: true }],
    ['is with an application credential', { method: 'application_credential', id: 'abc' }],
    ['is with a token', { method: 'token' }],
    ['uses a dashboard’s session', { method: 'horizon_session' }],
  ])('does not come where the sign-in %s', async (_, signIn) => {
    await draw(popup(signIn), <PopupPage />);
    expect(text('.footer [role=status]')).toBe('16 servers');
    expect(button(OFFER)).toBeUndefined();
  });

  it('does not come where the sign-in fails', async () => {
    await draw(popup(password, { listServers: () => failed('INVALID_CREDENTIALS') }), <PopupPage />);
    expect(text('[role=alert]')).not.toBeNull();
    expect(button(OFFER)).toBeUndefined();
  });
});

describe('the settings that the offer leads to', () => {
  const settings = () =>
    fakePageApi(
      { listClouds: () => ok([{ profile: fakeProfile({ signIn: password }), hasCredential: true, hosts: [] }]) },
      { cached: async () => ({ projects: fakeProjects, servers: null }) },
    );

  it('have the focus on the section that was offered', async () => {
    history.replaceState(null, '', '#cloud=cloud-north&replacePassword');
    await draw(settings(), <SettingsPage />);
    expect(document.activeElement).toBe(one('#replace-password-title'));
  });

  it('leave the focus alone where the user came for something else', async () => {
    history.replaceState(null, '', '#cloud=cloud-north');
    await draw(settings(), <SettingsPage />);
    expect(one('#replace-password-title')).not.toBe(document.activeElement);
  });
});
