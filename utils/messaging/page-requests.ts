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
  /** to name it later, in "reopen the last console" */
  serverName: z.nullable(z.string().check(z.maxLength(255))),
  /** what is known says that it can have no console: look at it again before asking for one */
  check: z.boolean(),
};

/** What a person wants, to be done without them looking on. */
export const pendingAction = z.discriminatedUnion('kind', [
  z.object({ ...server, kind: z.literal('open') }),
  z.object({ kind: z.literal('reopen') }),
  /** put the button into the dashboard that a tab shows */
  z.object({ kind: z.literal('enable'), url, dashboard: dashboardKind }),
  /** open the console of a server that a page of an enabled dashboard shows */
  z.object({ kind: z.literal('dashboard'), root: url, page, server: dashboardServer, tab: dashboardTab }),
]);

/** Long enough for whole sentences, short enough to be no burden. */
const passphrase = z.string().check(z.minLength(1), z.maxLength(1000));

export type PendingAction = z.infer<typeof pendingAction>;

export const requests = {
  /** list the user's projects on a cloud */
  listProjects: z.object({ cloudId: text }),
  /** list all servers of a place, and remember the place as the choice */
  listServers: place,
  /** open a console in a tab; `requestId` (UUID) makes a repeated request harmless */
  openConsole: z.object({ ...server, requestId: text }),
  /** open the last console again */
  reopenLastConsole: z.object({ requestId: text }),
  /** what to do by itself once the host permission that is about to be asked for is granted; null: nothing any more */
  queueUntilGranted: z.object({ pendingAction: z.nullable(pendingAction), origins: z.array(text) }),
  /** do it now, for a page that looks on; `requestId` as in `openConsole` */
  performAction: z.object({ pendingAction, requestId: text }),
  /** access was granted: do what waits for it; the browser's own event may come first, or not at all */
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
  /** sign in with the passcode of the moment; what was wanted can then go on */
  givePasscode: z.object({ cloudId: text, passcode: text }),
  /** change a password, an expired one too, then store it and sign in; `draft` for a cloud that is not stored like this */
  changePassword: z.object({
    cloudId: text,
    userId: text,
    password: z.string().check(z.minLength(1), z.maxLength(1000)),
    draft: z.optional(z.object({ profile: cloudProfile, credential: z.optional(credentialSchema) })),
  }),
  /** make an application credential that opens consoles only, and forget the password for it; days null: without an end */
  replacePassword: z.object({
    cloudId: text,
    projectId: text,
    days: z.nullable(z.number().check(z.gte(1), z.lte(3650))),
  }),
  /** delete, on the cloud, the application credentials of one user that were made for this browser */
  deleteCredentials: z.object({
    cloudId: text,
    /** where they were made, as `CloudView.issued` tells */
    authUrl: url,
    userId: text,
    password: z.string().check(z.minLength(1), z.maxLength(1000)),
    passcode: z.optional(text),
  }),
  listTokens: z.object({ cloudId: text }),
  /** revoke all tokens of a cloud */
  signOut: z.object({ cloudId: text }),
  /**
   * forget the cloud, its credential and caches, and revoke its tokens; `dismissed`: names of the application credentials
   * made here that were deleted, or that the person knows to be left on the cloud
   */
  removeCloud: z.object({ cloudId: text, dismissed: z.optional(z.array(text).check(z.maxLength(500))) }),
  /** application credentials made here that are left on clouds which were removed */
  listOrphaned: z.object({}),
  /** the person has seen to one of them */
  dismissOrphaned: z.object({ name: text }),
  /** store several clouds, all or none, without signing in; where `credential` is left out the stored one stays */
  importClouds: z.object({
    clouds: z
      .array(z.object({ profile: cloudProfile, credential: z.optional(credentialSchema) }))
      .check(z.minLength(1), z.maxLength(500)),
  }),
  /** the secrets of these clouds, for a clouds.yaml that the person asked for */
  exportSecrets: z.object({ cloudIds: z.array(text).check(z.maxLength(500)) }),
  dismissNotice: z.object({}),
  listDashboards: z.object({}),
  /** `found`: the kind of dashboard that a tab was seen to show; null: it is looked for */
  enableDashboard: z.object({ url, found: z.nullable(dashboardKind) }),
  disableDashboard: z.object({ root: url }),
  /** what a dashboard tells about signing in to its cloud, for a person who is logged in to it */
  readApiAccess: z.object({ root: url }),
  listActivity: z.object({}),
  clearActivity: z.object({}),
  /** how syncing across the person's browsers stands */
  syncState: z.object({}),
  setSync: z.object({ on: z.boolean() }),
  /** a cloud was removed in another browser: bring it back, everywhere, or let it go */
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
  /** forget the passphrase and all that is behind it */
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
  /** why it failed; null: it did not */
  resumePending: Problem | null;
  listClouds: CloudView[];
  testCloud: SignInReport;
  saveCloud: { profile: CloudProfile; report: SignInReport | null };
  givePasscode: null;
  /** `problem`: the password was changed, but storing it (CREDENTIAL_MISSING) or signing in with it came to grief */
  changePassword: { profile: CloudProfile; report: SignInReport | null; problem: Problem | null };
  replacePassword: PasswordReplacementReport;
  /** which of them could not be deleted, and why; null: all were */
  deleteCredentials: { names: string[]; problem: Problem | null };
  listOrphaned: IssuedAppCredentialView[];
  dismissOrphaned: null;
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
