import { beforeEach, describe, expect, it } from 'vitest';
import { stubAlarmsAndIdle } from '@/tests/unit/support/browser-stubs';
import { CREDENTIAL, fakeCloud, PASSWORD } from '@/tests/unit/support/cloud';
import { dashboardUser } from '@/tests/unit/support/dashboard-user';
import { demoJournalEntry, demoProfile } from '@/tests/unit/support/profile';
import { rejectionCodeOf, sentSecrets } from '@/tests/unit/support/sent-secrets';
import { newWorker, workerWith } from '@/tests/unit/support/worker';
import { appCredentialJournal } from '@/utils/accounts/app-credential/journal';
import type { CloudProfile } from '@/utils/clouds/profile';
import { cloudCache } from '@/utils/storage/cloud-cache';

const cloud = fakeCloud({ password: PASSWORD });
const profile = (overrides: Partial<CloudProfile> = {}) => demoProfile(cloud.authUrl, overrides);
const ID = (n: number) => n.toString(16).repeat(32);
const TWELVE = Array.from({ length: 12 }, (_, n) => ID(n));
const { clear, requests, times } = sentSecrets();
beforeEach(() => {
  cloud.user('demo').password = PASSWORD;
});

describe('what nobody clicked for', () => {
  const scopes = ['any', 'default', { projectId: ID(1) }] as const;

  it.each([
    ['a password', profile, CREDENTIAL],
    [
      'an application credential',
      () => profile({ signIn: { method: 'application_credential', id: ID(3) } }),
      { kind: 'application_credential', secret: PASSWORD },
    ],
  ] as const)('never sends %s', async (_, stored, credential) => {
    const worker = newWorker();
    await worker.accounts.save({ profile: stored(), credential, verify: false });
    for (const scope of scopes) {
      const call = worker.sessions.use(stored(), scope, async () => null, 'background');
      expect(await rejectionCodeOf(call)).toBe('CREDENTIAL_MISSING');
    }
    expect(requests()).toBe(0);
  });

  it('may get a token of another project from a valid one', async () => {
    const worker = await workerWith(profile());
    clear();
    const scope = { projectId: cloud.project('ops').id };
    const name = await worker.sessions.use(profile(), scope, async ({ project }) => project?.name, 'background');
    expect([name, times(PASSWORD)]).toEqual(['ops', 0]);
  });

  it('may use a token that the user pasted', async () => {
    const { sessions } = await workerWith(profile());
    const token = await sessions.use(profile(), 'default', async (state) => state.token);
    const pasted = profile({ id: 'pasted', signIn: { method: 'token' } });
    const worker = newWorker();
    await worker.accounts.save({ profile: pasted, credential: { kind: 'token', token }, verify: false });
    expect(await worker.sessions.use(pasted, 'default', async (state) => state.token, 'background')).toBe(token);
  });

  it('sends none at the start of a worker, although an application credential is to be deleted, nor by sync', async () => {
    await (await workerWith(profile(), { verify: false })).sessions.endTokens(profile());
    const [userId, projectId] = [cloud.user('demo').id, cloud.project('demo').id];
    await appCredentialJournal.put(demoJournalEntry(profile(), 'left', { userId, projectId }));
    const worker = newWorker();
    stubAlarmsAndIdle();
    await worker.start();
    await worker.accounts.applyExternalChange('cloud-1', (before) => before && { ...before, name: 'Renamed' });
    expect(times(PASSWORD)).toBe(0);
  });
});

describe('a dashboard whose page names twelve projects, without a click', () => {
  it.each(['project', 'admin'] as const)('sends no password: panel %s', async (panel) => {
    const { dashboard, page, fetch } = dashboardUser(cloud);
    const stored = profile({ dashboardUrl: dashboard.root });
    const worker = await workerWith(stored, { verify: false, fetch });
    const names = TWELVE.map((id) => `p${id}`);
    await cloudCache.putProjects('cloud-1', [
      ...names.map((name, n) => ({ id: TWELVE[n] ?? '', name })),
      { id: cloud.project('demo').id, name: 'demo' },
    ]);
    const { id } = cloud.server('build-runner-7');
    for (const projectName of ['demo', ...names])
      await worker.dashboardConsoles.obstacles(dashboard, { ...page, panel, projectName }, [id]);
    expect(times(PASSWORD)).toBe(0);
    // A click may send it, once while it is wrong.
    cloud.user('demo').password = 'the new one';
    const server = { id, name: null, checkStatus: false };
    for (const [n, projectName] of names.entries())
      await rejectionCodeOf(
        worker.dashboardConsoles.open(dashboard, { ...page, panel, projectName }, server, `request-${n}`),
      );
    expect(times(PASSWORD)).toBeLessThanOrEqual(1);
  });
});
