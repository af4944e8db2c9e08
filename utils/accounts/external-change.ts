import { canonicalJson } from '@/utils/clouds/compare';
import type { CloudProfile } from '@/utils/clouds/profile';
import type { Sessions } from '@/utils/sessions/sessions';
import { findCloud } from '@/utils/storage/clouds';
import { type ReplaceCloudDeps, replaceCloud } from './replace-cloud';
import { revokeQueuedInBackground } from './sign-out';

/** @param before null: not stored @returns the new profile; null: no change */
export type Update = (before: CloudProfile | null) => CloudProfile | null;

/**
 * Applies a change by sync or policy, under `cloudsLock`. No user confirmed it, so no secret goes to another
 * address or user.
 */
export async function applyExternalChange(
  deps: ReplaceCloudDeps & { sessions: Pick<Sessions, 'revoke'> },
  cloudId: string,
  update: Update,
): Promise<void> {
  const before = await findCloud(cloudId);
  const after = update(before);
  if (after === null || canonicalJson(after) === canonicalJson(before)) return;
  await replaceCloud(deps, before, after, 'keepForSameTarget', 'background');
  if (before !== null) revokeQueuedInBackground(deps.sessions, before);
}
