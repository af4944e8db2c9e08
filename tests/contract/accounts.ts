import * as z from 'zod/mini';
import type { DomainRef, Identity, Scope } from '@/utils/openstack/identity/tokens';

/** An entry of a clouds.yaml, as far as the tests need it. */
const cloudEntry = z.object({
  auth: z.object({
    auth_url: z.string(),
    username: z.optional(z.string()),
    password: z.optional(z.string()),
    user_domain_name: z.optional(z.string()),
    project_name: z.optional(z.string()),
    project_domain_name: z.optional(z.string()),
    application_credential_id: z.optional(z.string()),
    application_credential_secret: z.optional(z.string()),
  }),
  region_name: z.optional(z.string()),
  interface: z.optional(z.string()),
});

export const cloudsFile = z.object({ clouds: z.record(z.string(), cloudEntry) });
type CloudEntry = z.infer<typeof cloudEntry>;

/** An account of the cloud under test. */
export interface Account {
  authUrl: string;
  region: string | null;
  interface: string;
  identity: Identity;
  scope: Scope;
}

export interface PasswordAccount extends Account {
  identity: Extract<Identity, { method: 'password' }>;
  user: { name: string; domain: DomainRef };
  project: { name: string; domain: DomainRef };
}

export interface AppCredAccount extends Account {
  identity: Extract<Identity, { id: string }>;
}

function common({ auth, region_name, interface: facing = 'public' }: CloudEntry) {
  return { authUrl: auth.auth_url, region: region_name ?? null, interface: facing };
}

/** @throws Error where the entry has no user, password and project */
export function passwordAccount(name: string, entry: CloudEntry): PasswordAccount {
  const { auth } = entry;
  if (!auth.username || !auth.password || !auth.project_name) throw new Error(`${name}: not a user with a project`);
  const user = { name: auth.username, domain: { name: auth.user_domain_name ?? 'Default' } };
  const project = { name: auth.project_name, domain: { name: auth.project_domain_name ?? 'Default' } };
  const identity = { method: 'password' as const, user, password: auth.password };
  return { ...common(entry), identity, scope: { project }, user, project };
}

/** @throws Error where the entry has no application credential */
export function appCredAccount(name: string, entry: CloudEntry): AppCredAccount {
  const { application_credential_id: id, application_credential_secret: secret } = entry.auth;
  if (!id || !secret) throw new Error(`${name}: not an application credential`);
  return { ...common(entry), identity: { method: 'application_credential', id, secret }, scope: 'default' };
}
