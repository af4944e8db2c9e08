// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { describe, expect, it, vi } from 'vitest';
import type { CloudView, VaultView } from '@/utils/messaging/views';
import { fakeClouds } from '../../fake-data';
import { type FakeHandlers, type FakePageApi, failed, ok, type Rest } from '../../fake-page-api';
import { answered, button, click, elementOf, elementsOf, pick, text } from '../../render';
import { openSettings } from '../open-settings';

const FILE = `clouds:
  North:
    auth: {auth_url: "https://keystone.north.example.org:5000", username: demo, user_domain_name: Default, project_name: ops, password: hunter2}
  South:
    auth: {auth_url: "https://keystone.south.example.org", username: demo, user_domain_name: Default}
    compute_endpoint_override: https://nova.south.example.org
  Campus:
    auth: {auth_url: "https://sso.example.org:5000"}
    auth_type: v3kerberos`;

/** Opens a dialog of the settings, and these files in it. */
async function openDialog(files: File[], handlers: FakeHandlers = {}, rest: Rest = {}, name = 'Import') {
  let clouds: CloudView[] = fakeClouds;
  const importClouds: FakeHandlers['importClouds'] = ({ clouds: added }) => {
    const ids = added.map(({ profile }) => profile.id);
    const others = clouds.filter(({ profile }) => !ids.includes(profile.id));
    clouds = [...others, ...added.map(({ profile }) => ({ profile, hasCredential: true, hosts: [] }))];
    return ok(null);
  };
  const api = await openSettings({}, { listClouds: () => ok(clouds), importClouds, ...handlers }, rest);
  await click(button(name));
  await until(() => document.querySelector('dialog.sheet') !== null);
  if (files.length > 0) await choose(...files);
  return api;
}
const openExport = (handlers: FakeHandlers = {}) => openDialog([], handlers, {}, 'Export');

async function until(done: () => boolean): Promise<void> {
  await vi.waitFor(async () => {
    await answered();
    expect(done()).toBe(true);
  }, 10_000);
}

async function choose(...files: File[]): Promise<void> {
  const input = elementOf<HTMLInputElement>('.drop input');
  Object.defineProperty(input, 'files', { value: files, configurable: true });
  const shown = elementsOf('.files li').length;
  await act(() => void input.dispatchEvent(new Event('change', { bubbles: true })));
  await until(() => elementsOf('.files li').length === shown + files.length);
}

const file = (content: string, name = 'clouds.yaml') => new File([content], name);
const rows = () => elementsOf('.found').map((row) => row.textContent ?? '');
const boxes = () => elementsOf('.found > input') as HTMLInputElement[];
const SECRETS = file('clouds: {South: {auth: {password: battery}}}', 'secure.yaml');
const stored = (api: FakePageApi) => api.requestsOf('importClouds')[0]?.clouds;
const ticks = () => boxes().map(({ checked, disabled }) => [checked, disabled]);

describe('the preview', () => {
  it('says of each cloud what would happen, and why one cannot be used', async () => {
    await openDialog([file(FILE)]);
    const [north = '', south = '', campus = ''] = rows();
    expect(north).toContain('Update');
    expect(north).toContain('Project: none → ops (Default)');
    expect(north).toContain('Its stored secret is replaced by the one in the file.');
    expect(south).toContain('New');
    expect(south).toContain('you are asked for it later');
    expect(campus).toContain('Cannot be used');
    expect(campus).toContain('application credential');
    const [included, impossible] = [
      [true, false],
      [false, true],
    ];
    expect(ticks()).toEqual([included, included, impossible]);
    expect(button('Import 2 clouds')).toBeDefined();
    expect(document.body.innerHTML).not.toContain('hunter2');
  });

  it('says what is wrong with a file; another one of the same choice is read all the same', async () => {
    await openDialog([file('clouds:\n  a: "\n', 'broken.yaml'), file('x'.repeat(2_000_001), 'large.bin'), file(FILE)]);
    expect(elementsOf('.files li').map((item) => item.querySelector('.bad')?.textContent)).toEqual([
      expect.stringMatching(/^This is not valid YAML: see line \d\.$/),
      'This file is too large to be a clouds.yaml or an openrc file.',
      undefined,
    ]);
    expect(rows()).toHaveLength(3);
    await click(button('Remove clouds.yaml'));
    expect(rows()).toHaveLength(0);
    expect(text('.sheet .primary')).toBe('Import');
    expect(elementOf('.sheet .primary').hasAttribute('disabled')).toBe(true);
  });

  it('takes secrets from a secure.yaml that is chosen beside it, and pasted text too', async () => {
    await openDialog([]);
    const area = elementOf<HTMLTextAreaElement>('#import-paste');
    area.value = 'clouds: {South: {auth: {password: hunter2}}}';
    await act(() => void area.dispatchEvent(new InputEvent('input', { bubbles: true })));
    await until(() => text('.files') !== null);
    expect(text('.files')).toContain('This file holds secrets only.');
    await choose(file(FILE));
    expect(text('.files')).toContain('secrets of 1 cloud');
    expect(rows()[1]).toContain('Its secret is in the file.');
  });
});

