import * as z from 'zod/mini';
import { type CloudProfile, cloudProfile } from '@/utils/clouds/profile';
import type { Problem } from '@/utils/problems/problem';
import { type Credential, credentialSchema } from '@/utils/sign-in/methods';
import { DASHBOARD_KINDS } from './dashboard-kinds';
import { dashboardServer, dashboardTab, page } from './dashboard-requests';
import type {
  ActivityView,
  ApiAccess,
  CloudView,
  DashboardsView,
  DashboardView,
  Ended,
  IssuedAppCredentialView,
  PasswordReplacementReport,
  PolicyView,
  ProjectView,
  ServersView,
  SignInReport,
  SyncView,
  TokenView,
  VaultView,
} from './views';

/** What pages may ask the background, parsed by the gate before any handler sees it. */
const text = z.string().check(z.minLength(1), z.maxLength(255));
/** Empty for an endpoint that names none. */
const region = z.string().check(z.maxLength(255));
const place = z.object({ cloudId: text, projectId: z.nullable(text), region: z.nullable(region) });
const url = z.string().check(z.minLength(1), z.maxLength(2000));
const dashboardKind = z.enum(DASHBOARD_KINDS);
const server = {
  cloudId: text,
  projectId: text,
  region,
  serverId: text,
  /** shown in "reopen the last console" */
  serverName: z.nullable(z.string().check(z.maxLength(255))),
  /** its last known status allows no console: get the status before asking for one */
  check: z.boolean(),
};

/** What the background performs without a page that waits. */
export const pendingAction = z.discriminatedUnion('kind', [
  z.object({ ...server, kind: z.literal('open') }),
  z.object({ kind: z.literal('reopen') }),
  /** put the button into the dashboard that a tab shows */
  z.object({ kind: z.literal('enable'), url, dashboard: dashboardKind }),
  /** open the console of a server that a page of an enabled dashboard shows */
  z.object({ kind: z.literal('dashboard'), root: url, page, server: dashboardServer, tab: dashboardTab }),
]);

const passphrase = z.string().check(z.minLength(1), z.maxLength(1000));

export type PendingAction = z.infer<typeof pendingAction>;

export const requests = {
  /** list the user's projects on a cloud */
  listProjects: z.object({ cloudId: text }),
  /** list the servers of a project and region, and store those as the last place */
  listServers: place,
  /** open a console in a tab; `requestId` (UUID) makes a repeated request harmless */
  openConsole: z.object({ ...server, requestId: text }),
  /** open the last console again */
  reopenLastConsole: z.object({ requestId: text }),
  /** what to perform once the host permission that the page asks for next is granted; null: nothing */
  queueUntilGranted: z.object({ pendingAction: z.nullable(pendingAction), origins: z.array(text) }),
  /** perform it now; `requestId` as in `openConsole` */
  performAction: z.object({ pendingAction, requestId: text }),
  /** access was granted: perform what was queued; the browser's own event may come first, or not at all */
  resumePending: z.object({}),
  listClouds: z.object({}),
  /** sign in without storing anything; without `credential` the stored one is used */
  testCloud: z.object({ profile: cloudProfile, credential: z.optional(credentialSchema), passcode: z.optional(text) }),
  /** store profile and credential; signs in first unless `verify` is false */
  saveCloud: z.object({
    profile: cloudProfile,
    credential: z.optional(credentialSchema),
    passcode: z.optional(text),
    verify: z.boolean(),
  }),
  /** sign in with a TOTP passcode */
  givePasscode: z.object({ cloudId: text, passcode: text }),
  /** change a password, an expired one too, then store it and sign in; `draft` for a cloud that is not stored like this */
  changePassword: z.object({
    cloudId: text,
    userId: text,
    password: z.string().check(z.minLength(1), z.maxLength(1000)),
    draft: z.optional(z.object({ profile: cloudProfile, credential: z.optional(credentialSchema) })),
  }),
  /** replace the password by an application credential that opens consoles only; days null: it does not expire */
  replacePassword: z.object({
    cloudId: text,
    projectId: text,
    days: z.nullable(z.number().check(z.gte(1), z.lte(3650))),
  }),
  /** delete, on the cloud, the application credentials of one user that were issued for this browser */
  deleteCredentials: z.object({
    cloudId: text,
    /** as in `CloudView.issued` */
    authUrl: url,
    userId: text,
    password: z.string().check(z.minLength(1), z.maxLength(1000)),
    passcode: z.optional(text),
  }),
  listTokens: z.object({ cloudId: text }),
  /** revoke all tokens of a cloud */
  signOut: z.object({ cloudId: text }),
  /**
   * remove the cloud, its credential and caches, and revoke its tokens; `dismissed`: names of the application
   * credentials issued here that were deleted, or that the user knows to stay on the cloud
   */
  removeCloud: z.object({ cloudId: text, dismissed: z.optional(z.array(text).check(z.maxLength(500))) }),
  /** application credentials issued here for clouds that were removed */
  listOrphanedCredentials: z.object({}),
  /** the user has dealt with one of them */
  dismissOrphanedCredential: z.object({ name: text }),
  /** store several clouds, all or none, without signing in; where `credential` is left out the stored one stays */
  importClouds: z.object({
    clouds: z
      .array(z.object({ profile: cloudProfile, credential: z.optional(credentialSchema) }))
      .check(z.minLength(1), z.maxLength(500)),
  }),
  /** the secrets of these clouds, for a clouds.yaml that the user exports */
  exportSecrets: z.object({ cloudIds: z.array(text).check(z.maxLength(500)) }),
  dismissNotice: z.object({}),
  listDashboards: z.object({}),
  /** `found`: the kind of dashboard that a tab shows; null: not known yet */
  enableDashboard: z.object({ url, found: z.nullable(dashboardKind) }),
  disableDashboard: z.object({ root: url }),
  /** what a dashboard offers about signing in to its cloud to a user who is logged in */
  readApiAccess: z.object({ root: url }),
  listActivity: z.object({}),
  clearActivity: z.object({}),
  /** state of the sync with the user's other browsers */
  syncState: z.object({}),
  setSync: z.object({ on: z.boolean() }),
  /** a cloud was removed in another browser: restore it everywhere, or accept that */
  resolveRemoval: z.object({ cloudId: text, keep: z.boolean() }),
  /** switch syncing off, and delete what is in the browser's account */
  eraseSync: z.object({}),
  policyState: z.object({}),
  vaultState: z.object({}),
  unlock: z.object({ passphrase }),
  lock: z.object({}),
  /** set the first one */
  setPassphrase: z.object({ passphrase }),
  changePassphrase: z.object({ passphrase, next: passphrase }),
  /** delete the passphrase and the credentials behind it */
  resetVault: z.object({}),
  /** minutes without use; null: never */
  setAutoLock: z.object({ minutes: z.nullable(z.union([z.literal(1), z.literal(5), z.literal(15), z.literal(60)])) }),
};

