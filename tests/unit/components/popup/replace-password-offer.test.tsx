// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { PopupPage } from '@/components/popup/popup-page';
import { SettingsPage } from '@/components/settings/settings-page';
import type { Envelope } from '@/utils/messaging/page-requests';
import type { SignIn } from '@/utils/sign-in/methods';
import { fakeProfile, fakeProjects, fakeView } from '../fake-data';
import { type FakeHandlers, failed, fakePageApi, ok } from '../fake-page-api';
import { answered, button, click, draw, elementOf, text } from '../render';
import { drawPopup, KNOWN } from './open-popup';

const OFFER = 'Replace the password';
const DISMISS = 'Do not offer to replace the password again';
const user = { name: 'demo', domain: { name: 'Default' } };

const popup = (signIn: SignIn, handlers: FakeHandlers = {}) =>
  drawPopup(handlers, { state: { ...KNOWN, clouds: [{ profile: fakeProfile({ signIn }) }] } });
const password: SignIn = { method: 'password', user };

beforeEach(() => history.replaceState(null, '', location.pathname));

describe('the popup’s offer of an application credential', () => {
  it('comes after a sign-in with the password, in the footer, and opens its section of the settings', async () => {
    let answer = (_: Envelope<'listServers'>): void => {};
    const api = await popup(password, { listServers: () => new Promise((resolve) => (answer = resolve)) });
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
    const api = await popup(password);
    await click(button(DISMISS));
    expect(button(OFFER)).toBeUndefined();
    expect(document.activeElement).toBe(elementOf('input[type=search]'));
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
    await popup(signIn);
    expect(text('.footer [role=status]')).toBe('16 servers');
    expect(button(OFFER)).toBeUndefined();
  });

  it('does not come where the sign-in fails', async () => {
    await popup(password, { listServers: () => failed('INVALID_CREDENTIALS') });
    expect(text('[role=alert]')).not.toBeNull();
    expect(button(OFFER)).toBeUndefined();
  });
});

describe('the settings that the offer leads to', () => {
  it.each([
    ['have the focus on the section that was offered', '#cloud=cloud-north&replacePassword', true],
    ['leave the focus alone where the user came for something else', '#cloud=cloud-north', false],
  ])('%s', async (_, hash, hasFocus) => {
    history.replaceState(null, '', hash);
    const clouds = ok([{ profile: fakeProfile({ signIn: password }), hasCredential: true, hosts: [] }]);
    const cached = async () => ({ projects: fakeProjects, servers: null });
    await draw(fakePageApi({ listClouds: () => clouds }, { cached }), <SettingsPage />);
    expect(elementOf('#replace-password-title') === document.activeElement).toBe(hasFocus);
  });
});
