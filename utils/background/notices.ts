import { listOrphanedCredentials } from '@/utils/accounts/app-credential/delete';
import { browser } from '@/utils/browser';
import type { Notice } from '@/utils/messaging/page-api';
import { notice } from '@/utils/storage/notice';

/** Shows a failure that no page waits for: opens the popup, or where the browser refuses that, shows the badge. */
export async function notify(failure: Omit<Notice, 'at'>): Promise<void> {
  await showBadge(failure);
  await browser.action.openPopup().catch(() => undefined);
}

/** Stores the notice for the next popup, and marks the toolbar button. */
export async function showBadge(failure: Omit<Notice, 'at'>): Promise<void> {
  await notice.set({ ...failure, at: Date.now() });
  await browser.action.setBadgeBackgroundColor({ color: '#b3261e' });
  await browser.action.setBadgeText({ text: '!' });
}

/**
 * Shows which application credentials of a removed cloud are still on it: where another browser removed the cloud, only
 * this one knows of them. A notice that is already there stays; the settings list them too.
 */
export async function notifyOrphaned(cloudId: string): Promise<void> {
  const orphaned = (await listOrphanedCredentials()).filter((one) => one.cloudId === cloudId);
  const [first] = orphaned;
  if (first === undefined || (await notice.get()) !== null) return;
  const { cloudName } = first;
  const userName = [...new Set(orphaned.map((one) => one.userName))].join(', ');
  const credential = orphaned.map(({ name }) => name).join(', ');
  await showBadge({
    problem: { code: 'CREDENTIAL_LEFT', facts: { credential, userName, cloudName } },
    pendingAction: null,
  });
}

/** A private window's request succeeded: dismisses its notice, which has no pending action. */
export async function dismissPrivateNotice(): Promise<void> {
  const shown = await notice.get();
  if (shown?.pendingAction === null && shown.problem.code !== 'CREDENTIAL_LEFT') await dismissNotice();
}

/** The user has read it. */
export async function dismissNotice(): Promise<void> {
  await notice.remove();
  await browser.action.setBadgeText({ text: '' });
}
