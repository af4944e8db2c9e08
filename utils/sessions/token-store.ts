import * as z from 'zod/mini';
import { storedFamily } from '@/utils/storage/stored-item';
import { type TokenState, tokenState } from './token-state';

type Tokens = Record<string, TokenState>;
const NONE: Tokens = {};
const items = storedFamily('session:tokens', {
  version: 1,
  schema: z.record(z.string(), tokenState),
  fallback: NONE,
});

/** The key of the token that signing in gives without a choice of project, beside the ids of projects. */
const HOME = 'home';
/** The key of the unscoped token of a sign-in with a passcode: tokens of projects come from it, without a passcode. */
export const ROOT = 'root';

/** The tokens of each cloud. They outlive the worker and end with the browser. */
export const tokenStore = {
  /** @param project id; null: the one that signing in gives without a choice; or {@link ROOT}. */
  async get(cloudId: string, project: string | null): Promise<TokenState | null> {
    return (await items.of(cloudId).get())[project ?? HOME] ?? null;
  },

  /** @returns all tokens of a cloud, each once. */
  async all(cloudId: string): Promise<TokenState[]> {
    return unique(await items.of(cloudId).get());
  },

  /**
   * Stores a token, for its project as well where it has one.
   * @param wanted called under the lock: whether the token may still be stored
   * @returns the tokens that are not stored any more because of this, or that were not stored.
   */
  async put(cloudId: string, project: string | null, state: TokenState, wanted = () => true): Promise<TokenState[]> {
    let replaced = [state];
    await items.of(cloudId).update((before) => {
      if (!wanted()) return before;
      const after = { ...before, [project ?? HOME]: state };
      if (state.project !== null) after[state.project.id] = state;
      const stored = new Set(unique(after).map(({ token }) => token));
      replaced = unique(before).filter(({ token }) => !stored.has(token));
      return after;
    });
    return replaced;
  },

  /** Notes that a service refuses a token though Keystone accepts it. @param now ms since the epoch. */
  async markRefused(cloudId: string, token: string, now: number): Promise<void> {
    await items.of(cloudId).update((all) => {
      const entries = Object.entries(all);
      if (!entries.some(([, state]) => state.token === token)) return all;
      return Object.fromEntries(
        entries.map(([key, state]) => [key, state.token === token ? { ...state, refusedAt: now } : state]),
      );
    });
  },

  /** Deletes one token, under every key. */
  async drop(cloudId: string, token: string): Promise<void> {
    await items.of(cloudId).update((all) => {
      const others = Object.entries(all).filter(([, state]) => state.token !== token);
      return others.length === 0 ? NONE : Object.fromEntries(others);
    });
  },

  /**
   * Deletes all tokens of a cloud.
   * @param secure called with them before they are deleted; while it runs, none is added.
   */
  async take(cloudId: string, secure: (taken: TokenState[]) => Promise<void>): Promise<TokenState[]> {
    let taken: TokenState[] = [];
    await items.of(cloudId).update(async (all) => {
      taken = unique(all);
      await secure(taken);
      return NONE;
    });
    return taken;
  },
};

function unique(all: Tokens): TokenState[] {
  return [...new Map(Object.values(all).map((state) => [state.token, state])).values()];
}
