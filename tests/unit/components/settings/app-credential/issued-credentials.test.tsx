// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { CloudView, IssuedAppCredentialView } from '@/utils/messaging/views';
import { fakeHosts, fakeIssued, fakeProfile } from '../../fake-data';
import { type FakeHandlers, failed, ok } from '../../fake-page-api';
import { button, click, elementOf, elementsOf, text, type } from '../../render';
import { openSettings } from '../open-settings';

const [current, replaced] = fakeIssued as [IssuedAppCredentialView, IssuedAppCredentialView];
const ofOtherUser: IssuedAppCredentialView = {
  ...{ ...replaced, name: 'of another user', userId: 'u-ops', userName: 'ops' },
  authUrl: 'https://old.example.org:5000/v3',
};

const NONE_LEFT = ok({ remainingNames: [], problem: null });

/** Opens the settings of one cloud, for which these were issued. */
function settings(issued: IssuedAppCredentialView[], handlers: FakeHandlers = {}) {
  let clouds: CloudView[] = [{ profile: fakeProfile(), hasCredential: true, hosts: fakeHosts, issued }];
  const answers: FakeHandlers = {
    listClouds: () => ok(clouds),
    removeCloud: () => {
      clouds = [];
      return ok({ revoked: true });
    },
    deleteCredentials: () => NONE_LEFT,
    listOrphanedCredentials: () => ok([]),
    ...handlers,
  };
  return openSettings({ hash: '#cloud=cloud-north' }, answers);
}

async function openRemoveDialog(issued: IssuedAppCredentialView[], handlers: FakeHandlers = {}) {
  const api = await settings(issued, handlers);
  await click(button('Remove'));
  return api;
}

const passwords = () => elementsOf('dialog input[type=password]');
const listed = () => elementsOf('dialog li').map(({ textContent }) => textContent);
const typeInto = (field: HTMLElement | undefined, text: string) => type(`#${CSS.escape(field?.id ?? '')}`, text);

describe('removing a cloud for which application credentials were issued', () => {
  it('lists them all, and deletes those of one user with one password', async () => {
    const api = await openRemoveDialog([current, replaced]);
    expect(listed()).toEqual([`“${current.name}” of demo`, `“${replaced.name}” of demo`]);
    expect(passwords()).toHaveLength(1);
    await click(button('Remove and delete on the cloud'));
    expect(api.requestsOf('deleteCredentials')).toEqual([]);
    expect(document.activeElement).toBe(passwords()[0]);
    await typeInto(passwords()[0], 'secret');
    await click(button('Remove and delete on the cloud'));
    const { cloudId, authUrl, userId } = current;
    expect(api.requestsOf('deleteCredentials')).toEqual([{ cloudId, authUrl, userId, password: 'secret' }]);
    expect(api.requestsOf('removeCloud')).toEqual([{ cloudId, dismissed: [current.name, replaced.name] }]);
    expect(text('.status-message')).toBe(
      'North was removed, and its application credentials were deleted on the cloud.',
    );
  });

  it('lists those that could not be deleted, with their user, and names them again once the cloud is removed', async () => {
    const problem = { code: 'UNAVAILABLE', facts: {} } as const;
    const api = await openRemoveDialog([current, replaced], {
      deleteCredentials: () => ok({ remainingNames: [replaced.name], problem }),
    });
    await typeInto(passwords()[0], 'secret');
    await click(button('Remove and delete on the cloud'));
    expect(text('dialog [role=alert]')).toContain('not available');
    expect(listed()).toEqual([`“${replaced.name}” of demo`]);
    expect(api.requestsOf('removeCloud')).toEqual([]);
    await click(button('Remove only here'));
    expect(api.requestsOf('removeCloud')).toEqual([
      { cloudId: 'cloud-north', dismissed: [current.name, replaced.name] },
    ]);
    expect(text('.status-message')).toContain(`Still on the cloud: “${replaced.name}” of demo.`);
  });

  it('asks for each user’s password, and names an auth URL that is not the cloud’s any more', async () => {
    const api = await openRemoveDialog([current, ofOtherUser]);
    expect(listed()).toContain('“of another user” of ops at old.example.org:5000');
    expect(elementsOf('dialog label').map(({ textContent }) => textContent)).toEqual([
      'Password of demo',
      'Password of ops at old.example.org:5000',
    ]);
    for (const [index, field] of passwords().entries()) await typeInto(field, `secret-${index}`);
    await click(button('Remove and delete on the cloud'));
    expect(api.requestsOf('deleteCredentials')).toMatchObject([
      { authUrl: current.authUrl, userId: 'u-demo', password: 'secret-0' },
      { authUrl: ofOtherUser.authUrl, userId: 'u-ops', password: 'secret-1' },
    ]);
    expect(api.requestsOf('removeCloud')).toHaveLength(1);
  });

  it('sends no other password after one was refused, and asks for a passcode where one is missing', async () => {
    const answers = [failed('PASSCODE_NEEDED'), NONE_LEFT, NONE_LEFT];
    const deleteCredentials = () => answers.shift() ?? failed('INTERNAL');
    const api = await openRemoveDialog([current, ofOtherUser], { deleteCredentials });
    for (const field of passwords()) await typeInto(field, 'secret');
    await click(button('Remove and delete on the cloud'));
    expect(api.requestsOf('deleteCredentials')).toHaveLength(1);
    const passcode = elementsOf('dialog input[inputmode=numeric]');
    expect(passcode).toHaveLength(1);
    await typeInto(passcode[0], '123 456');
    await click(button('Remove and delete on the cloud'));
    expect(api.requestsOf('deleteCredentials')[1]).toMatchObject({ userId: 'u-demo', passcode: '123456' });
    expect(api.requestsOf('removeCloud')).toHaveLength(1);
  });

  it('changes nothing where the user cancels', async () => {
    const api = await openRemoveDialog([current]);
    await click(button('Cancel'));
    expect(elementsOf('dialog')).toEqual([]);
    expect(api.requestsOf('removeCloud')).toEqual([]);
  });
});

describe('orphaned application credentials, of clouds that were removed', () => {
  const orphaned = { ...replaced, cloudId: 'gone', cloudName: 'Frankfurt' };

  const section = 'section[aria-labelledby=orphaned-title]';

  /** Opens the settings while there is one; the user's answer to it is the last. */
  function open() {
    let listed = [orphaned];
    const answering = <T,>(answer: T) => {
      return () => {
        listed = [];
        return answer;
      };
    };
    return settings([], {
      listOrphanedCredentials: () => ok(listed),
      dismissOrphanedCredential: answering(ok(null)),
      deleteCredentials: answering(NONE_LEFT),
    });
  }

  it('are listed with their cloud and user until the user says that they are deleted', async () => {
    const api = await open();
    expect(text(section)).toContain(`Frankfurt (keystone.north.example.org:5000): “${orphaned.name}” of demo`);
    await click(elementOf(`${section} .quiet`));
    expect(api.requestsOf('dismissOrphanedCredential')).toEqual([{ name: orphaned.name }]);
    expect(elementsOf(section)).toEqual([]);
  });

  it('are deleted with the password of their user', async () => {
    const api = await open();
    await click(elementOf(`${section} .button`));
    await typeInto(passwords()[0], 'secret');
    await click(elementOf('dialog .danger'));
    const request = { cloudId: 'gone', userId: 'u-demo', password: 'secret' };
    expect(api.requestsOf('deleteCredentials')).toMatchObject([request]);
    expect(text(`${section} [role=status]`)).toBe('Deleted on the cloud.');
    expect(elementsOf(`${section} .sync-removed`)).toEqual([]);
  });
});