describe('importing', () => {
  it('asks for all hosts at once inside the click, then stores everything in one request', async () => {
    const requestedPatterns: string[][] = [];
    const requestAccess = async (origins: string[]) => requestedPatterns.push(origins) > 0;
    const api = await openDialog([file(FILE), SECRETS], {}, { requestAccess });
    await click(elementsOf('dialog input[value=device]')[0]);
    await click(button('Import 2 clouds'));
    const hosts = ['keystone.north.example.org', 'keystone.south.example.org', 'nova.south.example.org'];
    expect(requestedPatterns).toEqual([hosts.map((host) => `https://${host}/*`)]);
    // The one that is there stays where it is kept.
    const north = { id: 'cloud-north', name: 'North', color: '#2563eb', remember: fakeClouds[0]?.profile.remember };
    const computeUrl = 'https://nova.south.example.org';
    const south = { name: 'South', computeUrl, production: false, remember: 'device' };
    expect(stored(api)).toMatchObject([
      { profile: north, credential: { kind: 'password', password: 'hunter2' } },
      { profile: south },
    ]);
    expect(stored(api)?.[1]?.credential).toEqual({ kind: 'password', password: 'battery' });
    expect(new Set(stored(api)?.map(({ profile }) => profile.color)).size).toBe(2);
    expect(document.querySelector('dialog')).toBeNull();
    expect(text('.status-message')).toBe('2 clouds were imported.');
    expect(location.hash).toBe('#cloud=cloud-north');
    expect(elementOf<HTMLInputElement>('#field-project').value).toBe('ops');
  });

  it('imports only the chosen clouds, as chosen', async () => {
    const api = await openDialog([file(FILE)]);
    await pick('.found select', 'add');
    await click(boxes()[1]);
    await click(button('Import 1 cloud'));
    expect(stored(api)?.map(({ profile }) => profile.name)).toEqual(['North (ops)']);
    expect(stored(api)?.[0]?.profile.id).not.toBe('cloud-north');
  });

  it('stores nothing where access is refused, unless the user wants that', async () => {
    const api = await openDialog([file(FILE)], {}, { requestAccess: async () => false });
    await click(button('Import 2 clouds'));
    expect(stored(api)).toBeUndefined();
    expect(text('dialog [role=alert]')).toContain('Access was not allowed.');
    expect(text('dialog [role=status]')).toBe('Nothing was imported.');
    await click(button('Import without access'));
    expect(stored(api)).toHaveLength(2);
  });

  it('says why the background failed, and keeps what was read', async () => {
    await openDialog([file(FILE)], { importClouds: () => failed('INTERNAL') });
    await click(button('Import 2 clouds'));
    expect(text('dialog [role=alert]')).toContain('Something went wrong');
    expect(rows()).toHaveLength(3);
  });

  it('of a cloud that is stored already adds nothing, unless the user wants a second one', async () => {
    const { profile } = fakeClouds[0] ?? expect.fail();
    const who = profile.signIn.method === 'password' && 'name' in profile.signIn.user ? profile.signIn.user : null;
    const auth = `auth_url: "${profile.authUrl}", username: ${who?.name}, user_domain_name: Default`;
    const api = await openDialog([file(`clouds: {${profile.name}: {auth: {${auth}}}}`)]);
    expect(rows()[0]).toContain('Already here');
    expect(ticks()).toEqual([[false, false]]);
    expect(elementsOf('.found select')).toEqual([]);
    await click(boxes()[0]);
    expect(rows()[0]).toContain('New');
    await click(button('Import 1 cloud'));
    expect(stored(api)).toHaveLength(1);
    expect(stored(api)?.[0]?.profile.id).not.toBe(profile.id);
    expect(stored(api)?.[0]?.profile.name).not.toBe(profile.name);
  });

  it('asks for the passphrase where the vault is locked, and then continues', async () => {
    const vault: VaultView = { exists: true, locked: true, autoLockMinutes: 15, retryAt: null };
    const api = await openDialog([file(FILE), SECRETS], {
      vaultState: () => ok({ ...vault }),
      unlock: ({ passphrase }) => {
        if (passphrase !== 'a long passphrase') return failed('PASSPHRASE_WRONG');
        vault.locked = false;
        return ok({ ...vault });
      },
      importClouds: () => (vault.locked ? failed('VAULT_LOCKED') : ok(null)),
    });
    await click(elementsOf('dialog input[value=passphrase]')[0]);
    await click(button('Import 2 clouds'));
    expect(text('dialog [role=status]')).toBe('Nothing was imported.');
    expect(document.activeElement).toBe(elementOf('#import-prompt'));
    const unlock = async (passphrase: string) => {
      elementOf<HTMLInputElement>('#import-prompt').value = passphrase;
      await click(elementsOf('.sheet .secret-prompt button')[0]);
    };
    await unlock('not this one');
    expect(text('#import-prompt-error')).not.toBe('');
    await unlock('a long passphrase');
    await until(() => document.querySelector('dialog') === null);
    const requests = api.requestsOf('importClouds');
    expect(requests).toHaveLength(2);
    expect(requests[1]).toMatchObject({ clouds: [{}, { profile: { remember: 'passphrase' } }] });
    expect(api.calls.filter((call) => call === 'requestAccess')).toHaveLength(1);
  });

  it('stores nothing where the user cancels', async () => {
    const api = await openDialog([file(FILE)]);
    await click(elementsOf('dialog button').find(({ textContent }) => textContent === 'Cancel'));
    expect(document.querySelector('dialog')).toBeNull();
    expect(api.calls).not.toContain('requestAccess');
    expect(stored(api)).toBeUndefined();
  });
});

