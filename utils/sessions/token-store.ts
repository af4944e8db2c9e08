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

/** token that signing in gives without a project */
const HOME = 'home';
/** unscoped token that took a passcode; others are rescoped from it */
export const ROOT = 'root';

export const tokenStore = {
  /** @param project id; null: without one; or {@link ROOT} */
  async get(cloudId: string, project: string | null): Promise<TokenState | null> {
    return (await items.of(cloudId).get())[project ?? HOME] ?? null;
  },

  async all(cloudId: string): Promise<TokenState[]> {
    return unique(await items.of(cloudId).get());
  },

  /**
   * Stores a token, also for its own project.
   * @param wanted asked under the lock
   * @returns tokens that are no longer stored, or were not stored.
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

  /** Keystone accepts a token that a service refuses. */
  async markRefused(cloudId: string, token: string, now: number): Promise<void> {
    await items.of(cloudId).update((all) => {
      const entries = Object.entries(all);
      if (!entries.some(([, state]) => state.token === token)) return all;
      return Object.fromEntries(
        entries.map(([key, state]) => [key, state.token === token ? { ...state, refusedAt: now } : state]),
      );
    });
  },

  async drop(cloudId: string, token: string): Promise<void> {
    await items.of(cloudId).update((all) => {
      const others = Object.entries(all).filter(([, state]) => state.token !== token);
      return others.length === 0 ? NONE : Object.fromEntries(others);
    });
  },

  /** @param secure called before they are deleted */
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
