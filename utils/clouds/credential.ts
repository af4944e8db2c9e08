import * as z from 'zod/mini';

const text = z.string().check(z.minLength(1));
const password = z.object({ kind: z.literal('password'), password: text });
const appCred = z.object({ kind: z.literal('application_credential'), secret: text });
const token = z.object({ kind: z.literal('token'), token: text });
// no secret: that the person lets the token of their session at this origin be used
const session = z.object({ kind: z.literal('horizon_session'), dashboard: text });

/** The secret half of a way to sign in. It lives in the vault and in requests to Keystone, nowhere else. */
export const credential = z.discriminatedUnion('kind', [password, appCred, token, session]);

export type Credential = z.infer<typeof credential>;

const bound = { origin: z.optional(z.string()) };
/** A credential as it is kept: with the origin that it may be sent to. Older versions wrote none, and it stays valid. */
export const storedCredential = z.discriminatedUnion('kind', [
  z.extend(password, bound),
  z.extend(appCred, bound),
  z.extend(token, bound),
  z.extend(session, bound),
]);

export type StoredCredential = z.infer<typeof storedCredential>;
