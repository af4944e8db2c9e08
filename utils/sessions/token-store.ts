import { storage } from 'wxt/utils/storage';
import * as z from 'zod/mini';
import { createSerial } from '@/utils/serial';
import { type TokenState, tokenState } from './token-state';

/** Which token: one scoped to this project, or the one that signing in gives by itself. */
export type Wish = { projectId: string } | 'home';

export const wishKey = (wish: Wish): string => (wish === 'home' ? 'home' : wish.projectId);

const tokens = z.record(z.string(), tokenState);
const inTurn = createSerial();
const itemOf = (cloudId: string) => `session:tokens:${cloudId}` as const;

/** The tokens of each cloud in `storage.session`: they outlive the worker and end with the browser. */
export const tokenStore = {
  async get(cloudId: string, wish: Wish): Promise<TokenState | null> {
    return (await read(cloudId))[wishKey(wish)] ?? null;
  },

  /** A home token that turns out to be scoped serves its project as well. */
  put(cloudId: string, wish: Wish, state: TokenState): Promise<void> {
    return inTurn(async () => {
      const all = await read(cloudId);
      all[wishKey(wish)] = state;
      if (state.project !== null) all[state.project.id] = state;
      await storage.setItem(itemOf(cloudId), all);
    });
  },

  /** Forgets one token, wherever it serves. */
  drop(cloudId: string, token: string): Promise<void> {
    return inTurn(async () => {
      const left = Object.entries(await read(cloudId)).filter(([, state]) => state.token !== token);
      await storage.setItem(itemOf(cloudId), Object.fromEntries(left));
    });
  },

  /** Forgets all tokens of a cloud. */
  clear(cloudId: string): Promise<void> {
    return inTurn(() => storage.removeItem(itemOf(cloudId)));
  },

  /** @returns the tokens of a cloud that are ours to revoke, each once; they stay. */
  async list(cloudId: string): Promise<string[]> {
    const all = Object.values(await read(cloudId));
    return [...new Set(all.filter((state) => state.ours).map((state) => state.token))];
  },
};

async function read(cloudId: string): Promise<Record<string, TokenState>> {
  const parsed = tokens.safeParse((await storage.getItem(itemOf(cloudId))) ?? {});
  return parsed.success ? parsed.data : {};
}
