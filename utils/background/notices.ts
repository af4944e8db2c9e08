import { browser } from '@/utils/browser';
import type { Notice } from '@/utils/messaging/page-api';
import { notice } from '@/utils/storage/signals';

/**
 * Tells of a failure that no page is waiting for: the popup opens with it. Where the browser does not
 * let us open the popup, a mark on the toolbar button asks the person to.
 */
export async function notify(failure: Omit<Notice, 'at'>): Promise<void> {
  await showBadge(failure);
  await browser.action.openPopup().catch(() => undefined);
}

/** Tells of something that nobody waits for: the next popup opens with it, and the toolbar button asks for that. */
export async function showBadge(failure: Omit<Notice, 'at'>): Promise<void> {
  await notice.setValue({ ...failure, at: Date.now() });
  await browser.action.setBadgeBackgroundColor({ color: '#b3261e' });
  await browser.action.setBadgeText({ text: '!' });
}

/** A page of a private window, of which a notice says nothing, was helped meanwhile. */
export async function dismissPrivateNotice(): Promise<void> {
  const shown = await notice.getValue();
  if (shown?.pendingAction === null && shown.problem.code !== 'CREDENTIAL_LEFT') await dismissNotice();
}

/** The person has seen it. */
export async function dismissNotice(): Promise<void> {
  await notice.setValue(null);
  await browser.action.setBadgeText({ text: '' });
}
