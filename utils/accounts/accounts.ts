import type { CloudProfile } from '@/utils/clouds/profile';
import type { Dashboards } from '@/utils/dashboards/dashboards';
import type { Reply, Request } from '@/utils/messaging/page-requests';
import type { Ended, SignInReport, TokenView } from '@/utils/messaging/views';
import type { Client } from '@/utils/openstack/client';
import { authUrlCandidates } from '@/utils/openstack/identity/auth-url';
import { AppError, isOpenStackError, toProblem } from '@/utils/problems/app-error';
import { dashboardApproval, type ReadDashboardToken } from '@/utils/sessions/dashboard-token';
import type { Sessions } from '@/utils/sessions/sessions';
import type { Credential } from '@/utils/sign-in/methods';
import { cloudCache } from '@/utils/storage/cloud-cache';
import { cloudIds, cloudsLock, findCloud, putCloud, removeCloud } from '@/utils/storage/clouds';
import { lastConsole } from '@/utils/storage/last-console';
import { lastPlace } from '@/utils/storage/last-place';
import { originOf, type Vault } from '@/utils/vault/vault';
import { deleteCredentials } from './app-credential/delete';
import { appCredentialJournal, journalReplaced } from './app-credential/journal';
import { createPasswordReplacement, type PasswordReplacement } from './app-credential/replace-password';
import { applyExternalChange, type Update } from './external-change';
import { importClouds } from './import';
import { checkSignIn, discardCheck, type SignInCheck, type SignInCheckRequest, signInReportOf } from './sign-in-check';
import { knownCloud, listTokens, renewPassword, revokeEnded, signOut } from './sign-out';

/** Adding, editing, testing and removing clouds. */
export interface Accounts {
  /**
   * Signs in once and keeps nothing.
   * @throws as {@link checkSignIn}.
   */
  test(request: Request<'testCloud'>): Promise<SignInReport>;
  /** Stores profile and credential; with `verify` only after a sign-in, whose token is then kept. Throws as `test`. */
  save(request: Request<'saveCloud'>): Promise<{ profile: CloudProfile; report: SignInReport | null }>;
  /** Signs in with the passcode of the moment. Throws AppError CLOUD_UNKNOWN, and as `Sessions.givePasscode`. */
  givePasscode(cloudId: string, passcode: string): Promise<void>;
  /** Changes the password on the cloud, stores it and signs in with it. Throws as {@link renewPassword}. */
  changePassword(request: Request<'changePassword'>): Promise<Reply<'changePassword'>>;
  /** As {@link PasswordReplacement.replacePassword}. */
  replacePassword: PasswordReplacement['replacePassword'];
  /** As {@link listTokens}. */
  listTokens(cloudId: string): Promise<TokenView[]>;
  /** Ends all tokens of a cloud, on the cloud too; keeps and throws as {@link signOut}. */
  signOut(cloudId: string): Promise<Ended>;
  /** As {@link deleteCredentials}. */
  deleteCredentials(request: Request<'deleteCredentials'>): Promise<Reply<'deleteCredentials'>>;
  /** Stores several clouds, all or none, and asks nobody. Throws as {@link importClouds}. */
  importClouds(request: Request<'importClouds'>): Promise<void>;
  /** Stores what another browser or an administrator says of a cloud, as {@link applyExternalChange}. */
  applyExternalChange(cloudId: string, update: Update): Promise<void>;
  /**
   * Forgets all of a cloud and revokes its tokens; harmless when asked twice. Application credentials that were made here
   * for it stay noted, as `listOrphaned` tells them.
   * @param settled names of those that need not be: they are deleted, or the person knows that they are left.
   */
  remove(cloudId: string, settled?: readonly string[]): Promise<Ended>;
  /**
   * Drops what belongs to no cloud any more, as a worker that died while removing one leaves it, and finishes what one
   * began that died while it changed a password for an application credential.
   */
  tidy(): Promise<void>;
}

export interface AccountsDeps {
  client: Client;
  sessions: Sessions;
  vault: Vault;
  /** reads the token of the person's session at a dashboard */
  readDashboardToken: ReadDashboardToken;
  /** where the button goes into the dashboard that a cloud names */
  dashboards: Pick<Dashboards, 'enableNamed'>;
  /** such as `Firefox`, to name an application credential by */
  browserName: string;
  /** ms since the epoch */
  now?: () => number;
}

