import * as z from 'zod/mini';
import { boundedCatalog } from '@/utils/openstack/catalog';
import type { IssuedToken } from '@/utils/openstack/identity/tokens';
import { storedFamily } from '@/utils/storage/stored-item';

const named = z.object({ id: z.string(), name: z.string() });

const tokenState = z.object({
  token: z.string(),
  /** ms since the epoch, by this computer's clock; null: never */
  expiresAt: z.nullable(z.number()),
  /** ms; null: unknown */
  lifetime: z.nullable(z.number()),
  /** false: pasted, or of a dashboard's session; never revoked */
  requestedByExtension: z.boolean(),
  methods: z.array(z.string()),
  userId: z.string(),
  userName: z.string(),
  scope: z.enum(['project', 'domain', 'system', 'unscoped']),
  hasAccessRules: z.boolean(),
  /** ms since the epoch; when Keystone accepted it although a service refused it */
  refusedAt: z.optional(z.number()),
  /** null: unscoped */
  project: z.nullable(z.object({ id: z.string(), name: z.string(), domain: named })),
  catalog: z.array(z.custom<IssuedToken['catalog'][number]>((value) => value instanceof Object)),
  /** the cloud's catalog has more regions */
  isCatalogCut: z.optional(z.literal(true)),
});

/** A token (a secret) with its user, scope and compute services. */
export type TokenState = z.infer<typeof tokenState>;

/** Keystone's names have at most 255 characters. */
const MAX_NAME_LENGTH = 255;
const MAX_METHODS = 20;
/** The latest time of a `Date`. */
const MAX_DATE_MS = 8.64e15;
/** per cloud: Chromium's storage has 10 MB for all */
const MAX_TOKENS = 200;
const MAX_LENGTH = 1_000_000;

/** A token is renewed this long before its end, or in the last tenth of a short lifetime. */
const SLACK_MS = 5 * 60_000;

/** @param now ms since the epoch */
export function isFresh(state: TokenState, now: number): boolean {
  if (state.expiresAt === null) return true;
  return now < state.expiresAt - Math.min(SLACK_MS, (state.lifetime ?? 0) / 10);
}

/** @param now its arrival: the lifetime counts from then, since the clocks may differ */
export function stateOfIssuedToken(issued: IssuedToken, now: number): TokenState {
  const { expiresAt, issuedAt } = issued;
  const lifetime = expiresAt === null || issuedAt === null ? null : Math.max(0, expiresAt - issuedAt);
  return {
    ...common(issued),
    token: issued.token,
    requestedByExtension: true,
    lifetime,
    expiresAt: lifetime === null ? expiresAt : Math.min(now + lifetime, MAX_DATE_MS),
  };
}

/** @param token pasted, or of a dashboard's session */
export function stateOfExternalToken(token: string, info: Omit<IssuedToken, 'token'>): TokenState {
  return { ...common(info), token, requestedByExtension: false, lifetime: null, expiresAt: info.expiresAt };
}

function common(
  info: Omit<IssuedToken, 'token'>,
): Omit<TokenState, 'token' | 'requestedByExtension' | 'lifetime' | 'expiresAt'> {
  return {
    methods: info.methods.slice(0, MAX_METHODS).map(cut),
    userId: cut(info.user.id),
    userName: cut(info.user.name),
    scope: info.scope,
    hasAccessRules: info.applicationCredential?.hasAccessRules ?? false,
    project: info.project && { ...cutNames(info.project), domain: cutNames(info.project.domain) },
    ...boundedCatalog(info.catalog.filter((service) => service.type === 'compute')),
  };
}

const cut = (text: string) => text.slice(0, MAX_NAME_LENGTH);
const cutNames = ({ id, name }: { id: string; name: string }) => ({ id: cut(id), name: cut(name) });

type Tokens = Record<string, TokenState>;
const NONE: Tokens = {};
const items = storedFamily('session:tokens', {
  version: 1,
  schema: z.record(z.string(), tokenState),
  fallback: NONE,
});

