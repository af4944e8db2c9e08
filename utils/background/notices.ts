import { listOrphanedCredentials } from '@/utils/accounts/app-credential/delete';
import { browser } from '@/utils/browser';
import type { Notice } from '@/utils/messaging/page-api';
import { withoutCloudFacts } from '@/utils/openstack/safe-facts';
import type { Problem } from '@/utils/problems/problem';
import { notice } from '@/utils/storage/notice';

/** Opens the popup; only the badge where the browser refuses. */
export async function notify(failure: Omit<Notice, 'at'>): Promise<void> {
  await showBadge(failure);
  await browser.action.openPopup().catch(() => undefined);
}

/** Also stores the notice. */
export async function showBadge(failure: Omit<Notice, 'at'>): Promise<void> {
  await notice.set({ ...failure, at: Date.now() });
  await browser.action.setBadgeBackgroundColor({ color: '#b3261e' });
  await browser.action.setBadgeText({ text: '!' });
}

/** At the lock. A notice whose question needs `userId` goes with it. */
export async function removeCloudFacts(): Promise<void> {
  if ((await notice.get())?.problem.facts.userId !== undefined) return dismissNotice();
  await notice.update((shown) => shown && { ...shown, problem: withoutFacts(shown.problem) });
}

function withoutFacts({ code, facts }: Problem): Problem {
  return { code, facts: withoutCloudFacts(facts) };
}

/** For a cloud that another browser removed. Keeps an earlier notice. */
export async function notifyOrphaned(cloudId: string): Promise<void> {
  const orphaned = (await listOrphanedCredentials()).filter((one) => one.cloudId === cloudId);
  const [first] = orphaned;
  if (first === undefined || (await notice.get()) !== null) return;
  const { cloudName } = first;
  const userName = [...new Set(orphaned.map((one) => one.userName))].join(', ');
  const credential = orphaned.map(({ name }) => name).join(', ');
  await showBadge({
    problem: { code: 'APP_CREDENTIAL_ORPHANED', facts: { credential, userName, cloudName } },
    pendingAction: null,
  });
}

/** Only notices of private windows have no pending action. */
export async function dismissPrivateNotice(): Promise<void> {
  const shown = await notice.get();
  if (shown?.pendingAction === null && shown.problem.code !== 'APP_CREDENTIAL_ORPHANED') await dismissNotice();
}

/** Also clears the badge. */
export async function dismissNotice(): Promise<void> {
  await notice.remove();
  await browser.action.setBadgeText({ text: '' });
}
