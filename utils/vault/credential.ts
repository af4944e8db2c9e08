import * as z from 'zod/mini';

/** The secret half of a way to sign in. It lives in the vault and in requests to Keystone, nowhere else. */
export const credential = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('password'), password: z.string().check(z.minLength(1)) }),
  z.object({ kind: z.literal('application_credential'), secret: z.string().check(z.minLength(1)) }),
  z.object({ kind: z.literal('token'), token: z.string().check(z.minLength(1)) }),
]);

export type Credential = z.infer<typeof credential>;
