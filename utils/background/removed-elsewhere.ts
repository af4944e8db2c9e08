import type { Accounts } from '@/utils/accounts/accounts';
import { listOrphaned } from '@/utils/accounts/app-credential/delete';
import { notice } from '@/utils/storage/signals';
import { showBadge } from './notices';

/**
 * Removes a cloud that another browser of the person has removed, and tells of the application credentials that were made
 * here for it: they are left on the cloud, and no other browser knows of them.
 */
export function removedElsewhere({ remove }: Pick<Accounts, 'remove'>): (cloudId: string) => Promise<void> {
  return async (cloudId) => {
    await remove(cloudId);
    const left = (await listOrphaned()).filter((one) => one.cloudId === cloudId);
    const [first] = left;
    // A question that waits for its answer is not to be lost for this, which the settings tell too.
    if (first === undefined || (await notice.getValue()) !== null) return;
    const { cloudName } = first;
    const userName = [...new Set(left.map((one) => one.userName))].join(', ');
    const credential = left.map(({ name }) => name).join(', ');
    await showBadge({
      problem: { code: 'CREDENTIAL_LEFT', facts: { credential, userName, cloudName } },
      pendingAction: null,
    });
  };
}
