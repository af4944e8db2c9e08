import { describe, expect, it } from 'vitest';
import { demoProfile } from '@/tests/unit/support/profile';
import type { CloudProfile } from '@/utils/clouds/profile';
import { FIELD_NAMES } from '@/utils/sync/fields';
import { OneBrowser, SyncAccount } from './browsers';

const SECRET = 'correct-horse-battery-staple';

describe('what leaves this browser', () => {
  it('is what the whitelist names, and no more', () => {
    const shown = ['color', 'name', 'production'];
    const addresses = ['authUrl', 'computeUrl', 'dashboardUrl', 'interface', 'region', 'regions'];
    expect([...FIELD_NAMES].sort()).toEqual([...shown, ...addresses, 'signIn'].sort());
  });

  it('holds no secret, wherever one is put: beside the fields, inside them, in addresses', async () => {
    const url = 'https://keystone.example.org/v3';
    const domain = { name: 'Default', password: SECRET };
    const user = { name: 'demo', domain, password: SECRET };
    const project = { name: 'demo', domain, token: SECRET };
    const signedIn = (signIn: object) => demoProfile(url, { signIn: signIn as CloudProfile['signIn'] });
    const loaded = [
      signedIn({ method: 'password', user, project, password: SECRET }),
      signedIn({ method: 'application_credential', id: 'abc', secret: SECRET }),
      signedIn({ method: 'token', token: SECRET, project }),
      { ...demoProfile(url), password: SECRET, token: SECRET, credential: { kind: 'password', password: SECRET } },
      demoProfile(url, { dashboardUrl: `https://demo:${SECRET}@horizon.example.org/` }),
      demoProfile(url, { dashboardUrl: `https://horizon.example.org/?token=${SECRET}#${SECRET}` }),
      demoProfile(url, { computeUrl: `https://demo:${SECRET}@nova.example.org/v2.1` }),
      demoProfile(`https://demo:${SECRET}@keystone.example.org/v3`),
      demoProfile(url, { color: SECRET, interface: SECRET } as unknown as CloudProfile),
    ];
    for (const [index, profile] of loaded.entries()) {
      const account = new SyncAccount();
      const browser = new OneBrowser(account);
      await browser.save({ ...profile, id: `cloud-${index}` });
      await browser.turnOn();
      await browser.edit(`cloud-${index}`, { name: 'Renamed' });
      expect(JSON.stringify(account.items)).not.toContain(SECRET);
      // The sync went on: only what holds a secret where an address or a colour has to be stays away.
      if (index < 7) expect(JSON.stringify(account.items)).toContain('Renamed');
    }
  });

  it('without the query of an address, which stays here while other browsers change the rest', async () => {
    const account = new SyncAccount();
    const home = new OneBrowser(account);
    const work = new OneBrowser(account);
    const dashboardUrl = 'https://horizon.example.org/?tab=instances';
    await home.save(demoProfile('https://keystone.example.org/v3', { dashboardUrl }));
    await home.turnOn();
    await work.turnOn();
    expect((await work.clouds())[0]?.dashboardUrl).toBe('https://horizon.example.org/');
    await work.edit('cloud-1', { name: 'Renamed' });
    await home.reconcile();
    expect((await home.clouds())[0]).toMatchObject({ name: 'Renamed', dashboardUrl });
  });
});
