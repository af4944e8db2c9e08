import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { demoProfile } from '@/tests/unit/support/profile';
import type { CloudProfile } from '@/utils/clouds/profile';
import { createPolicy, onPolicyChanged } from '@/utils/policy/policy';
import { findCloud, listClouds, putClouds } from '@/utils/storage/clouds';

const AUTH_URL = 'https://keystone.example.org:5000';
const NORTH = { id: 'north', name: 'North', authUrl: AUTH_URL, production: true, color: '#b42318' };

let applied: [CloudProfile | null, CloudProfile][];
const applyExternalChange = async (cloudId: string, update: (before: CloudProfile | null) => CloudProfile) => {
  const before = await findCloud(cloudId);
  const after = update(before);
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  applied.push([before, after]);
  await putClouds([after]);
};
const policy = createPolicy({ applyExternalChange });

/** What `storage.managed` holds from now on. */
function administrator(sets: Record<string, unknown>): void {
  vi.spyOn(fakeBrowser.storage.managed, 'get').mockImplementation(async () => structuredClone(sets));
}

/** The cloud that the administrator has set up so. */
async function managed(preset: object): Promise<CloudProfile> {
  administrator({ clouds: [preset] });
  await policy.apply();
  return (await findCloud('managed-north')) ?? expect.fail('not there');
}

beforeEach(() => {
  applied = [];
});

describe('a cloud that an administrator has set up', () => {
  it('is added, so that the user can sign in', async () => {
    administrator({ clouds: [{ ...NORTH, userDomain: 'corp' }] });
    await policy.apply();
    expect(await listClouds()).toEqual([
      {
        id: 'managed-north',
        name: 'North',
        authUrl: `${AUTH_URL}/v3`,
        color: '#b42318',
        production: true,
        interface: 'public',
        signIn: { method: 'password', user: { name: '', domain: { name: 'corp' } } },
        remember: 'session',
      },
    ]);
    await policy.apply();
    expect(applied).toHaveLength(1);
  });

  it('keeps its settings whatever the user saves, and the other settings of the user', async () => {
    const before = await managed(NORTH);
    const mine = { signIn: demoProfile(AUTH_URL).signIn, remember: 'device', region: 'RegionTwo' } as const;
    const edited = { ...before, ...mine, name: 'Mine', authUrl: 'https://evil.example.org/v3', production: false };
    expect(await policy.enforce(edited)).toEqual({ ...before, ...mine });
    await putClouds([edited]);
    await policy.apply();
    expect(await findCloud('managed-north')).toEqual({ ...before, ...mine });
  });

  it('keeps the auth URL and the dashboard where they were found', async () => {
    const before = await managed({ ...NORTH, dashboardUrl: 'https://horizon.example.org' });
    const found = { ...before, authUrl: AUTH_URL, dashboardUrl: 'https://horizon.example.org/dashboard/' };
    expect(await policy.enforce(found)).toEqual(found);
    const evil = { ...found, dashboardUrl: 'https://horizon.example.org.evil.test/' };
    expect((await policy.enforce(evil)).dashboardUrl).toBe('https://horizon.example.org');
  });

  it('takes the sign-in method of the policy, or an application credential instead of a password', async () => {
    const before = await managed({ ...NORTH, signIn: 'password' });
    expect((await policy.enforce({ ...before, signIn: { method: 'token' } })).signIn.method).toBe('password');
    const replaced = { ...before, signIn: { method: 'application_credential', id: 'abc' } } as const;
    expect((await policy.enforce(replaced)).signIn).toEqual(replaced.signIn);
  });

  it('offers only the regions that were set', async () => {
    const regions = ['One', 'Two'];
    const before = await managed({ ...NORTH, regions });
    expect(before).toMatchObject({ region: 'One', regions });
    expect(await policy.enforce({ ...before, region: 'Two' })).toMatchObject({ region: 'Two', regions });
    expect(await policy.enforce({ ...before, region: 'Three' })).toMatchObject({ region: 'One' });
  });

  it('says which fields were set', async () => {
    administrator({ clouds: [NORTH] });
    expect([...(await policy.presetFields())]).toEqual([['managed-north', ['name', 'authUrl', 'color', 'production']]]);
  });

  it('cannot be removed by the user until the administrator removes it from the policy', async () => {
    await managed(NORTH);
    await expect(policy.assertRemovable('managed-north')).rejects.toMatchObject({ code: 'CLOUD_MANAGED' });
    await expect(policy.assertRemovable('other')).resolves.toBeUndefined();
    administrator({});
    await policy.apply();
    expect(await listClouds()).toHaveLength(1);
    await expect(policy.assertRemovable('managed-north')).resolves.toBeUndefined();
  });
});

describe('the rest of a policy', () => {
  it('is nothing in a browser without one', async () => {
    vi.spyOn(fakeBrowser.storage.managed, 'get').mockRejectedValue(new Error('Managed storage manifest not found'));
    await policy.apply();
    expect(await policy.view()).toEqual({ problems: [], syncDisabled: false, maxAutoLockMinutes: null });
    expect(await policy.allowsSync()).toBe(true);
    expect(await policy.limitAutoLock(null)).toBeNull();
  });

  it('switches syncing off, and has the vault lock in time', async () => {
    administrator({ disableSync: true, maxAutoLockMinutes: 15 });
    expect(await policy.allowsSync()).toBe(false);
    expect(await Promise.all([null, 5, 15, 60].map((minutes) => policy.limitAutoLock(minutes)))).toEqual([
      15, 5, 15, 15,
    ]);
  });
});

it('a change of the policy is heard, one of another storage area is not', async () => {
  const listener = vi.fn();
  onPolicyChanged(listener);
  await fakeBrowser.storage.local.set({ clouds: [] });
  await fakeBrowser.storage.sync.set({ clouds: [] });
  expect(listener).not.toHaveBeenCalled();
  await fakeBrowser.storage.managed.set({ clouds: [] });
  expect(listener).toHaveBeenCalledOnce();
});
