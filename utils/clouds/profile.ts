import * as z from 'zod/mini';

/**
 * A cloud as the person set it up: everything but secrets. Stored in `storage.local`, shown to pages.
 * The words are Keystone's (https://docs.openstack.org/api-ref/identity/v3/#authentication-and-token-management).
 */
const domainRef = z.union([z.object({ id: z.string() }), z.object({ name: z.string() })]);
const projectRef = z.union([z.object({ id: z.string() }), z.object({ name: z.string(), domain: domainRef })]);
const userRef = z.union([z.object({ id: z.string() }), z.object({ name: z.string(), domain: domainRef })]);

/** Of an application credential that was made for this browser: whose it is, and what it is good for. */
const issued = z.object({
  name: z.string(),
  userId: z.string(),
  userName: z.string(),
  projectId: z.string(),
  projectName: z.string(),
  /** its access rules let it open consoles and nothing else; false where the cloud knows none */
  limited: z.boolean(),
  /** the way to sign in that it took the place of, but for the password */
  before: z.object({ user: userRef, project: z.optional(projectRef), passcode: z.optional(z.literal(true)) }),
  /** ms since the epoch; null: it does not end */
  expiresAt: z.nullable(z.number()),
});

/** How the person signs in, without the secret itself. `project` is where they start; it is optional. */
const signIn = z.union([
  z.object({
    method: z.literal('password'),
    user: userRef,
    project: z.optional(projectRef),
    /** this user signs in with a one-time passcode too, so it is asked for before anything is sent */
    passcode: z.optional(z.literal(true)),
  }),
  z.object({
    method: z.literal('application_credential'),
    // empty until the person tells it, as the name of a user is, in a cloud that an administrator has set up
    id: z.string(),
    issued: z.optional(issued),
  }),
  z.object({
    method: z.literal('application_credential'),
    name: z.string().check(z.minLength(1)),
    user: userRef,
  }),
  z.object({ method: z.literal('token'), project: z.optional(projectRef) }),
  // with the token of the person's session at `dashboardUrl`
  z.object({ method: z.literal('horizon_session'), project: z.optional(projectRef) }),
]);

/** `session`: until the browser closes. `device`: kept, encrypted, on this device. `passphrase`: the same, and locked. */
export const remember = z.enum(['session', 'device', 'passphrase']);

export const cloudProfile = z.object({
  /** UUID made by us */
  id: z.string().check(z.minLength(1)),
  name: z.string().check(z.minLength(1)),
  /** normalised, ends in `/v3`, without a trailing slash */
  authUrl: z.string(),
  dashboardUrl: z.optional(z.string()),
  /** `#rrggbb` */
  color: z.string().check(z.regex(/^#[0-9a-f]{6}$/)),
  /** worn loudly in the popup */
  production: z.boolean(),
  interface: z.enum(['public', 'internal', 'admin']),
  /** the region to start with */
  region: z.optional(z.string()),
  /** the only ones that are offered, `region` among them; default: all that the catalog has */
  regions: z.optional(z.array(z.string())),
  /** where Nova is, whatever the catalog says; as typed */
  computeUrl: z.optional(z.string()),
  signIn,
  remember,
});

export type DomainRef = z.infer<typeof domainRef>;
export type ProjectRef = z.infer<typeof projectRef>;
export type UserRef = z.infer<typeof userRef>;
export type SignIn = z.infer<typeof signIn>;
export type IssuedAppCredential = z.infer<typeof issued>;
export type Remember = z.infer<typeof remember>;
export type CloudProfile = z.infer<typeof cloudProfile>;
