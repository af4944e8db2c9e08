import type { Dashboards } from '@/utils/dashboards/dashboards';
import type { Reply, Request } from '@/utils/messaging/page-requests';
import type { Ended, SignInReport, TokenView } from '@/utils/messaging/views';
import type { Client } from '@/utils/openstack/client';
import type { ReadDashboardToken } from '@/utils/sessions/dashboard-token';
import type { Sessions } from '@/utils/sessions/sessions';
import { cloudCache } from '@/utils/storage/cloud-cache';
import { cloudIds, cloudsLock } from '@/utils/storage/clouds';
import type { Vault } from '@/utils/vault/vault';
import { deleteCredentials } from './app-credential/delete';
import { createPasswordReplacement, type PasswordReplacement } from './app-credential/replace-password';
import { applyExternalChange, type Update } from './external-change';
import { importClouds } from './import';
import { changePassword } from './password';
import { removeCloud } from './remove-cloud';
import { type SavedCloud, saveCloud, testCloud } from './save';
import { knownCloud, listTokens, revokeEnded, signOut } from './sign-out';

/** Adding, changing, checking and removing clouds. */
export interface Accounts {
  /** As {@link testCloud}. */
  test(request: Request<'testCloud'>): Promise<SignInReport>;
  /** As {@link saveCloud}. */
  save(request: Request<'saveCloud'>): Promise<SavedCloud>;
  /** Signs in with a passcode. Throws AppError CLOUD_UNKNOWN, and as `Sessions.givePasscode`. */
  givePasscode(cloudId: string, passcode: string): Promise<void>;
  /** As {@link changePassword}. */
  changePassword(request: Request<'changePassword'>): Promise<Reply<'changePassword'>>;
  replacePassword: PasswordReplacement['replacePassword'];
  /** As {@link listTokens}. */
  listTokens(cloudId: string): Promise<TokenView[]>;
  /** As {@link signOut}. */
  signOut(cloudId: string): Promise<Ended>;
  /** As {@link deleteCredentials}. */
  deleteCredentials(request: Request<'deleteCredentials'>): Promise<Reply<'deleteCredentials'>>;
  /** As {@link importClouds}. */
  importClouds(request: Request<'importClouds'>): Promise<void>;
  /** As {@link applyExternalChange}. */
  applyExternalChange(cloudId: string, update: Update): Promise<void>;
  /**
   * Removes a cloud as {@link removeCloud} and revokes its tokens.
   * @param dismissed names of its application credentials that need not be listed as orphaned
   */
  remove(cloudId: string, dismissed?: readonly string[]): Promise<Ended>;
  /** Finishes or undoes what an earlier worker began, and deletes what belongs to no cloud. */
  tidy(): Promise<void>;
}

export interface AccountsDeps {
  client: Client;
  sessions: Sessions;
  vault: Vault;
  readDashboardToken: ReadDashboardToken;
  /** enables the button in the dashboard that a cloud names */
  dashboards: Pick<Dashboards, 'enableNamed'>;
  /** such as `Firefox`: part of the names of application credentials */
  browserName: string;
  /** ms since the epoch */
  now?: () => number;
}

/** Makes the use cases. Those that change stored clouds run one after another, under the clouds lock. */
export function createAccounts({ now = Date.now, ...deps }: AccountsDeps): Accounts {
  const context = { ...deps, now };
  const { sessions, vault } = context;
  const passwordReplacement = createPasswordReplacement(context);
  return {
    test: (request) => testCloud(context, request),
    async save(request) {
      const saved = await saveCloud(context, request);
      if (request.verify) void passwordReplacement.resume();
      return saved;
    },
    async givePasscode(cloudId, passcode) {
      await sessions.givePasscode(await knownCloud(cloudId), passcode);
      void passwordReplacement.resume();
    },
    changePassword: (request) => changePassword(context, request),
    replacePassword: passwordReplacement.replacePassword,
    listTokens: (cloudId) => listTokens(sessions, cloudId),
    signOut: (cloudId) => signOut(context, cloudId),
    deleteCredentials: (request) => deleteCredentials(context, request),
    importClouds: (request) => cloudsLock(() => importClouds(context, request)),
    applyExternalChange: (cloudId, update) => cloudsLock(() => applyExternalChange(context, cloudId, update)),
    async remove(cloudId, dismissed = []) {
      const { profile, ended } = await cloudsLock(() => removeCloud(context, cloudId, dismissed));
      return revokeEnded(sessions, profile, ended);
    },
    async tidy() {
      // Under the lock: a secret may be stored whose profile is about to be.
      await cloudsLock(async () => {
        const ids = await cloudIds();
        await vault.retain(ids);
        await cloudCache.retain(ids);
      });
      await passwordReplacement.resume();
    },
  };
}
