// @vitest-environment happy-dom
import '@/tests/unit/setup/i18n';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SettingsPage } from '@/components/settings/settings-page';
import { fakeClouds, fakeHosts, fakeProfile, fakeProjects } from '@/tests/unit/components/fake-data';
import { failed, fakePageApi, ok } from '@/tests/unit/components/fake-page-api';
import { all, answered, button, click, close, draw, one, pick, text, type } from '@/tests/unit/components/render';
import type { CloudProfile } from '@/utils/clouds/profile';
import type { CloudView, SignInReport } from '@/utils/messaging/views';

const REPORT: SignInReport = { userName: 'demo', projects: fakeProjects, regions: ['RegionOne'], hosts: fakeHosts };

/** A background that keeps clouds, as far as the page can tell. */
function settings(handlers: Parameters<typeof fakePageApi>[0] = {}, start: CloudView[] = [], rest = {}) {
  let clouds = start;
  const store = (profile: CloudProfile) => {
    const view = { profile, hasCredential: true, hosts: fakeHosts };
    clouds = [...clouds.filter((cloud) => cloud.profile.id !== profile.id), view];
  };
  return fakePageApi(
    {
      listClouds: () => ok(clouds),
      saveCloud: ({ profile, verify }) => {
        store({ ...profile, authUrl: `${profile.authUrl}/v3` });
        return ok({ profile: { ...profile, authUrl: `${profile.authUrl}/v3` }, report: verify ? REPORT : null });
      },
      testCloud: () => ok(REPORT),
      removeCloud: ({ cloudId }) => {
        clouds = clouds.filter(({ profile }) => profile.id !== cloudId);
        return ok({ revoked: true });
      },
      ...handlers,
    },
    rest,
  );
}

async function fill(password = 'secret'): Promise<void> {
  await type('#field-name', 'North');
  await type('#field-authUrl', 'https://keystone.example.org:5000');
  await type('#field-userName', 'demo');
  await type('#field-password', password);
}

const invalid = () => all('[aria-invalid=true]').map(({ id }) => id);

beforeEach(() => history.replaceState(null, '', '#'));
afterEach(close);

describe('saving a cloud that another browser has changed since', () => {
  it('saves the field that was changed here, and keeps the other browser’s changes of the others', async () => {
    const profile = fakeProfile({ remember: 'session' });
    let stored: CloudView = { profile, hasCredential: true, hosts: fakeHosts };
    const api = settings({ listClouds: () => ok([stored]) });
    await draw(api, <SettingsPage />);
    await type('#field-dashboardUrl', 'https://horizon.example.org/');
    stored = { ...stored, profile: { ...profile, name: 'Renamed elsewhere', authUrl: 'https://other.example.org/v3' } };
    await click(button('Save'));
    expect(api.sent.find(({ name }) => name === 'saveCloud')?.request).toMatchObject({
      profile: { name: 'Renamed elsewhere', dashboardUrl: 'https://horizon.example.org/', authUrl: profile.authUrl },
    });
  });
});

