// @vitest-environment happy-dom
import '@/tests/unit/setup/i18n';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SettingsPage } from '@/components/settings/settings-page';
import { fakeHosts, fakeIssued, fakeProfile } from '@/tests/unit/components/fake-data';
import { failed, fakePageApi, ok } from '@/tests/unit/components/fake-page-api';
import { all, button, click, close, draw, one, text, type } from '@/tests/unit/components/render';
import type { CloudView, IssuedAppCredentialView } from '@/utils/messaging/views';

const [current, replaced] = fakeIssued as [IssuedAppCredentialView, IssuedAppCredentialView];
const ofOtherUser: IssuedAppCredentialView = {
  ...replaced,
  name: 'of another user',
  userId: 'u-ops',
  userName: 'ops',
  authUrl: 'https://old.example.org:5000/v3',
};

/** A settings page with one cloud, for which these were issued. */
function settings(issued: IssuedAppCredentialView[], handlers: Parameters<typeof fakePageApi>[0] = {}) {
  let clouds: CloudView[] = [{ profile: fakeProfile(), hasCredential: true, hosts: fakeHosts, issued }];
  return fakePageApi({
    listClouds: () => ok(clouds),
    removeCloud: () => {
      clouds = [];
      return ok({ revoked: true });
    },
    deleteCredentials: () => ok({ names: [], problem: null }),
    listOrphanedCredentials: () => ok([]),
    ...handlers,
  });
}

async function openRemoveDialog(api: ReturnType<typeof settings>): Promise<void> {
  await draw(api, <SettingsPage />);
  await click(button('Remove'));
}

const passwords = () => all('dialog input[type=password]');
const listed = () => all('dialog li').map(({ textContent }) => textContent);
const sentOf = (api: ReturnType<typeof settings>, name: string) =>
  api.sent.filter((sent) => sent.name === name).map(({ request }) => request);
const passwordId = (field: HTMLElement | undefined) => `#${CSS.escape(field?.id ?? '')}`;

beforeEach(() => history.replaceState(null, '', '#cloud=cloud-north'));
afterEach(close);

