import * as z from 'zod/mini';
import type { IssuedToken } from '@/utils/openstack/identity/tokens';

const named = z.object({ id: z.string(), name: z.string() });

/**
 * What is known of one token. Lives in `storage.session` only. The catalog is cut to the compute
 * services, all that is used of it.
 */
export const tokenState = z.object({
  token: z.string(),
  /** ms since the epoch by this computer's clock; null: it never ends */
  expiresAt: z.nullable(z.number()),
  /** ms it was good for when we got it; null: for ever, or not known */
  lifetime: z.nullable(z.number()),
  /** false for a token the person pasted, and for their dashboard's: it is not ours to revoke */
  ours: z.boolean(),
  /** how it was signed in, such as `['password', 'totp']` */
  methods: z.array(z.string()),
  userId: z.string(),
  userName: z.string(),
  scope: z.enum(['project', 'domain', 'system', 'unscoped']),
  /** it has access rules */
  limited: z.boolean(),
  /** ms since the epoch, when Keystone last found it good though a service refused it: it is not to be replaced */
  refusedAt: z.optional(z.number()),
  /** null: unscoped */
  project: z.nullable(z.object({ id: z.string(), name: z.string(), domain: named })),
  catalog: z.array(z.custom<IssuedToken['catalog'][number]>((value) => value instanceof Object)),
});

export type TokenState = z.infer<typeof tokenState>;

/** A token is renewed this long before it ends, or in the last tenth of a short life. */
const SLACK_MS = 5 * 60_000;

/** @param now ms since the epoch. @returns whether the token can still be used for a call. */
export function isFresh(state: TokenState, now: number): boolean {
  if (state.expiresAt === null) return true;
  return now < state.expiresAt - Math.min(SLACK_MS, (state.lifetime ?? 0) / 10);
}

/**
 * @param now ms, when the token arrived. Its end is counted from then, by the life the cloud gave it:
 *   clocks of laptops and clouds disagree.
 */
export function stateOfIssuedToken(issued: IssuedToken, now: number): TokenState {
  const { expiresAt, issuedAt } = issued;
  const lifetime = expiresAt === null || issuedAt === null ? null : Math.max(0, expiresAt - issuedAt);
  return {
    ...common(issued),
    token: issued.token,
    ours: true,
    lifetime,
    expiresAt: lifetime === null ? expiresAt : now + lifetime,
  };
}

/**
 * A token that the person brought, or that their dashboard lends: when it was issued says nothing about now, so its end is
 * the cloud's word.
 */
export function stateOfForeignToken(token: string, info: Omit<IssuedToken, 'token'>): TokenState {
  return { ...common(info), token, ours: false, lifetime: null, expiresAt: info.expiresAt };
}

function common(info: Omit<IssuedToken, 'token'>): Omit<TokenState, 'token' | 'ours' | 'lifetime' | 'expiresAt'> {
  return {
    methods: info.methods,
    userId: info.user.id,
    userName: info.user.name,
    scope: info.scope,
    limited: info.applicationCredential?.limited ?? false,
    project: info.project,
    catalog: info.catalog.filter((service) => service.type === 'compute'),
  };
}