describe('adding a cloud', () => {
  it('asks for access first, inside the click; then saves, reports and clears the typed secret', async () => {
    const api = settings();
    await draw(api, <SettingsPage />);
    await click(button('Add a cloud'));
    await fill();
    expect(document.body.innerHTML).not.toContain('secret"');
    api.calls.length = 0;
    await click(button('Save'));
    expect(api.calls.slice(0, 2)).toEqual(['requestAccess', 'send:saveCloud']);
    expect(api.sent.find(({ name }) => name === 'saveCloud')?.request).toMatchObject({
      profile: { name: 'North', authUrl: 'https://keystone.example.org:5000', remember: 'session' },
      credential: { kind: 'password', password: 'secret' },
      verify: true,
    });
    expect(text('[role=status]')).toBe('Saved.');
    expect(text('.report')).toContain('Signed in as demo · 3 projects');
    expect(one<HTMLInputElement>('#field-password').value).toBe('');
    expect(one<HTMLInputElement>('#field-authUrl').value).toBe('https://keystone.example.org:5000/v3');
    expect(location.hash).toMatch(/^#cloud=/);
  });

  it('takes the secrets from the form that is submitted, whatever else the page has', async () => {
    const api = settings();
    await draw(api, <SettingsPage />);
    await click(button('Add a cloud'));
    await fill('from the form');
    document.body.insertAdjacentHTML(
      'afterbegin',
      '<input id="field-password" name="password" value="from elsewhere">',
    );
    await act(() => one<HTMLFormElement>('form.form').requestSubmit());
    await answered();
    expect(api.sent.find(({ name }) => name === 'saveCloud')?.request).toMatchObject({
      credential: { kind: 'password', password: 'from the form' },
      verify: true,
    });
    expect(one<HTMLInputElement>('form #field-password').value).toBe('');
    expect(one<HTMLInputElement>('#field-password').value).toBe('from elsewhere');
  });

  it('hosts that are missing can be allowed in place', async () => {
    const api = settings();
    await draw(api, <SettingsPage />);
    await click(button('Add a cloud'));
    await fill();
    await click(button('Save'));
    api.calls.length = 0;
    await click(one('.report button'));
    expect(api.calls[0]).toBe('requestAccess');
    expect(button('Allow access to nova.north.example.org')).toBeDefined();
  });

  it('says what is missing beside each field, and sends nothing', async () => {
    const api = settings();
    await draw(api, <SettingsPage />);
    await click(button('Add a cloud'));
    await click(button('Save'));
    expect(invalid()).toEqual(['field-name', 'field-authUrl', 'field-userName', 'field-password']);
    expect(document.activeElement).toBe(one('#field-name'));
    expect(api.calls.filter((call) => !/^send:(list|vaultState|syncState|policyState)/.test(call))).toEqual([]);
    await type('#field-name', 'North');
    expect(invalid()).not.toContain('field-name');
  });

  it('a refused password is explained beside its field, which gets the focus and keeps what was typed', async () => {
    const api = settings({ saveCloud: () => failed('INVALID_CREDENTIALS', { requestId: 'req-1' }) });
    await draw(api, <SettingsPage />);
    await click(button('Add a cloud'));
    await fill('wrong');
    await click(button('Save'));
    const password = one<HTMLInputElement>('#field-password');
    expect(invalid()).toEqual(['field-userName', 'field-userDomain', 'field-password']);
    expect(document.activeElement).toBe(password);
    expect(password.value).toBe('wrong');
    expect(text(`#${password.getAttribute('aria-errormessage')}`)).toContain('did not accept this sign-in');
    expect(text('[role=alert]')).toContain('req-1');
    expect(button('Try again')).toBeUndefined();
  });

  it('refused access is explained and can be allowed afterwards', async () => {
    const answers = [false, true];
    const api = settings({}, [], { requestAccess: async () => answers.shift() ?? true });
    await draw(api, <SettingsPage />);
    await click(button('Add a cloud'));
    await fill();
    await click(button('Save'));
    expect(text('[role=alert]')).toContain('Access was not allowed.');
    await click(button('Allow access'));
    expect(text('[role=status]')).toBe('Saved.');
  });

  it('a cloud that cannot be reached may be saved without testing, and without asking for access', async () => {
    let verified = 0;
    const api = settings({ testCloud: () => failed('NETWORK', { host: 'keystone.example.org:5000' }) });
    const send = api.send;
    api.send = (name, request) => {
      if (name === 'saveCloud' && 'verify' in request && request.verify) verified += 1;
      return send(name, request);
    };
    await draw(api, <SettingsPage />);
    await click(button('Add a cloud'));
    await fill();
    await click(button('Test sign-in'));
    expect(invalid()).toEqual(['field-authUrl']);
    await click(button('Save without testing'));
    expect(verified).toBe(0);
    expect(text('[role=status]')).toBe('Saved, but not tested.');
  });

  it('the address can be tested without saving', async () => {
    const api = settings();
    await draw(api, <SettingsPage />);
    await click(button('Add a cloud'));
    await fill();
    await click(button('Test sign-in'));
    expect(text('[role=status]')).toBe('Sign-in works. Nothing was saved.');
    expect(api.calls).not.toContain('send:saveCloud');
  });
});

describe('editing a cloud', () => {
  it('opens the cloud in the page’s address, and keeps its secret where none is typed', async () => {
    history.replaceState(null, '', '#cloud=cloud-north');
    const api = settings({}, fakeClouds);
    await draw(api, <SettingsPage />);
    expect(text('h1')).toBe('North');
    expect(one<HTMLInputElement>('#field-password').placeholder).toBe('Stored. Leave empty to keep it.');
    await type('#field-name', 'Renamed');
    await click(button('Save'));
    expect(api.sent.find(({ name }) => name === 'saveCloud')?.request).not.toHaveProperty('credential');
  });

  it('another sign-in method needs its own secret', async () => {
    history.replaceState(null, '', '#cloud=cloud-north');
    const api = settings({}, fakeClouds);
    await draw(api, <SettingsPage />);
    await pick('#field-method', 'application_credential');
    await type('#field-appCredId', 'abc');
    await click(button('Save'));
    expect(invalid()).toEqual(['field-appCredSecret']);
    expect(api.calls).not.toContain('send:saveCloud');
  });

  it('removes a cloud only after a question, and says whether its tokens were revoked', async () => {
    history.replaceState(null, '', '#cloud=cloud-north');
    const api = settings({}, fakeClouds);
    await draw(api, <SettingsPage />);
    await click(button('Remove'));
    expect(api.calls).not.toContain('send:removeCloud');
    await click(one('dialog .danger'));
    expect(text('[role=status]')).toBe('North was removed and its tokens were revoked.');
    expect(all('.cloud-name').map((name) => name.textContent)).toEqual(['Frankfurt', 'Lab']);
  });

  it('unsaved changes are not lost by a click on another cloud', async () => {
    history.replaceState(null, '', '#cloud=cloud-north');
    await draw(settings({}, fakeClouds), <SettingsPage />);
    await type('#field-name', 'Half-way');
    await click(all('.cloud')[1]);
    expect(text('dialog')).toContain('Discard your changes?');
    await click(button('Keep editing'));
    expect(one<HTMLInputElement>('#field-name').value).toBe('Half-way');
    await click(all('.cloud')[1]);
    await click(button('Discard changes'));
    expect(text('h1')).toBe('Frankfurt');
  });

  it('the browser asks before a tab with unsaved changes is closed, and only then', async () => {
    history.replaceState(null, '', '#cloud=cloud-north');
    await draw(settings({}, fakeClouds), <SettingsPage />);
    const leave = () => dispatchEvent(new Event('beforeunload', { cancelable: true }));
    expect(leave()).toBe(true);
    await type('#field-name', 'Half-way');
    expect(leave()).toBe(false);
    await click(button('Save'));
    expect(leave()).toBe(true);
  });

  it('warns of an address that is not encrypted', async () => {
    history.replaceState(null, '', '#cloud=cloud-lab');
    await draw(settings({}, fakeClouds), <SettingsPage />);
    expect(text('.warning')).toContain('not encrypted');
    await type('#field-authUrl', 'https://keystone.lab.example.org');
    expect(text('.warning')).toBeNull();
  });
});
