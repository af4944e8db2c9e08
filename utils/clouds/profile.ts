import * as z from 'zod/mini';
import { signInSchema } from '@/utils/sign-in/methods';

/** `session`: until the browser closes; `device`: encrypted; `passphrase`: also locked. */
export const remember = z.enum(['session', 'device', 'passphrase']);

/** Without secrets: pages may read it. */
export const cloudProfile = z.object({
  /** a UUID; `managed-…` for a cloud of a policy */
  id: z.string().check(z.minLength(1)),
  name: z.string().check(z.minLength(1)),
  /** ends in `/v3` */
  authUrl: z.string(),
  dashboardUrl: z.optional(z.string()),
  color: z.string().check(z.regex(/^#[0-9a-f]{6}$/)),
  production: z.boolean(),
  interface: z.enum(['public', 'internal', 'admin']),
  region: z.optional(z.string()),
  /** default: all of the catalog */
  regions: z.optional(z.array(z.string())),
  /** replaces the catalog's */
  computeUrl: z.optional(z.string()),
  signIn: signInSchema,
  remember,
});

/** The store of a cloud's secret. */
export type Remember = z.infer<typeof remember>;
/** A stored cloud. */
export type CloudProfile = z.infer<typeof cloudProfile>;
