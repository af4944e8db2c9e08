import * as z from 'zod/mini';

/** The secret half of a way to sign in. It lives in the vault and in requests to Keystone, nowhere else. */
export const credential = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('password'), password: z.string().check(z.minLength(1)) }),
  z.object({ kind: z.literal('application_credential'), secret: z.string().check(z.minLength(1)) }),
  z.object({ kind: z.literal('token'), token: z.string().check(z.minLength(1)) }),
  // no secret: that the person lets the token of their session at this origin be used
  z.object({ kind: z.literal('horizon_session'), dashboard: z.string().check(z.minLength(1)) }),
]);

export type Credential = z.infer<typeof credential>;

/** A credential as it is kept: with the origin that it may be sent to. Older versions wrote none, and it stays valid. */
export const kept = z.intersection(credential, z.object({ origin: z.optional(z.string()) }));

export type Kept = z.infer<typeof kept>;
