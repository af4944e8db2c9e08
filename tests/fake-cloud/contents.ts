/** What the fake cloud contains. Plain mutable data: a test may change any of it while the cloud runs. */
export interface CloudContents {
  domains: Domain[];
  projects: FakeProject[];
  users: User[];
  applicationCredentials: ApplicationCredential[];
  /** they remain after their credential is deleted */
  accessRules: (FakeAccessRule & { userId: string })[];
  regions: string[];
  servers: FakeServer[];
}

export interface Domain {
  id: string;
  name: string;
}

export interface FakeProject {
  id: string;
  name: string;
  domainId: string;
  enabled: boolean;
  description: string;
}

export type RoleName = 'admin' | 'member' | 'reader';

export interface User {
  id: string;
  name: string;
  domainId: string;
  password: string;
  enabled: boolean;
  defaultProjectId?: string;
  /** `2026-01-02T03:04:05.000000` or null: never */
  passwordExpiresAt: string | null;
  /** base32 */
  totpSecret?: string;
  /** lists of methods, one of which must be complete; empty: any method will do */
  mfaRules: string[][];
  /** roles by project id */
  roles: Record<string, RoleName[]>;
  /** roles by domain id; a system's admin has all of them anyway */
  domainRoles?: Record<string, RoleName[]>;
  systemAdmin: boolean;
}

export interface FakeAccessRule {
  id: string;
  service: string;
  method: string;
  path: string;
}

export interface ApplicationCredential {
  id: string;
  name: string;
  description: string | null;
  userId: string;
  projectId: string;
  secret: string;
  roles: RoleName[];
  expiresAt: string | null;
  unrestricted: boolean | null;
  accessRules?: FakeAccessRule[];
}

/** vm_state and power_state of a status. Source: nova/api/openstack/common.py `_STATE_MAP`. */
export const STATES = {
  ACTIVE: ['active', 1],
  BUILD: ['building', 0],
  DELETED: ['deleted', 0],
  ERROR: ['error', 1],
  HARD_REBOOT: ['active', 1],
  MIGRATING: ['active', 1],
  PASSWORD: ['active', 1],
  PAUSED: ['paused', 3],
  REBOOT: ['active', 1],
  REBUILD: ['active', 1],
  RESCUE: ['rescued', 1],
  RESIZE: ['active', 1],
  REVERT_RESIZE: ['resized', 1],
  SHELVED: ['shelved', 4],
  SHELVED_OFFLOADED: ['shelved_offloaded', 4],
  SHUTOFF: ['stopped', 4],
  SOFT_DELETED: ['soft-delete', 4],
  SUSPENDED: ['suspended', 7],
  UNKNOWN: ['active', 0],
  VERIFY_RESIZE: ['resized', 1],
} satisfies Record<string, [vmState: string, powerState: number]>;

export type ServerStatus = keyof typeof STATES;

export interface Flavor {
  id: string;
  name: string;
  vcpus: number;
  /** MiB */
  ram: number;
  /** GiB */
  disk: number;
}

export interface FakeAddress {
  addr: string;
  version: 4 | 6;
  type: 'fixed' | 'floating';
  mac: string;
}

export type FakeConsoleType = 'novnc' | 'spice-html5' | 'serial' | 'webmks' | 'rdp-html5';

export interface FakeServer {
  id: string;
  name: string;
  region: string;
  projectId: string;
  userId: string;
  status: ServerStatus;
  taskState: string | null;
  /** null: no host has it (never scheduled, offloaded) */
  host: string | null;
  zone: string;
  flavor: Flavor;
  image: { id: string; name: string } | null;
  addresses: Record<string, FakeAddress[]>;
  /** `2026-11-23T08:54:39Z` */
  created: string;
  updated: string;
  metadata: Record<string, string>;
  description: string | null;
  tags: string[];
  locked: boolean;
  fault: string | null;
  /** what the host's configuration offers */
  consoles: FakeConsoleType[];
  /** the driver knows no consoles at all: 501 */
  consolesNotImplemented: boolean;
  /** its cell is down: listed with id and status only */
  cellDown: boolean;
}

/** Statuses whose console shows a screen. */
const ALIVE = new Set<ServerStatus>(['ACTIVE', 'RESCUE', 'VERIFY_RESIZE', 'PASSWORD', 'REBOOT', 'MIGRATING']);

/** Whether its console shows a screen. Otherwise the connection is cut, as in a real cloud. */
export function hasScreen(server: FakeServer): boolean {
  return server.host !== null && !server.cellDown && ALIVE.has(server.status);
}

/** `id`, or `name` and (where it belongs to one) its domain. */
export interface NameRef {
  id?: unknown;
  name?: unknown;
  domain?: unknown;
}

/** The domain named by `{id}` or `{name}`. */
export function findDomain(contents: CloudContents, ref: unknown): Domain | undefined {
  const { id, name } = (ref ?? {}) as NameRef;
  return contents.domains.find((domain) => (id === undefined ? domain.name === name : domain.id === id));
}

/** The user or project named by `{id}` or `{name, domain}`. */
export function findOwned<T extends { id: string; name: string; domainId: string }>(
  contents: CloudContents,
  list: T[],
  ref: NameRef,
): T | undefined {
  if (ref.id !== undefined) return list.find((item) => item.id === ref.id);
  const domain = findDomain(contents, ref.domain);
  return domain && list.find((item) => item.name === ref.name && item.domainId === domain.id);
}
