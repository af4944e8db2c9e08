import * as z from 'zod/mini';
import { signInMethods } from '@/utils/sign-in/methods';

// assets/public/managed-schema.json describes these fields to browsers.
const text = z.string().check(z.minLength(1), z.maxLength(255));
const urlText = z.string().check(z.maxLength(2000), z.refine(isAddress));

/** By field; without these a preset is not used. */
export const requiredSchemas = { name: text, authUrl: urlText };

/** By field; an invalid one is left out. */
export const optionalSchemas = {
  /** identifies the cloud when its auth URL changes */
  id: z.string().check(z.regex(/^[\w.-]{1,100}$/)),
  dashboardUrl: urlText,
  color: z.string().check(z.regex(/^#[0-9a-f]{6}$/i), z.toLowerCase()),
  production: z.boolean(),
  interface: z.enum(['public', 'internal', 'admin']),
  region: text,
  regions: z.array(text).check(z.minLength(1), z.maxLength(50)),
  computeUrl: urlText,
  signIn: z.enum(signInMethods.map(({ method }) => method)),
  userDomain: text,
};

type OptionalFields = { [N in keyof typeof optionalSchemas]?: z.infer<(typeof optionalSchemas)[N]> };
/** What it leaves out, the user chooses. No field is for a secret. */
export type Preset = { name: string; authUrl: string } & OptionalFields;

function isAddress(value: string): boolean {
  if (/\s/.test(value) || !URL.canParse(value)) return false;
  const { protocol, username, password } = new URL(value);
  return /^https?:$/.test(protocol) && username === '' && password === '';
}