/** What each request is answered with when it succeeds. */
interface Replies {
  listProjects: ProjectView[];
  listServers: ServersView;
  openConsole: { tabId: number };
  reopenLastConsole: { tabId: number };
  queueUntilGranted: null;
  performAction: null;
  /** why it failed, or null */
  resumePending: Problem | null;
  listClouds: CloudView[];
  testCloud: SignInReport;
  saveCloud: { profile: CloudProfile; report: SignInReport | null };
  givePasscode: null;
  /** `problem`: the password was changed, but storing it (CREDENTIAL_MISSING) or signing in with it failed */
  changePassword: { profile: CloudProfile; report: SignInReport | null; problem: Problem | null };
  replacePassword: PasswordReplacementReport;
  /** which of them could not be deleted, and why; null: all were */
  deleteCredentials: { names: string[]; problem: Problem | null };
  listOrphanedCredentials: IssuedAppCredentialView[];
  dismissOrphanedCredential: null;
  listTokens: TokenView[];
  signOut: Ended;
  removeCloud: Ended;
  importClouds: null;
  /** of those that have one */
  exportSecrets: { cloudId: string; credential: Credential }[];
  dismissNotice: null;
  listDashboards: DashboardsView;
  enableDashboard: DashboardView;
  disableDashboard: null;
  readApiAccess: ApiAccess;
  listActivity: ActivityView[];
  clearActivity: null;
  syncState: SyncView;
  setSync: SyncView;
  resolveRemoval: SyncView;
  eraseSync: SyncView;
  policyState: PolicyView;
  vaultState: VaultView;
  unlock: VaultView;
  lock: VaultView;
  setPassphrase: VaultView;
  changePassphrase: VaultView;
  resetVault: VaultView;
  setAutoLock: VaultView;
}

export type RequestName = keyof typeof requests;
export type Request<N extends RequestName> = z.infer<(typeof requests)[N]>;
export type Reply<N extends RequestName> = Replies[N];

/** Every reply is one of these: an expected failure is data, not an exception. */
export type Envelope<N extends RequestName> = { ok: true; value: Reply<N> } | { ok: false; problem: Problem };

/** `send('listServers', …)`: what components get to talk to the background with. */
export type Send = <N extends RequestName>(name: N, request: Request<N>) => Promise<Envelope<N>>;