/** Makes the use cases of adding, changing and removing clouds, each of which waits for the one before. */
export function createAccounts({
  client,
  sessions,
  vault,
  readDashboardToken,
  dashboards,
  browserName,
  now = Date.now,
}: AccountsDeps): Accounts {
  const checkDeps = { client, sessions, vault, readDashboardToken, now };
  const passwordReplacement = createPasswordReplacement({ ...checkDeps, browserName });

  async function store(profile: CloudProfile, credential: Credential | undefined): Promise<void> {
    const before = await findCloud(profile.id);
    // An address that the person has just typed may have the secret; one that came into the profile otherwise may not.
    const typed = before !== null && originOf(before.authUrl) !== originOf(profile.authUrl);
    const given = dashboardApproval(profile) ?? credential;
    const kept = given ?? (await vault.get(profile.id, profile.remember, typed ? undefined : profile.authUrl));
    // First, since a vault that has been locked meanwhile must leave everything as it was.
    if (kept !== null) await vault.put(profile.id, profile.remember, kept, profile.authUrl);
    if (before !== null && before.authUrl !== profile.authUrl) await forgetSeen(profile.id);
    // Tokens of the credential or address that is about to be replaced must not be used again.
    await sessions.endTokens(before ?? profile);
    await sessions.clearRefusals(profile);
    await journalReplaced(before, profile);
    await putCloud(profile);
  }

  /**
   * Signs in right after a password was changed. Keystone ends the tokens that were issued until then by whole seconds, so
   * one that is issued in the same second is dead from the start.
   * Source: openstack/keystone keystone/models/revoke_model.py `RevokeEvent`, `matches`
   */
  async function checkNewPassword(wanted: SignInCheckRequest): Promise<SignInCheck> {
    try {
      return await checkSignIn(checkDeps, wanted);
    } catch (error) {
      if (!isOpenStackError(error, 'TOKEN_INVALID')) throw error;
      await new Promise((resolve) => setTimeout(resolve, 1000));
      return checkSignIn(checkDeps, wanted);
    }
  }

  /** Keeps what a trial of the stored cloud showed, and its tokens. */
  async function keep({ profile, state, root, projects, compute }: SignInCheck): Promise<void> {
    await sessions.storeToken(profile, state, root);
    await cloudCache.putProjects(profile.id, projects);
    await cloudCache.putHosts(profile.id, { compute });
    const before = await lastPlace.on(profile.id);
    const stays = projects.some(({ id }) => id === before.projectId);
    await lastPlace.put(stays ? before : { ...before, projectId: state.project?.id ?? null });
  }

  /** What was seen on a cloud: none of it is true of another one at a new address. */
  async function forgetSeen(cloudId: string): Promise<void> {
    await cloudCache.forget(cloudId);
    await lastPlace.forget(cloudId);
    await lastConsole.forget(cloudId);
  }

  return {
    async test(request) {
      const check = await checkSignIn(checkDeps, request);
      await discardCheck(sessions, check);
      if (request.credential === undefined) await sessions.clearRefusals(request.profile);
      const result = await signInReportOf(check);
      await sessions.revoke(check.profile);
      return result;
    },

    async save({ profile: draft, credential, passcode, verify }) {
      await vault.ready(draft.remember, 'writing');
      if (!verify) {
        const [authUrl = draft.authUrl] = authUrlCandidates(draft.authUrl);
        const profile = { ...draft, authUrl };
        await cloudsLock(() => store(profile, credential));
        await lastPlace.put(await lastPlace.on(profile.id));
        await sessions.revoke(profile);
        // Nothing is contacted, the dashboard neither: the settings offer to enable it.
        return { profile, report: null };
      }
      const check = await checkSignIn(checkDeps, { profile: draft, credential, passcode });
      const { profile } = check;
      try {
        await cloudsLock(() => store(profile, credential));
      } catch (error) {
        await discardCheck(sessions, check);
        void sessions.revoke(profile);
        throw error;
      }
      await keep(check);
      const report = await signInReportOf(check);
      await sessions.revoke(profile);
      void passwordReplacement.resume();
      if (profile.dashboardUrl !== undefined) dashboards.enableNamed(profile.dashboardUrl);
      return { profile, report };
    },

    async givePasscode(cloudId, passcode) {
      await sessions.givePasscode(await knownCloud(cloudId), passcode);
      void passwordReplacement.resume();
    },

    async changePassword(request) {
      const { profile, credential } = await renewPassword(checkDeps, request);
      try {
        await cloudsLock(() => store(profile, credential));
      } catch (error) {
        // The old one is worth nothing any more, and is not to be sent again.
        await vault.remove(profile.id);
        const problem = toProblem(new AppError('CREDENTIAL_MISSING', { cloudId: profile.id, forgotten: true }, error));
        return { profile, report: null, problem };
      }
      try {
        const check = await checkNewPassword({ profile, credential });
        await keep(check);
        return { profile, report: await signInReportOf(check), problem: null };
      } catch (error) {
        // The password is changed and stored whatever the sign-in says.
        return { profile, report: null, problem: toProblem(error) };
      } finally {
        await sessions.revoke(profile);
      }
    },

    replacePassword: passwordReplacement.replacePassword,
    listTokens: (cloudId) => listTokens(checkDeps, cloudId),
    async signOut(cloudId) {
      const { profile, given } = await cloudsLock(() => signOut(checkDeps, cloudId));
      return revokeEnded(sessions, profile, given);
    },
    deleteCredentials: (request) => deleteCredentials(checkDeps, request),

    importClouds: (request) => cloudsLock(() => importClouds({ sessions, vault, forgetSeen }, request)),

    applyExternalChange: (cloudId, update) =>
      cloudsLock(() => applyExternalChange({ sessions, vault, forgetSeen }, cloudId, update)),

    async remove(cloudId, settled = []) {
      const [profile, given] = await cloudsLock(async () => {
        const gone = await findCloud(cloudId);
        const tokens = gone === null ? [] : await sessions.endTokens(gone);
        // First: with the profile goes what is known of the credential in use.
        await journalReplaced(gone, null);
        await appCredentialJournal.remove(...settled);
        await removeCloud(cloudId);
        await vault.remove(cloudId);
        await forgetSeen(cloudId);
        await sessions.clearRefusals({ id: cloudId });
        return [gone, tokens] as const;
      });
      return revokeEnded(sessions, profile, given);
    },

    async tidy() {
      // In turn: it must not see a credential whose profile is about to be stored.
      await cloudsLock(async () => {
        const ids = await cloudIds();
        await vault.retain(ids);
        await cloudCache.retain(ids);
      });
      await passwordReplacement.resume();
    },
  };
}
