import { describe, expect, it } from 'vitest';
import { CREDENTIAL, fakeCloud, PASSWORD } from '@/tests/unit/support/cloud';
import { demoProfile, PLACE } from '@/tests/unit/support/profile';
import { asked, newWorker } from '@/tests/unit/support/worker';
import type { CloudProfile } from '@/utils/clouds/profile';
import { requiredHosts } from '@/utils/consoles/required-hosts';
import { readPlace, readSnapshot } from '@/utils/pages/snapshot';
import type { Credential } from '@/utils/sign-in/methods';
import { lastPlace } from '@/utils/storage/last-place';

const cloud = fakeCloud({ password: PASSWORD, servers: 1100 });
const userOnly = (name: string, domain = 'Default'): Partial<CloudProfile> => ({
  signIn: { method: 'password', user: { name, domain: { name: domain } } },
});

async function added(overrides: Partial<CloudProfile> = {}, credential: Credential = CREDENTIAL) {
  const worker = newWorker();
  await worker.accounts.save({ profile: demoProfile(cloud.authUrl, overrides), credential, verify: false });
  return worker.serverLists;
}

describe('listing servers', () => {
  it('gives all of them, over pages, with what the popup needs', async () => {
    const serverLists = await added();
    const projects = await serverLists.projects('cloud-1');
    const ops = projects.find(({ name }) => name === 'ops')?.id ?? '';
    const { servers } = await serverLists.servers({ ...PLACE, projectId: ops });
    expect(servers.filter(({ name }) => name?.startsWith('load-'))).toHaveLength(1100);
    expect(new Set(servers.map(({ id }) => id)).size).toBe(servers.length);
    expect(servers.map(({ name }) => name)).toContain('naïve & "quoted" <b>box</b>');
  });

  it('offers only the regions of the profile, the first of them as default', async () => {
    const serverLists = await added({ regions: ['RegionTwo', 'Nowhere'] });
    expect(await serverLists.servers(PLACE)).toMatchObject({ region: 'RegionTwo', regions: ['RegionTwo'] });
  });

  it('asks the compute URL of the profile, whatever the catalog has', async () => {
    const serverLists = await added({ interface: 'admin', computeUrl: `${new URL(cloud.authUrl).origin}/nova-here` });
    await expect(serverLists.servers(PLACE)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(asked(cloud)).toContain('GET /nova-here/v2.1/servers/detail');
    const profile = demoProfile(cloud.authUrl, { computeUrl: 'https://nova.example.org' });
    expect(await requiredHosts(profile)).toContainEqual(
      expect.objectContaining({ origin: 'https://nova.example.org/*', purpose: 'compute' }),
    );
  });

  it('chooses a project where the cloud gives none, and says which', async () => {
    const serverLists = await added(userOnly('demo'));
    const list = await serverLists.servers(PLACE);
    expect(list.projectId).not.toBe('');
    const { projectId, region } = list;
    expect(await lastPlace.on('cloud-1')).toEqual({ cloudId: 'cloud-1', projectId, region });
  });

  it('uses the requested region, or another one where that region no longer exists', async () => {
    const serverLists = await added();
    expect((await serverLists.servers({ ...PLACE, region: 'RegionTwo' })).region).toBe('RegionTwo');
    const fallback = await serverLists.servers({ ...PLACE, region: 'RegionGone' });
    expect(fallback.region).toBe('RegionOne');
    expect(fallback.regions).toEqual(['RegionOne', 'RegionTwo']);
  });

  it('says which regions there are where the profile names one that is not', async () => {
    const serverLists = await added({ region: 'Atlantis' });
    await expect(serverLists.servers(PLACE)).rejects.toMatchObject({
      code: 'REGION_UNKNOWN',
      facts: { regions: ['RegionOne', 'RegionTwo'] },
    });
  });

  it('says that a user has no project', async () => {
    const serverLists = await added(userOnly('noproject'));
    await expect(serverLists.servers(PLACE)).rejects.toMatchObject({ code: 'NO_PROJECTS' });
  });

  it('gives the obstacle of servers that can have no console', async () => {
    const { servers } = await (await added()).servers(PLACE);
    const obstacles = Object.fromEntries(servers.map(({ name, obstacle }) => [name, obstacle]));
    expect(obstacles).toMatchObject({
      'web-01': null,
      'support-vm': null,
      'build-runner-7': 'shutoff',
      'staging-api': 'paused',
      'analytics-nightly': 'suspended',
      'archive-2019': 'shelved',
      'gpu-batch': 'error',
    });
  });
});

describe('listing projects', () => {
  it('gives an application credential its own project only', async () => {
    const { id, secret } = cloud.contents.applicationCredentials[0] ?? { id: '', secret: '' };
    const signIn = { method: 'application_credential', id } as const;
    const serverLists = await added({ signIn }, { kind: 'application_credential', secret });
    expect(await serverLists.projects('cloud-1')).toHaveLength(1);
    await serverLists.servers(PLACE);
    expect(asked(cloud)).toEqual(['POST /v3/auth/tokens', 'GET /v2.1/servers/detail']);
  });
});

describe('what a page can read without asking', () => {
  it('is what was listed last, in any place', async () => {
    const serverLists = await added();
    const projects = await serverLists.projects('cloud-1');
    const first = await serverLists.servers(PLACE);
    const ops = projects.find(({ name }) => name === 'ops')?.id ?? '';
    const second = await serverLists.servers({ ...PLACE, projectId: ops });
    cloud.resetRequests();
    expect(await readSnapshot()).toMatchObject({ lastPlace: { projectId: ops }, projects, servers: second });
    expect((await readPlace({ ...PLACE, projectId: first.projectId, region: first.region })).servers).toEqual(first);
    expect(cloud.requests).toHaveLength(0);
  });

  it('is nothing secret', async () => {
    await (await added()).servers(PLACE);
    const text = JSON.stringify(await readSnapshot());
    for (const secret of cloud.secrets()) expect(text).not.toContain(secret);
  });
});
