import * as z from 'zod/mini';
import type { IssuedToken } from '@/utils/openstack/identity/tokens';

const named = z.object({ id: z.string(), name: z.string() });

/** A token, with the compute services of its catalog. */
export const tokenState = z.object({
  token: z.string(),
  /** ms since the epoch, by this computer's clock; null: never */
  expiresAt: z.nullable(z.number()),
  /** ms; null: not known */
  lifetime: z.nullable(z.number()),
  /** false: the user pasted it, or it is a dashboard's. It is not to be revoked */
  ours: z.boolean(),
  /** such as `['password', 'totp']` */
  methods: z.array(z.string()),
  userId: z.string(),
  userName: z.string(),
  scope: z.enum(['project', 'domain', 'system', 'unscoped']),
  limited: z.boolean(),
  /** when Keystone accepted it although a service refused it, ms since the epoch */
  refusedAt: z.optional(z.number()),
  /** null: unscoped */
  project: z.nullable(z.object({ id: z.string(), name: z.string(), domain: named })),
  catalog: z.array(z.custom<IssuedToken['catalog'][number]>((value) => value instanceof Object)),
});

export type TokenState = z.infer<typeof tokenState>;

/** Tokens are renewed so long before they end, or in the last tenth of a short life. */
const SLACK_MS = 5 * 60_000;

/** @returns whether it can be used. */
export function isFresh(state: TokenState, now: number): boolean {
  if (state.expiresAt === null) return true;
  return now < state.expiresAt - Math.min(SLACK_MS, (state.lifetime ?? 0) / 10);
}

/** @param now when it arrived. Its life is counted from then: clocks differ. */
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

/** A token of the user or of a dashboard. */
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
