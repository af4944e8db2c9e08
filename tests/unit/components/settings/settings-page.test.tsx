// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { describe, expect, it } from 'vitest';
import type { CloudProfile } from '@/utils/clouds/profile';
import type { CloudView, SignInReport } from '@/utils/messaging/views';
import { fakeClouds, fakeHosts, fakeProfile, fakeProjects } from '../fake-data';
import { type FakeHandlers, failed, ok, type Rest } from '../fake-page-api';
import { answered, button, click, elementOf, elementsOf, pick, text, type } from '../render';
import { openSettings } from './open-settings';

const REPORT: SignInReport = { userName: 'demo', projects: fakeProjects, regions: ['RegionOne'], hosts: fakeHosts };

/** Opens the settings of a background that keeps clouds, as far as the page can tell. */
function settings(hash: string, start: CloudView[], handlers: FakeHandlers = {}, rest: Rest = {}) {
  let clouds = start;
  const store = (profile: CloudProfile) => {
    const view = { profile, hasCredential: true, hosts: fakeHosts };
    clouds = [...clouds.filter((cloud) => cloud.profile.id !== profile.id), view];
  };
  const answers: FakeHandlers = {
    listClouds: () => ok(clouds),
    saveCloud: ({ profile: typed, verify }) => {
      const profile = { ...typed, authUrl: `${typed.authUrl}/v3` };
      store(profile);
      return ok({ profile, report: verify ? REPORT : null });
    },
    testCloud: () => ok(REPORT),
    removeCloud: ({ cloudId }) => {
      clouds = clouds.filter(({ profile }) => profile.id !== cloudId);
      return ok({ revoked: true });
    },
    ...handlers,
  };
  return openSettings({ hash }, answers, rest);
}

/** Opens the form of a new cloud. */
async function openNewCloud(handlers: FakeHandlers = {}, rest: Rest = {}) {
  const api = await settings('#', [], handlers, rest);
  await click(button('Add a cloud'));
  return api;
}

const openCloud = (id = 'cloud-north') => settings(`#cloud=${id}`, fakeClouds);

async function fill(password = 'secret'): Promise<void> {
  await type('#field-name', 'North');
  await type('#field-authUrl', 'https://keystone.example.org:5000');
  await type('#field-userName', 'demo');
  await type('#field-password', password);
}

const invalid = () => elementsOf('[aria-invalid=true]').map(({ id }) => id);

it('saves the field that was changed here, and keeps another browser’s changes of the others since', async () => {
  const profile = fakeProfile({ remember: 'session' });
  let stored: CloudView = { profile, hasCredential: true, hosts: fakeHosts };
  const api = await settings('#', [], { listClouds: () => ok([stored]) });
  await type('#field-dashboardUrl', 'https://horizon.example.org/');
  stored = { ...stored, profile: { ...profile, name: 'Renamed elsewhere', authUrl: 'https://other.example.org/v3' } };
  await click(button('Save'));
  expect(api.requestsOf('saveCloud')[0]).toMatchObject({
    profile: { name: 'Renamed elsewhere', dashboardUrl: 'https://horizon.example.org/', authUrl: profile.authUrl },
  });
});

it('says why the state of the vault is not known; the clouds are shown', async () => {
  await openSettings({ clouds: fakeClouds }, { vaultState: () => failed('STORAGE_FAILED') });
  expect(text('[role=alert]')).toContain('The browser cannot read or write what this extension stores.');
  expect(elementsOf('.cloud-name').length).toBe(fakeClouds.length);
});

