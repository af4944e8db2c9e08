import type { Dashboards } from '@/utils/dashboards/dashboards';
import type { Reply, Request } from '@/utils/messaging/page-requests';
import type { RevocationOutcome, SignInReport, TokenView } from '@/utils/messaging/views';
import type { Client } from '@/utils/openstack/client';
import type { ReadDashboardToken } from '@/utils/sessions/dashboard-token';
import type { Sessions } from '@/utils/sessions/sessions';
import { cloudsLock } from '@/utils/storage/clouds';
import { withStorageFallback } from '@/utils/storage/optional';
import type { Vault } from '@/utils/vault/vault';
import { deleteCredentials } from './app-credential/delete';
import { createPasswordReplacement, type PasswordReplacement } from './app-credential/replace-password';
import { applyExternalChange, type Update } from './external-change';
import { finishChanges } from './finish-changes';
import { importClouds } from './import';
import { changePassword } from './password';
import { removeCloud } from './remove-cloud';
import { type SavedCloud, saveCloud, testCloud } from './save';
import { knownCloud, listTokens, revokeEnded, signOut } from './sign-out';
import { hostsOfClouds, removeAccessLeft, removeAccessOfRemoved, removeAccessOfReplaced } from './unneeded-access';

/** Methods throw as the functions of the same name. */
export interface Accounts {
  test(request: Request<'testCloud'>): Promise<SignInReport>;
  save(request: Request<'saveCloud'>): Promise<SavedCloud>;
  /** Throws as `Sessions.signInWithPasscode`. */
  signInWithPasscode(cloudId: string, passcode: string): Promise<void>;
  changePassword(request: Request<'changePassword'>): Promise<Reply<'changePassword'>>;
  replacePassword: PasswordReplacement['replacePassword'];
  listTokens(cloudId: string): Promise<TokenView[]>;
  signOut(cloudId: string): Promise<RevocationOutcome>;
  deleteCredentials(request: Request<'deleteCredentials'>): Promise<Reply<'deleteCredentials'>>;
  importClouds(request: Request<'importClouds'>): Promise<void>;
  applyExternalChange(cloudId: string, update: Update): Promise<void>;
  /** As {@link removeCloud}; revokes the tokens. */
  remove(cloudId: string, dismissed?: readonly string[]): Promise<RevocationOutcome>;
  /** Finishes or undoes an earlier worker's changes. */
  finishChanges(): Promise<void>;
}

/** What accounts need of the background. */
export interface AccountsDeps {
  client: Client;
  sessions: Sessions;
  vault: Vault;
  readDashboardToken: ReadDashboardToken;
  dashboards: Pick<Dashboards, 'enableForCloud'>;
  browserName: string;
  /** ms since the epoch */
  now?: () => number;
}

/** Access that stays by a failure does no harm. */
function inBackground(work: Promise<void>): void {
  work.catch(() => undefined);
}

/** After a sign-in it resumes interrupted replacements of passwords. */
export function createAccounts({ now = Date.now, ...deps }: AccountsDeps): Accounts {
  const context = { ...deps, now };
  const { sessions, vault } = context;
  const passwordReplacement = createPasswordReplacement(context);
  sessions.onSignedIn(() => void passwordReplacement.resume());
  return {
    test: (request) => testCloud(context, request),
    async save(request) {
      const before = await withStorageFallback(hostsOfClouds([request.profile.id]), []);
      const saved = await saveCloud(context, request);
      inBackground(removeAccessOfReplaced(sessions, before));
      if (request.verify) void passwordReplacement.resume();
      return saved;
    },
    async signInWithPasscode(cloudId, passcode) {
      await sessions.signInWithPasscode(await knownCloud(cloudId), passcode);
      void passwordReplacement.resume();
    },
    changePassword: (request) => changePassword(context, request),
    replacePassword: passwordReplacement.replacePassword,
    listTokens: (cloudId) => listTokens(sessions, cloudId),
    signOut: (cloudId) => signOut(context, cloudId),
    deleteCredentials: (request) => deleteCredentials(context, request),
    async importClouds(request) {
      const before = await withStorageFallback(hostsOfClouds(request.clouds.map(({ profile }) => profile.id)), []);
      await cloudsLock(() => importClouds(context, request));
      inBackground(removeAccessOfReplaced(sessions, before));
    },
    async applyExternalChange(cloudId, update) {
      const before = await withStorageFallback(hostsOfClouds([cloudId]), []);
      await cloudsLock(() => applyExternalChange(context, cloudId, update));
      inBackground(removeAccessOfReplaced(sessions, before));
    },
    async remove(cloudId, dismissed = []) {
      const before = await withStorageFallback(hostsOfClouds([cloudId]), []);
      const { profile, ended } = await cloudsLock(() => removeCloud(context, cloudId, dismissed));
      const outcome = await revokeEnded(sessions, profile, ended);
      inBackground(removeAccessOfRemoved(before));
      return outcome;
    },
    async finishChanges() {
      await cloudsLock(() => finishChanges(vault));
      inBackground(removeAccessLeft());
      await passwordReplacement.resume();
    },
  };
}
