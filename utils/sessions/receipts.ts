import { storage } from 'wxt/utils/storage';
import * as z from 'zod/mini';
import type { Receipt } from '@/utils/openstack/errors';
import type { Login } from './sign-in';

const entry = z.object({
  id: z.string(),
  authUrl: z.string(),
  /** the reference of the user whose password was right, as JSON */
  user: z.string(),
  /** ms since the epoch */
  expiresAt: z.number(),
});
type Entry = z.infer<typeof entry>;
const itemOf = (cloudId: string) => `session:receipts:${cloudId}` as const;
/** On the way there a receipt must not end. */
const SLACK_MS = 5_000;

/**
 * Receipts of sign-ins that are half done: the password was right, the passcode is missing. While one lives the password
 * is not sent again. In `storage.session` only.
 * Source: https://docs.openstack.org/keystone/latest/admin/auth-totp.html, admin/multi-factor-authentication.html
 */
export const receiptStore = {
  /** @param now ms. @returns the id of the receipt that is still good for this user at this address, or null. */
  async get(profile: Login, now: number): Promise<string | null> {
    const parsed = entry.safeParse(await storage.getItem(itemOf(profile.id)));
    if (!parsed.success) return null;
    const { id, authUrl, user, expiresAt } = parsed.data;
    return authUrl === profile.authUrl && user === userOf(profile) && now < expiresAt ? id : null;
  },

  /** @param now ms, when it arrived. */
  put(profile: Login, { id, lifetime }: Receipt, now: number): Promise<void> {
    const kept: Entry = {
      id,
      authUrl: profile.authUrl,
      user: userOf(profile),
      expiresAt: now + lifetime - SLACK_MS,
    };
    return storage.setItem(itemOf(profile.id), kept);
  },

  clear: (cloudId: string): Promise<void> => storage.removeItem(itemOf(cloudId)),
};

function userOf({ signIn }: Pick<Login, 'signIn'>): string {
  return 'user' in signIn ? JSON.stringify(signIn.user) : '';
}