describe('exporting', () => {
  async function saved(): Promise<string> {
    let blob: Blob | undefined;
    vi.spyOn(URL, 'createObjectURL').mockImplementation((one) => {
      blob = one as Blob;
      return 'blob:x';
    });
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
    await click(button('Save clouds.yaml'));
    await until(() => blob !== undefined);
    return (await blob?.text()) ?? '';
  }

  it('writes the chosen clouds without asking for a secret', async () => {
    const credential = { kind: 'password', password: 'hunter2' } as const;
    const api = await openExport({ exportSecrets: () => ok([{ cloudId: 'cloud-north', credential }]) });
    await click(elementsOf('.export-cloud input')[1]);
    const yaml = await saved();
    expect(yaml).toContain('"North":');
    expect(yaml).not.toContain('Frankfurt');
    expect(yaml).not.toContain('hunter2');
    expect(api.calls).not.toContain('send:exportSecrets');
    expect(text('.status-message')).toBe('clouds.yaml was saved.');
  });

  it('writes secrets where the user asks for them', async () => {
    const credential = { kind: 'password', password: 'hunter2' } as const;
    await openExport({ exportSecrets: () => ok([{ cloudId: 'cloud-north', credential }]) });
    await click(elementOf('#export-secrets'));
    expect(text('#export-warning')).toContain('sign in as you');
    expect(await saved()).toContain('password: "hunter2"');
  });

  it('writes nothing where they cannot be read, and says why', async () => {
    await openExport({ exportSecrets: () => failed('INTERNAL') });
    await click(elementOf('#export-secrets'));
    const create = vi.spyOn(URL, 'createObjectURL');
    await click(button('Save clouds.yaml'));
    expect(text('dialog [role=alert]')).toContain('Something went wrong');
    expect(create).not.toHaveBeenCalled();
  });
});
