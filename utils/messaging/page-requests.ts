import * as z from 'zod/mini';
import { type CloudProfile, cloudProfile } from '@/utils/clouds/profile';
import type { Problem } from '@/utils/problems/problem';
import { type Credential, credentialSchema } from '@/utils/sign-in/methods';
import { DASHBOARD_KINDS } from './dashboard-kinds';
import { dashboardServer, dashboardTab, name, page, requestId } from './dashboard-requests';
import type {
  ActivityView,
  ApiAccess,
  CloudView,
  DashboardsView,
  DashboardView,
  IssuedAppCredentialView,
  PasswordReplacementReport,
  PolicyView,
  ProjectView,
  RevocationOutcome,
  ServersView,
  SignInReport,
  SyncView,
  TokenView,
  VaultView,
} from './views';

const text = z.string().check(z.minLength(1), z.maxLength(255));
/** empty: the endpoint names none */
const region = z.string().check(z.maxLength(255));
const place = z.object({ cloudId: text, projectId: z.nullable(text), region: z.nullable(region) });
/** a host may have 253 characters */
const matchPattern = z.string().check(z.minLength(1), z.maxLength(300));
const url = z.string().check(z.minLength(1), z.maxLength(2000));
const dashboardKind = z.enum(DASHBOARD_KINDS);
const server = {
  cloudId: text,
  projectId: text,
  region,
  serverId: text,
  serverName: name,
  checkStatus: z.boolean(),
};

/** Schema of {@link PendingAction}; also stored. */
export const pendingAction = z.discriminatedUnion('kind', [
  z.object({ ...server, kind: z.literal('open') }),
  z.object({ kind: z.literal('reopen') }),
  z.object({ kind: z.literal('enable'), url, dashboard: dashboardKind }),
  z.object({ kind: z.literal('dashboard'), root: url, page, server: dashboardServer, tab: dashboardTab }),
]);

const passphrase = z.string().check(z.minLength(1), z.maxLength(1000));
/** base64; 1023 bytes at most: https://www.w3.org/TR/webauthn-3/#credential-id */
const credentialId = z.string().check(z.minLength(4), z.maxLength(1364), z.regex(/^[A-Za-z0-9+/]+={0,2}$/));
/** 32 bytes in base64 */
const bytes32 = z.string().check(z.regex(/^[A-Za-z0-9+/]{43}=$/));

/** Waits for access or the next worker. */
export type PendingAction = z.infer<typeof pendingAction>;

/** The schema of each message of our pages. */
export const requests = {
  listProjects: z.object({ cloudId: text }),
  listServers: place,
  openConsole: z.object({ ...server, requestId }),
  reopenLastConsole: z.object({ requestId }),
  /** null: clears the queue */
  queueUntilGranted: z.object({
    pendingAction: z.nullable(pendingAction),
    origins: z.array(matchPattern).check(z.maxLength(100)),
  }),
  performAction: z.object({ pendingAction, requestId }),
  /** after the browser's prompt: its event may not come */
  resumePending: z.object({}),
  listClouds: z.object({}),
  /** stores nothing; without `credential`: with the stored one */
  testCloud: z.object({ profile: cloudProfile, credential: z.optional(credentialSchema), passcode: z.optional(text) }),
  /** `verify`: sign in first */
  saveCloud: z.object({
    profile: cloudProfile,
    credential: z.optional(credentialSchema),
    passcode: z.optional(text),
    verify: z.boolean(),
  }),
  signInWithPasscode: z.object({ cloudId: text, passcode: text }),
  /** also an expired one; `draft`: not yet stored */
  changePassword: z.object({
    cloudId: text,
    userId: text,
    password: z.string().check(z.minLength(1), z.maxLength(1000)),
    draft: z.optional(z.object({ profile: cloudProfile, credential: z.optional(credentialSchema) })),
  }),
  /** days null: never expires */
  replacePassword: z.object({
    cloudId: text,
    projectId: text,
    days: z.nullable(z.number().check(z.gte(1), z.lte(3650))),
  }),
  deleteCredentials: z.object({
    cloudId: text,
    authUrl: url,
    userId: text,
    password: z.string().check(z.minLength(1), z.maxLength(1000)),
    passcode: z.optional(text),
  }),
  listTokens: z.object({ cloudId: text }),
  signOut: z.object({ cloudId: text }),
  /** `dismissed`: application credentials that need no notice */
  removeCloud: z.object({ cloudId: text, dismissed: z.optional(z.array(text).check(z.maxLength(500))) }),
  listOrphanedCredentials: z.object({}),
  dismissOrphanedCredential: z.object({ name: text }),
  /** all or none; without `credential`: the stored one stays */
  importClouds: z.object({
    clouds: z
      .array(z.object({ profile: cloudProfile, credential: z.optional(credentialSchema) }))
      .check(z.minLength(1), z.maxLength(500)),
  }),
  exportSecrets: z.object({ cloudIds: z.array(text).check(z.maxLength(500)) }),
  dismissNotice: z.object({}),
  listDashboards: z.object({}),
  /** `dashboardKind` null: not detected yet */
  enableDashboard: z.object({ url, dashboardKind: z.nullable(dashboardKind) }),
  disableDashboard: z.object({ root: url }),
  readApiAccess: z.object({ root: url }),
  listActivity: z.object({}),
  clearActivity: z.object({}),
  syncState: z.object({}),
  setSync: z.object({ on: z.boolean() }),
  resolveRemoval: z.object({ cloudId: text, choice: z.enum(['restore', 'dismiss']) }),
  /** also disables the sync */
  eraseSync: z.object({}),
  policyState: z.object({}),
  vaultState: z.object({}),
  unlock: z.object({ passphrase }),
  lock: z.object({}),
  setPassphrase: z.object({ passphrase }),
  changePassphrase: z.object({ passphrase, next: passphrase }),
  addPasskey: z.object({ passphrase, passkey: z.object({ credentialId, input: bytes32 }), output: bytes32 }),
  unlockWithPasskey: z.object({ output: bytes32 }),
  removePasskey: z.object({}),
  /** also deletes credentials */
  resetVault: z.object({}),
  /** null: never */
  setAutoLock: z.object({ minutes: z.nullable(z.union([z.literal(1), z.literal(5), z.literal(15), z.literal(60)])) }),
};

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
  signInWithPasscode: null;
  /** `problem`: changed, but storing it (CREDENTIAL_MISSING) or signing in failed */
  changePassword: { profile: CloudProfile; report: SignInReport | null; problem: Problem | null };
  replacePassword: PasswordReplacementReport;
  /** null: all were deleted */
  deleteCredentials: { remainingNames: string[]; problem: Problem | null };
  listOrphanedCredentials: IssuedAppCredentialView[];
  dismissOrphanedCredential: null;
  listTokens: TokenView[];
  signOut: RevocationOutcome;
  removeCloud: RevocationOutcome;
  importClouds: null;
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
  addPasskey: VaultView;
  unlockWithPasskey: VaultView;
  removePasskey: VaultView;
  resetVault: VaultView;
  setAutoLock: VaultView;
}

/** A message of our pages. */
export type RequestName = keyof typeof requests;
/** The data of a message. */
export type Request<N extends RequestName> = z.infer<(typeof requests)[N]>;
/** The reply to a message. */
export type Reply<N extends RequestName> = Replies[N];

/** An expected failure is data, not an exception. */
export type Envelope<N extends RequestName> = { ok: true; value: Reply<N> } | { ok: false; problem: Problem };

/** Never rejects. */
export type Send = <N extends RequestName>(name: N, request: Request<N>) => Promise<Envelope<N>>;
