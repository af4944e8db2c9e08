import * as z from 'zod/mini';
import { canonicalJson } from '@/utils/clouds/compare';
import type { CloudProfile } from '@/utils/clouds/profile';
import { issuedAppCredential, signInBeforeReplacement } from '@/utils/sign-in/issued';
import { signInMethods, syncedSignInSchema } from '@/utils/sign-in/methods';
import { syncedText } from '@/utils/sign-in/refs';

const address = z.string().check(
  z.maxLength(2000),
  z.refine((url) => publicAddress(url) === url),
);

/** Only what is named here is sent. */
const synced = z.object({
  name: syncedText,
  authUrl: address,
  dashboardUrl: z.nullable(address),
  color: z.string().check(z.regex(/^#[0-9a-f]{6}$/)),
  production: z.boolean(),
  interface: z.enum(['public', 'internal', 'admin']),
  region: z.nullable(syncedText),
  regions: z.nullable(z.array(syncedText).check(z.maxLength(50))),
  computeUrl: z.nullable(address),
  signIn: syncedSignInSchema,
});
/** What is synced of a profile; null: no such value. */
export type SyncedFields = z.infer<typeof synced>;

/** Without its query; null: not http(s), or with a user name or password. */
function publicAddress(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, origin, pathname, username, password } = new URL(url);
  if (!/^https?:$/.test(protocol) || username !== '' || password !== '') return null;
  return pathname === '/' ? origin + (url.startsWith(`${origin}/`) ? '/' : '') : `${origin}${pathname}`;
}

/** Null: a value is too long to sync. */
export function syncedFieldsOf(profile: CloudProfile): SyncedFields | null {
  const publicOf = (url: string | undefined) => (url === undefined ? null : publicAddress(url));
  const parsed = synced.safeParse({
    ...profile,
    signIn: signInBeforeReplacement(profile.signIn),
    authUrl: publicAddress(profile.authUrl),
    dashboardUrl: publicOf(profile.dashboardUrl),
    computeUrl: publicOf(profile.computeUrl),
    region: profile.region || null,
    regions: profile.regions ?? null,
  });
  return parsed.success ? parsed.data : null;
}

/** An application credential of this browser alone. */
export function hasOwnSignIn({ signIn }: CloudProfile): boolean {
  return issuedAppCredential(signIn) !== undefined;
}

/** A record has all; empty ones are null. */
export const FIELD_NAMES: readonly string[] = Object.keys(synced.shape);

const isSyncedField = (name: string): name is keyof SyncedFields => Object.hasOwn(synced.shape, name);

/** Of a field of this release. */
export function isValidValue(name: string, value: unknown): boolean {
  return isSyncedField(name) && synced.shape[name].safeParse(value).success;
}

/** A method of a newer release, whose record is not changed. */
export function isNewerSignIn(signIn: unknown): boolean {
  const { method } = (signIn ?? {}) as { method?: unknown };
  return typeof method === 'string' && !signInMethods.some((known) => known.method === method);
}

/** Null: removed, or a value is missing. */
export function completeFields(values: Record<string, unknown>): SyncedFields | null {
  const parsed = synced.safeParse(values);
  return parsed.success ? parsed.data : null;
}

/** Keeps `remember` and the query of addresses; the secret of a new cloud stays until the browser closes. */
export function profileFromSynced(fields: SyncedFields, id: string, before: CloudProfile | null): CloudProfile {
  const sent = before === null ? null : syncedFieldsOf(before);
  const { dashboardUrl: _, region, regions, computeUrl: __, ...rest } = fields;
  const addressOf = <N extends 'dashboardUrl' | 'computeUrl'>(name: N) =>
    sent !== null && sent[name] === fields[name] ? before?.[name] : (fields[name] ?? undefined);
  const [dashboardUrl, computeUrl] = [addressOf('dashboardUrl'), addressOf('computeUrl')];
  const keepsSignIn = before !== null && hasOwnSignIn(before) && before.authUrl === fields.authUrl;
  return {
    ...rest,
    ...(keepsSignIn && { signIn: before.signIn }),
    id,
    ...(dashboardUrl !== undefined && { dashboardUrl }),
    ...(computeUrl !== undefined && { computeUrl }),
    ...(region !== null && { region }),
    ...(regions !== null && { regions }),
    remember: before?.remember ?? 'session',
  };
}

/** The same auth URL, method and user. */
export function isSameCloud(a: SyncedFields, b: SyncedFields): boolean {
  const identityOf = ({ authUrl, signIn }: SyncedFields) => canonicalJson([authUrl, { ...signIn, project: undefined }]);
  return identityOf(a) === identityOf(b);
}
