import type { CloudProfile } from '@/utils/clouds/profile';
import type { Dashboards } from '@/utils/dashboards/dashboards';
import type { Request } from '@/utils/messaging/page-requests';
import type { SignInReport } from '@/utils/messaging/views';
import { authUrlCandidates } from '@/utils/openstack/identity/auth-url';
import { dashboardApproval } from '@/utils/sessions/dashboard-token';
import type { Sessions } from '@/utils/sessions/sessions';
import type { Credential } from '@/utils/sign-in/methods';
import { cloudCache } from '@/utils/storage/cloud-cache';
import { cloudsLock, findCloud } from '@/utils/storage/clouds';
import { lastPlace } from '@/utils/storage/last-place';
import { replaceCloud } from './replace-cloud';
import {
  type AccountContext,
  checkSignIn,
  queueCheckRevocation,
  type SignInCheck,
  signInReportOf,
} from './sign-in-check';
import { revokeQueuedInBackground } from './sign-out';

/** As stored: the auth URL may differ from the one sent. */
export interface SavedCloud {
  profile: CloudProfile;
  /** null: not checked */
  report: SignInReport | null;
}

/** Signs in without storing anything. Throws as {@link checkSignIn}. */
export async function testCloud(context: AccountContext, request: Request<'testCloud'>): Promise<SignInReport> {
  const { sessions } = context;
  const check = await checkSignIn(context, request);
  await queueCheckRevocation(sessions, check);
  const report = await signInReportOf(check);
  await sessions.revoke(check.profile);
  return report;
}

/** With `verify` it signs in first and stores the token. Throws as {@link checkSignIn}. */
export async function saveCloud(
  context: AccountContext & { dashboards: Pick<Dashboards, 'enableForCloud'> },
  { profile: draft, credential, passcode, verify }: Request<'saveCloud'>,
): Promise<SavedCloud> {
  const { sessions, vault, dashboards } = context;
  await vault.assertUnlocked(draft.remember, 'writing');
  if (!verify) return saveUnchecked(context, draft, credential);
  const check = await checkSignIn(context, { profile: draft, credential, passcode });
  const { profile } = check;
  try {
    await storeByUser(context, profile, credential);
  } catch (error) {
    await queueCheckRevocation(sessions, check);
    revokeQueuedInBackground(sessions, profile);
    throw error;
  }
  await storeCheck(sessions, check);
  const report = await signInReportOf(check);
  await sessions.revoke(profile);
  if (profile.dashboardUrl !== undefined) dashboards.enableForCloud(profile.dashboardUrl);
  return { profile, report };
}

async function saveUnchecked(
  context: AccountContext,
  draft: CloudProfile,
  credential: Credential | undefined,
): Promise<SavedCloud> {
  const [authUrl = draft.authUrl] = authUrlCandidates(draft.authUrl);
  const profile = { ...draft, authUrl };
  await storeByUser(context, profile, credential);
  await context.sessions.allowCheck(profile.id);
  await lastPlace.put(await lastPlace.on(profile.id));
  await context.sessions.revoke(profile);
  return { profile, report: null };
}

/** Without a credential the stored one stays. Throws as `replaceCloud`. */
export function storeByUser(
  { sessions, vault }: Pick<AccountContext, 'sessions' | 'vault'>,
  profile: CloudProfile,
  credential: Credential | undefined,
): Promise<void> {
  return cloudsLock(async () => {
    const before = await findCloud(profile.id);
    await replaceCloud({ sessions, vault }, before, profile, dashboardApproval(profile) ?? credential ?? 'keep');
  });
}

/** Stores the tokens and answers of a check. */
export async function storeCheck(
  sessions: Pick<Sessions, 'storeToken'>,
  { profile, state, passcodeToken, projects, compute }: SignInCheck,
): Promise<void> {
  await sessions.storeToken(profile, state, passcodeToken);
  await cloudCache.putProjects(profile.id, projects);
  await cloudCache.putHosts(profile.id, { compute });
  const before = await lastPlace.on(profile.id);
  const isStillThere = projects.some(({ id }) => id === before.projectId);
  await lastPlace.put(isStillThere ? before : { ...before, projectId: state.project?.id ?? null });
}
