import { beforeEach, describe, expect, it } from 'vitest';
import { stubAlarmsAndIdle, stubBrowser } from '@/tests/unit/support/browser-stubs';
import { storedValue } from '@/tests/unit/support/stored';
import { newWorker } from '@/tests/unit/support/worker';
import { showBadge } from '@/utils/background/notices';
import { storeEnableProblem } from '@/utils/dashboards/offers';
import type { Problem } from '@/utils/problems/problem';
import { notice } from '@/utils/storage/notice';

const WRITTEN = 'written by the cloud';
const OWN = { host: 'nova.example.org', status: 500, serverName: 'web-01' };
const OF_CLOUD = { detail: WRITTEN, requestId: `req-${WRITTEN}`, methods: [WRITTEN], regions: [WRITTEN] };
const pendingAction = { kind: 'reopen' } as const;

beforeEach(async () => {
  stubBrowser();
  stubAlarmsAndIdle();
  await newWorker().vaultLock.reset();
  await newWorker().vaultLock.setPassphrase('seven rainy Tuesdays');
});

describe('what a cloud wrote into a problem goes at the lock', () => {
  it.each<[string, Problem, object | null]>([
    ['of a call', { code: 'SERVER_ERROR', facts: { ...OWN, ...OF_CLOUD } }, OWN],
    ['of a password that expired', { code: 'NEW_PASSWORD_NEEDED', facts: { ...OF_CLOUD, userId: WRITTEN } }, null],
    ['of our own', { code: 'APP_CREDENTIAL_ORPHANED', facts: { credential: 'c', userName: 'u', cloudName: 'n' } }, {}],
  ])('in the notice %s', async (_, problem, facts) => {
    await showBadge({ problem, pendingAction });
    await newWorker().vaultLock.lock();
    const shown = await notice.get();
    if (facts === null) expect(shown).toBeNull();
    else expect(shown).toMatchObject({ problem: { code: problem.code, facts }, pendingAction });
    expect(`${JSON.stringify(await storedValue('session', 'notice'))}`).not.toContain(WRITTEN);
  });

  it('in the problems of dashboards', async () => {
    await storeEnableProblem('https://h.example/', { code: 'NETWORK', facts: { host: 'h.example', ...OF_CLOUD } });
    await newWorker().vaultLock.lock();
    const stored = await storedValue('session', 'dashboard-problems');
    expect(stored).toEqual({ 'https://h.example/': { code: 'NETWORK', facts: { host: 'h.example' } } });
  });
});
