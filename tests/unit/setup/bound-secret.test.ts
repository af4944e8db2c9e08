import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type FakeCloud, startFakeCloud } from '@/tests/fake-cloud';
import { stubBrowser } from '@/tests/unit/support/browser-stubs';
import { newWorker } from '@/tests/unit/support/house';
import { demoProfile } from '@/tests/unit/support/profile';
import { putCloud } from '@/utils/clouds/store';

let ours: FakeCloud;
let theirs: FakeCloud;
const CREDENTIAL = { kind: 'password', password: 'correct-horse' } as const;
const here = () => demoProfile(ours.authUrl);
const there = () => ({ ...here(), authUrl: theirs.authUrl });
const place = { cloudId: 'cloud-1', projectId: null, region: null };
const MISSING = { code: 'CREDENTIAL_MISSING' };

beforeAll(async () => {
  ours = await startFakeCloud({ password: 'correct-horse' });
  theirs = await startFakeCloud({ password: 'correct-horse' });
});
afterAll(async () => {
  await ours.close();
  await theirs.close();
});
beforeEach(async () => {
  stubBrowser();
  await newWorker().vault.retain([]);
  ours.resetRequests();
  theirs.resetRequests();
});

/** Who was sent a password. */
const told = () => [ours, theirs].map(({ requests }) => requests.filter(({ method }) => method === 'POST').length);

describe('a secret that is kept here', () => {
  it('is not sent to an address that was written into the profile behind our back', async () => {
    const worker = newWorker();
    await worker.setup.save({ profile: here(), credential: CREDENTIAL, verify: false });
    await putCloud(there());
    await expect(worker.listing.servers(place)).rejects.toMatchObject(MISSING);
    await expect(worker.setup.test({ profile: there() })).rejects.toMatchObject(MISSING);
    // A change of something else does not let it go there either.
    await worker.setup.save({ profile: { ...there(), name: 'Renamed', remember: 'device' }, verify: false });
    await worker.setup.importClouds({ clouds: [{ profile: { ...there(), name: 'Imported' } }] });
    await expect(worker.listing.servers(place)).rejects.toMatchObject(MISSING);
    const change = { cloudId: 'cloud-1', userId: 'user-1', password: 'new-horse' };
    await expect(worker.setup.changePassword(change)).rejects.toMatchObject(MISSING);
    const draft = { profile: { ...there(), name: 'Renamed' } };
    await expect(worker.setup.changePassword({ ...change, draft })).rejects.toMatchObject(MISSING);
    expect(told()).toEqual([0, 0]);
  });

  it('is not sent to the old address where the worker died before the new one was stored', async () => {
    const worker = newWorker();
    await worker.setup.save({ profile: here(), credential: CREDENTIAL, verify: false });
    const other = { kind: 'password', password: 'other-horse' } as const;
    await worker.vault.put('cloud-1', 'session', other, theirs.authUrl);
    await expect(newWorker().listing.servers(place)).rejects.toMatchObject(MISSING);
    expect(told()).toEqual([0, 0]);
  });

  it('goes to the address that the person types', async () => {
    const worker = newWorker();
    await worker.setup.save({ profile: here(), credential: CREDENTIAL, verify: false });
    await worker.setup.save({ profile: there(), verify: true });
    expect((await worker.listing.servers(place)).servers).not.toEqual([]);
    expect(told()[0]).toBe(0);
  });
});