describe('removing a cloud for which application credentials were issued', () => {
  it('lists them all, and deletes those of one user with one password', async () => {
    const api = settings([current, replaced]);
    await openRemoveDialog(api);
    expect(listed()).toEqual([`“${current.name}” of demo`, `“${replaced.name}” of demo`]);
    expect(passwords()).toHaveLength(1);
    await click(button('Remove and delete on the cloud'));
    expect(sentOf(api, 'deleteCredentials')).toEqual([]);
    expect(document.activeElement).toBe(passwords()[0]);
    await type(passwordId(passwords()[0]), 'secret');
    await click(button('Remove and delete on the cloud'));
    const { cloudId, authUrl, userId } = current;
    expect(sentOf(api, 'deleteCredentials')).toEqual([{ cloudId, authUrl, userId, password: 'secret' }]);
    expect(sentOf(api, 'removeCloud')).toEqual([{ cloudId, dismissed: [current.name, replaced.name] }]);
    expect(text('.news')).toBe('North was removed, and its application credentials were deleted on the cloud.');
  });

  it('lists those that could not be deleted, with their user, and names them again once the cloud is removed', async () => {
    const problem = { code: 'UNAVAILABLE', facts: {} } as const;
    const api = settings([current, replaced], { deleteCredentials: () => ok({ names: [replaced.name], problem }) });
    await openRemoveDialog(api);
    await type(passwordId(passwords()[0]), 'secret');
    await click(button('Remove and delete on the cloud'));
    expect(text('dialog [role=alert]')).toContain('not available');
    expect(listed()).toEqual([`“${replaced.name}” of demo`]);
    expect(sentOf(api, 'removeCloud')).toEqual([]);
    await click(button('Remove only here'));
    expect(sentOf(api, 'removeCloud')).toEqual([{ cloudId: 'cloud-north', dismissed: [current.name, replaced.name] }]);
    expect(text('.news')).toContain(`Still on the cloud: “${replaced.name}” of demo.`);
  });

  it('asks for each user’s password, and names an auth URL that is not the cloud’s any more', async () => {
    const api = settings([current, ofOtherUser]);
    await openRemoveDialog(api);
    expect(listed()).toContain('“of another user” of ops at old.example.org:5000');
    expect(all('dialog label').map(({ textContent }) => textContent)).toEqual([
      'Password of demo',
      'Password of ops at old.example.org:5000',
    ]);
    for (const [index, field] of passwords().entries()) await type(passwordId(field), `secret-${index}`);
    await click(button('Remove and delete on the cloud'));
    expect(sentOf(api, 'deleteCredentials')).toMatchObject([
      { authUrl: current.authUrl, userId: 'u-demo', password: 'secret-0' },
      { authUrl: ofOtherUser.authUrl, userId: 'u-ops', password: 'secret-1' },
    ]);
    expect(sentOf(api, 'removeCloud')).toHaveLength(1);
  });

  it('sends no other password after one was refused, and asks for a passcode where one is missing', async () => {
    const answers = [failed('PASSCODE_NEEDED'), ok({ names: [], problem: null }), ok({ names: [], problem: null })];
    const api = settings([current, ofOtherUser], { deleteCredentials: () => answers.shift() ?? failed('INTERNAL') });
    await openRemoveDialog(api);
    for (const field of passwords()) await type(passwordId(field), 'secret');
    await click(button('Remove and delete on the cloud'));
    expect(sentOf(api, 'deleteCredentials')).toHaveLength(1);
    const passcode = all('dialog input[inputmode=numeric]');
    expect(passcode).toHaveLength(1);
    await type(passwordId(passcode[0]), '123 456');
    await click(button('Remove and delete on the cloud'));
    expect(sentOf(api, 'deleteCredentials')[1]).toMatchObject({ userId: 'u-demo', passcode: '123456' });
    expect(sentOf(api, 'removeCloud')).toHaveLength(1);
  });

  it('changes nothing where the user cancels', async () => {
    const api = settings([current]);
    await openRemoveDialog(api);
    await click(button('Cancel'));
    expect(all('dialog')).toEqual([]);
    expect(sentOf(api, 'removeCloud')).toEqual([]);
  });
});

describe('orphaned application credentials, of clouds that were removed', () => {
  const orphaned = { ...replaced, cloudId: 'gone', cloudName: 'Frankfurt' };

  it('are listed with their cloud and user until the user says that they are deleted', async () => {
    let orphanedList = [orphaned];
    const api = settings([], {
      listOrphanedCredentials: () => ok(orphanedList),
      dismissOrphanedCredential: () => {
        orphanedList = [];
        return ok(null);
      },
    });
    await draw(api, <SettingsPage />);
    const section = one('section[aria-labelledby=orphaned-title]');
    expect(section.textContent).toContain(`Frankfurt (keystone.north.example.org:5000): “${orphaned.name}” of demo`);
    await click(one('section[aria-labelledby=orphaned-title] .quiet'));
    expect(sentOf(api, 'dismissOrphanedCredential')).toEqual([{ name: orphaned.name }]);
    expect(all('section[aria-labelledby=orphaned-title]')).toEqual([]);
  });

  it('are deleted with the password of their user', async () => {
    let orphanedList = [orphaned];
    const api = settings([], {
      listOrphanedCredentials: () => ok(orphanedList),
      deleteCredentials: () => {
        orphanedList = [];
        return ok({ names: [], problem: null });
      },
    });
    await draw(api, <SettingsPage />);
    await click(one('section[aria-labelledby=orphaned-title] .button'));
    await type(passwordId(passwords()[0]), 'secret');
    await click(one('dialog .danger'));
    expect(sentOf(api, 'deleteCredentials')).toMatchObject([{ cloudId: 'gone', userId: 'u-demo', password: 'secret' }]);
    expect(text('section[aria-labelledby=orphaned-title] [role=status]')).toBe('Deleted on the cloud.');
    expect(all('section[aria-labelledby=orphaned-title] .sync-removed')).toEqual([]);
  });
});
