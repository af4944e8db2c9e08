import * as z from 'zod/mini';
import { signInSchema } from '@/utils/sign-in/methods';

/** How long a secret is stored. `session`: until the browser closes. `device`: encrypted on this device. `passphrase`: also locked. */
export const remember = z.enum(['session', 'device', 'passphrase']);

/** A cloud as the user set it up, without secrets. It is stored in `storage.local`, and pages may read it. */
export const cloudProfile = z.object({
  /** a UUID; `managed-…` for a cloud of a policy */
  id: z.string().check(z.minLength(1)),
  name: z.string().check(z.minLength(1)),
  /** normalised, ends in `/v3`, without a trailing slash */
  authUrl: z.string(),
  dashboardUrl: z.optional(z.string()),
  /** `#rrggbb` */
  color: z.string().check(z.regex(/^#[0-9a-f]{6}$/)),
  /** the popup warns of it */
  production: z.boolean(),
  interface: z.enum(['public', 'internal', 'admin']),
  /** the region to start with */
  region: z.optional(z.string()),
  /** the regions to choose from, `region` among them; default: all of the catalog */
  regions: z.optional(z.array(z.string())),
  /** Nova's URL, used instead of the catalog's; as typed */
  computeUrl: z.optional(z.string()),
  signIn: signInSchema,
  remember,
});

export type Remember = z.infer<typeof remember>;
export type CloudProfile = z.infer<typeof cloudProfile>;
