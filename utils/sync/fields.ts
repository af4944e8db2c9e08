import * as z from 'zod/mini';
import { canonicalJson } from '@/utils/clouds/compare';
import type { CloudProfile } from '@/utils/clouds/profile';
import { issuedAppCredential, signInBeforeReplacement } from '@/utils/sign-in/issued';

/**
 * All that ever leaves this browser: what is not named here is not sent. It names no secret, and is not derived from
 * the profile's own shape, so that a field added there stays here until somebody decides otherwise.
 */
const text = z.string().check(z.minLength(1), z.maxLength(255));
const domainRef = z.union([z.object({ id: text }), z.object({ name: text })]);
const named = z.object({ name: text, domain: domainRef });
const ref = z.union([z.object({ id: text }), named]);
const signIn = z.union([
  z.object({
    method: z.literal('password'),
    user: ref,
    project: z.optional(ref),
    /** that a passcode is asked for, not the passcode */
    passcode: z.optional(z.literal(true)),
  }),
  z.object({ method: z.literal('application_credential'), id: text }),
  z.object({ method: z.literal('application_credential'), name: text, user: ref }),
  z.object({ method: z.enum(['token', 'horizon_session']), project: z.optional(ref) }),
]);
const address = z.string().check(
  z.maxLength(2000),
  z.refine((url) => publicAddress(url) === url),
);

const synced = z.object({
  name: text,
  authUrl: address,
  dashboardUrl: z.nullable(address),
  color: z.string().check(z.regex(/^#[0-9a-f]{6}$/)),
  production: z.boolean(),
  interface: z.enum(['public', 'internal', 'admin']),
  region: z.nullable(text),
  regions: z.nullable(z.array(text).check(z.maxLength(50))),
  computeUrl: z.nullable(address),
  signIn,
});
export type SyncedFields = z.infer<typeof synced>;

/** An address as others may know it. @returns null for anything but http and https, and for one that holds a sign-in. */
function publicAddress(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, origin, pathname, username, password } = new URL(url);
  if (!/^https?:$/.test(protocol) || username !== '' || password !== '') return null;
  // without a query, which may hold anything
  return pathname === '/' ? origin + (url.startsWith(`${origin}/`) ? '/' : '') : `${origin}${pathname}`;
}

/** @returns what of a profile is synced; null where it is more than an item holds, and the cloud stays here. */
export function fieldsOf(profile: CloudProfile): SyncedFields | null {
  const shared = (url: string | undefined) => (url === undefined ? null : publicAddress(url));
  const parsed = synced.safeParse({
    ...profile,
    signIn: signInBeforeReplacement(profile.signIn),
    authUrl: publicAddress(profile.authUrl),
    dashboardUrl: shared(profile.dashboardUrl),
    computeUrl: shared(profile.computeUrl),
    region: profile.region || null,
    regions: profile.regions ?? null,
  });
  return parsed.success ? parsed.data : null;
}

/** Whether the way to sign in is this browser's own: an application credential that was made here, for nobody else. */
export function hasOwnSignIn({ signIn: way }: CloudProfile): boolean {
  return issuedAppCredential(way) !== undefined;
}

/** The names of all fields: a cloud has each of them, if only to say that it is empty. */
export const FIELD_NAMES: readonly string[] = Object.keys(synced.shape);

/** @returns the fields, where these values are all of a cloud that can be used; null: removed, or not understood. */
export function completeFields(values: Record<string, unknown>): SyncedFields | null {
  const parsed = synced.safeParse(values);
  return parsed.success ? parsed.data : null;
}

/**
 * The profile that these fields make. What is no one else's stays as it is here: how long the secret is kept, and an
 * address that was cut for the others. A cloud that is new here is kept until the browser closes.
 */
export function profileOf(fields: SyncedFields, id: string, before: CloudProfile | null): CloudProfile {
  const mine = before === null ? null : fieldsOf(before);
  const { dashboardUrl: _, region, regions, computeUrl: __, ...rest } = fields;
  const keep = <N extends 'dashboardUrl' | 'computeUrl'>(name: N) =>
    mine !== null && mine[name] === fields[name] ? before?.[name] : (fields[name] ?? undefined);
  const [dashboardUrl, computeUrl] = [keep('dashboardUrl'), keep('computeUrl')];
  const own = before !== null && hasOwnSignIn(before) && before.authUrl === fields.authUrl;
  return {
    ...rest,
    ...(own && { signIn: before.signIn }),
    id,
    ...(dashboardUrl !== undefined && { dashboardUrl }),
    ...(computeUrl !== undefined && { computeUrl }),
    ...(region !== null && { region }),
    ...(regions !== null && { regions }),
    remember: before?.remember ?? 'session',
  };
}

/** Whether two clouds are one to the person: the same Keystone, the same way in, the same user. */
export function isSameCloud(a: SyncedFields, b: SyncedFields): boolean {
  const who = ({ authUrl, signIn: way }: SyncedFields) => canonicalJson([authUrl, { ...way, project: undefined }]);
  return who(a) === who(b);
}