describe('adding a cloud', () => {
  it('asks for access first, inside the click; then saves, reports and clears the typed secret', async () => {
    const api = await openNewCloud();
    await fill();
    expect(document.body.innerHTML).not.toContain('secret"');
    api.calls.length = 0;
    await click(button('Save'));
    expect(api.calls.slice(0, 2)).toEqual(['requestAccess', 'send:saveCloud']);
    expect(api.requestsOf('saveCloud')[0]).toMatchObject({
      profile: { name: 'North', authUrl: 'https://keystone.example.org:5000', remember: 'session' },
      credential: { kind: 'password', password: 'secret' },
      verify: true,
    });
    expect(text('[role=status]')).toBe('Saved.');
    expect(text('.report')).toContain('Signed in as demo · 3 projects');
    expect(elementOf<HTMLInputElement>('#field-password').value).toBe('');
    expect(elementOf<HTMLInputElement>('#field-authUrl').value).toBe('https://keystone.example.org:5000/v3');
    expect(location.hash).toMatch(/^#cloud=/);
  });

  it('takes the secrets from the form that is submitted, whatever else the page has', async () => {
    const api = await openNewCloud();
    await fill('from the form');
    const other = '<input id="field-password" name="password" value="from elsewhere">';
    document.body.insertAdjacentHTML('afterbegin', other);
    await act(() => elementOf<HTMLFormElement>('form.form').requestSubmit());
    await answered();
    expect(api.requestsOf('saveCloud')[0]).toMatchObject({
      credential: { kind: 'password', password: 'from the form' },
      verify: true,
    });
    expect(elementOf<HTMLInputElement>('form #field-password').value).toBe('');
    expect(elementOf<HTMLInputElement>('#field-password').value).toBe('from elsewhere');
  });

  it('hosts that are missing can be allowed in place', async () => {
    const api = await openNewCloud();
    await fill();
    await click(button('Save'));
    api.calls.length = 0;
    await click(elementOf('.report button'));
    expect(api.calls[0]).toBe('requestAccess');
    expect(button('Allow access to nova.north.example.org')).toBeDefined();
  });

  it('says what is missing beside each field, and sends nothing', async () => {
    const api = await openNewCloud();
    await click(button('Save'));
    expect(invalid()).toEqual(['field-name', 'field-authUrl', 'field-userName', 'field-password']);
    expect(document.activeElement).toBe(elementOf('#field-name'));
    expect(api.calls.filter((call) => !/^send:(list|vaultState|syncState|policyState)/.test(call))).toEqual([]);
    await type('#field-name', 'North');
    expect(invalid()).not.toContain('field-name');
  });

  it('a refused password is explained beside its field, which gets the focus and keeps what was typed', async () => {
    await openNewCloud({ saveCloud: () => failed('INVALID_CREDENTIALS', { requestId: 'req-1' }) });
    await fill('wrong');
    await click(button('Save'));
    const password = elementOf<HTMLInputElement>('#field-password');
    expect(invalid()).toEqual(['field-userName', 'field-userDomain', 'field-password']);
    expect(document.activeElement).toBe(password);
    expect(password.value).toBe('wrong');
    expect(text(`#${password.getAttribute('aria-errormessage')}`)).toContain('did not accept this sign-in');
    expect(text('[role=alert]')).toContain('req-1');
    expect(button('Try again')).toBeUndefined();
  });

  it('refused access is explained and can be allowed afterwards', async () => {
    const answers = [false, true];
    await openNewCloud({}, { requestAccess: async () => answers.shift() ?? true });
    await fill();
    await click(button('Save'));
    expect(text('[role=alert]')).toContain('Access was not allowed.');
    await click(button('Allow access'));
    expect(text('[role=status]')).toBe('Saved.');
  });

  it('a cloud that cannot be reached may be saved without testing, and without asking for access', async () => {
    const testCloud = () => failed('NETWORK', { host: 'keystone.example.org:5000' });
    const api = await openNewCloud({ testCloud });
    await fill();
    await click(button('Test sign-in'));
    expect(invalid()).toEqual(['field-authUrl']);
    await click(button('Save without testing'));
    expect(api.requestsOf('saveCloud').map(({ verify }) => verify)).toEqual([false]);
    expect(text('[role=status]')).toBe('Saved, but not tested.');
  });

  it('the address can be tested without saving', async () => {
    const api = await openNewCloud();
    await fill();
    await click(button('Test sign-in'));
    expect(text('[role=status]')).toBe('Sign-in works. Nothing was saved.');
    expect(api.calls).not.toContain('send:saveCloud');
  });
});

describe('editing a cloud', () => {
  it('opens the cloud in the page’s address, and keeps its secret where none is typed', async () => {
    const api = await openCloud();
    expect(text('h1')).toBe('North');
    expect(elementOf<HTMLInputElement>('#field-password').placeholder).toBe('Stored. Leave empty to keep it.');
    await type('#field-name', 'Renamed');
    await click(button('Save'));
    expect(api.requestsOf('saveCloud')[0]).not.toHaveProperty('credential');
  });

  it('another sign-in method needs its own secret', async () => {
    const api = await openCloud();
    await pick('#field-method', 'application_credential');
    await type('#field-appCredId', 'abc');
    await click(button('Save'));
    expect(invalid()).toEqual(['field-appCredSecret']);
    expect(api.calls).not.toContain('send:saveCloud');
  });

  it('removes a cloud only after a question, and says whether its tokens were revoked', async () => {
    const api = await openCloud();
    await click(button('Remove'));
    expect(api.calls).not.toContain('send:removeCloud');
    await click(elementOf('dialog .danger'));
    expect(text('[role=status]')).toBe('North was removed and its tokens were revoked.');
    expect(elementsOf('.cloud-name').map((name) => name.textContent)).toEqual(['Frankfurt', 'Lab']);
  });

  it('unsaved changes are not lost by a click on another cloud', async () => {
    await openCloud();
    await type('#field-name', 'Half-way');
    await click(elementsOf('.cloud')[1]);
    expect(text('dialog')).toContain('Discard your changes?');
    await click(button('Keep editing'));
    expect(elementOf<HTMLInputElement>('#field-name').value).toBe('Half-way');
    await click(elementsOf('.cloud')[1]);
    await click(button('Discard changes'));
    expect(text('h1')).toBe('Frankfurt');
  });

  it('the browser asks before a tab with unsaved changes is closed, and only then', async () => {
    await openCloud();
    const leave = () => dispatchEvent(new Event('beforeunload', { cancelable: true }));
    expect(leave()).toBe(true);
    await type('#field-name', 'Half-way');
    expect(leave()).toBe(false);
    await click(button('Save'));
    expect(leave()).toBe(true);
  });

  it('warns of an address that is not encrypted', async () => {
    await openCloud('cloud-lab');
    expect(text('.warning')).toContain('not encrypted');
    await type('#field-authUrl', 'https://keystone.lab.example.org');
    expect(text('.warning')).toBeNull();
  });
});