const DEFAULT_SCOPE = 'default';
/** A record with the key `__proto__` would be read without it. */
const keyOf = (project: string) => (project === '__proto__' ? `${project} ` : project);
/** key of the passcode's unscoped token; others are rescoped from it */
export const PASSCODE_TOKEN = 'root';

/** Tokens by cloud and project, until the browser closes. */
export const tokenStore = {
  /** @param project id; null: none; or {@link PASSCODE_TOKEN} */
  async get(cloudId: string, project: string | null): Promise<TokenState | null> {
    return (await items.of(cloudId).get())[keyOf(project ?? DEFAULT_SCOPE)] ?? null;
  },

  async all(cloudId: string): Promise<TokenState[]> {
    return unique(await items.of(cloudId).get());
  },

  /**
   * Stores the token for this project and for its own; the oldest of too many go.
   * @param secure called before the write with replaced tokens, or with an unwanted one
   */
  async put(
    cloudId: string,
    project: string | null,
    state: TokenState,
    isWanted: () => boolean,
    secure: (replaced: TokenState[]) => Promise<void>,
  ): Promise<void> {
    await items.of(cloudId).update(async (before) => {
      if (!isWanted()) {
        await secure([state]);
        return before;
      }
      const keys = [project ?? DEFAULT_SCOPE, ...(state.project === null ? [] : [state.project.id])].map(keyOf);
      const others = Object.entries(before).filter(([key]) => !keys.includes(key));
      const after = bounded([...others, ...keys.map((key): [string, TokenState] => [key, state])]);
      const stored = new Set(unique(after).map(({ token }) => token));
      const replaced = unique(before).filter(({ token }) => !stored.has(token));
      if (replaced.length > 0) await secure(replaced);
      return after;
    });
  },

  async markRefused(cloudId: string, token: string, now: number): Promise<void> {
    await items.of(cloudId).update((all) => {
      const entries = Object.entries(all);
      if (!entries.some(([, state]) => state.token === token)) return all;
      return Object.fromEntries(
        entries.map(([key, state]) => [key, state.token === token ? { ...state, refusedAt: now } : state]),
      );
    });
  },

  async remove(cloudId: string, token: string): Promise<void> {
    await items.of(cloudId).update((all) => {
      const others = Object.entries(all).filter(([, state]) => state.token !== token);
      return others.length === 0 ? NONE : Object.fromEntries(others);
    });
  },

  /**
   * Removes a cloud's tokens, also unreadable ones: then it rejects afterwards.
   * @param secure called before they are deleted
   */
  async take(cloudId: string, secure: (taken: TokenState[]) => Promise<unknown>): Promise<TokenState[]> {
    let taken: TokenState[] | null = null;
    const attempt = () =>
      items.of(cloudId).update(async (all) => {
        taken = unique(all);
        await secure(taken);
        return NONE;
      });
    try {
      // Once more: tokens that are removed unread cannot be revoked.
      await attempt().catch(attempt);
    } catch (error) {
      await items.of(cloudId).remove();
      if (taken === null) throw error;
    }
    return taken ?? [];
  },

  /** ids of clouds with tokens */
  ids: items.ids,
};

/** @param entries oldest first; the passcode's token stays */
function bounded(entries: [string, TokenState][]): Tokens {
  const isKept = new Set<string>();
  let length = 0;
  for (const [key, state] of entries.toReversed()) {
    length += JSON.stringify(state).length;
    if (key === PASSCODE_TOKEN || (isKept.size < MAX_TOKENS && length <= MAX_LENGTH) || isKept.size === 0)
      isKept.add(key);
  }
  return Object.fromEntries(entries.filter(([key]) => isKept.has(key)));
}

function unique(all: Tokens): TokenState[] {
  return [...new Map(Object.values(all).map((state) => [state.token, state])).values()];
}
