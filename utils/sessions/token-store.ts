import { storage } from 'wxt/utils/storage';
import * as z from 'zod/mini';
import { createMutex } from '@/utils/async';
import { type TokenState, tokenState } from './token-state';

const tokens = z.record(z.string(), tokenState);
type Tokens = z.infer<typeof tokens>;
const withLock = createMutex();
const itemOf = (cloudId: string) => `session:tokens:${cloudId}` as const;

/** Where the token that signing in gives by itself stands, beside those of projects. */
const HOME = 'home';
/** Where the unscoped token of a sign-in with a passcode stands: the others come from it, without a passcode. */
export const ROOT = 'root';

/** The tokens of each cloud in `storage.session`: they outlive the worker and end with the browser. */
export const tokenStore = {
  /** @param project id; null: the one that signing in gives by itself; or {@link ROOT}. */
  async get(cloudId: string, project: string | null): Promise<TokenState | null> {
    return (await read(cloudId))[project ?? HOME] ?? null;
  },

  /** @returns all tokens of a cloud, each once. */
  async all(cloudId: string): Promise<TokenState[]> {
    return unique(await read(cloudId));
  },

  /**
   * Keeps a token, for its project as well where it has one.
   * @param wanted asked when it is its turn: whether the token may still be kept
   * @returns the tokens that have lost their place by this, or got none.
   */
  put(cloudId: string, project: string | null, state: TokenState, wanted = () => true): Promise<TokenState[]> {
    return withLock(async () => {
      if (!wanted()) return [state];
      const before = await read(cloudId);
      const after = { ...before, [project ?? HOME]: state };
      if (state.project !== null) after[state.project.id] = state;
      await storage.setItem(itemOf(cloudId), after);
      const kept = new Set(unique(after).map(({ token }) => token));
      return unique(before).filter(({ token }) => !kept.has(token));
    });
  },

  /** Marks a token that a service refuses though Keystone finds it good. @param now ms since the epoch. */
  markRefused(cloudId: string, token: string, now: number): Promise<void> {
    return withLock(async () => {
      const all = Object.entries(await read(cloudId));
      const marked = all.map(([place, state]) => [place, state.token === token ? { ...state, refusedAt: now } : state]);
      await storage.setItem(itemOf(cloudId), Object.fromEntries(marked));
    });
  },

  /** Forgets one token, wherever it serves. */
  drop(cloudId: string, token: string): Promise<void> {
    return withLock(async () => {
      const left = Object.entries(await read(cloudId)).filter(([, state]) => state.token !== token);
      if (left.length === 0) await storage.removeItem(itemOf(cloudId));
      else await storage.setItem(itemOf(cloudId), Object.fromEntries(left));
    });
  },

  /** Forgets all tokens of a cloud, none that is not in `given`. @param give makes them safe before they are gone. */
  take(cloudId: string, give: (given: TokenState[]) => Promise<void>): Promise<TokenState[]> {
    return withLock(async () => {
      const given = unique(await read(cloudId));
      await give(given);
      await storage.removeItem(itemOf(cloudId));
      return given;
    });
  },
};

function unique(all: Tokens): TokenState[] {
  return [...new Map(Object.values(all).map((state) => [state.token, state])).values()];
}

async function read(cloudId: string): Promise<Tokens> {
  const parsed = tokens.safeParse((await storage.getItem(itemOf(cloudId))) ?? {});
  return parsed.success ? parsed.data : {};
}
