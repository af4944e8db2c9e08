import { browser } from '@/utils/browser';
import type { Notice } from '@/utils/messaging/page-api';
import { notice } from '@/utils/storage/signals';

/**
 * Tells of a failure that no page is waiting for: the popup opens with it. Where the browser does not
 * let us open the popup, a mark on the toolbar button asks the person to.
 */
export async function tell(told: Omit<Notice, 'at'>): Promise<void> {
  await mark(told);
  await browser.action.openPopup().catch(() => undefined);
}

/** Tells of something that nobody waits for: the next popup opens with it, and the toolbar button asks for that. */
export async function mark(told: Omit<Notice, 'at'>): Promise<void> {
  await notice.setValue({ ...told, at: Date.now() });
  await browser.action.setBadgeBackgroundColor({ color: '#b3261e' });
  await browser.action.setBadgeText({ text: '!' });
}

/** A page of a private window, of which a notice says nothing, was helped meanwhile. */
export async function settlePrivate(): Promise<void> {
  const told = await notice.getValue();
  if (told?.wanted === null && told.problem.code !== 'CREDENTIAL_LEFT') await dismissNotice();
}

/** The person has seen it. */
export async function dismissNotice(): Promise<void> {
  await notice.setValue(null);
  await browser.action.setBadgeText({ text: '' });
}
