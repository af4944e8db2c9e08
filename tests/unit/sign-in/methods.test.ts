import { describe, expect, it } from 'vitest';
import {
  emptySignInValues,
  missingFields,
  secretField,
  signInFromValues,
  signInToValues,
  typedCredential,
} from '@/utils/sign-in/form-values';
import {
  credentialSchema,
  signInMethods,
  signInSchema,
  storedCredentialSchema,
  syncedSignInSchema,
} from '@/utils/sign-in/methods';

/** A form in which every text field is filled in. */
const filled = { ...emptySignInValues(), ...Object.fromEntries(textNames().map((name) => [name, `${name} 1`])) };

function textNames(): string[] {
  return Object.entries(emptySignInValues())
    .filter(([name, value]) => name !== 'method' && typeof value === 'string')
    .map(([name]) => name);
}

describe.each(signInMethods.map((one) => [one.method, one] as const))(
  '%s',
  (method, { incompleteSignIn, form, fileFormat, identity }) => {
    const signIn = signInFromValues({ ...filled, method });

    it('is stored as the form describes it', () => {
      expect(signInSchema.parse(signIn)).toEqual(signIn);
      expect(signInSchema.parse(incompleteSignIn)).toEqual(incompleteSignIn);
      expect(signIn.method).toBe(method);
    });

    it('is shown in the form as it was typed', () => {
      expect(signInFromValues(signInToValues(signIn))).toEqual(signIn);
      expect(missingFields({ ...filled, method })).toEqual([]);
    });

    it('is synced without a secret', () => {
      expect(syncedSignInSchema.parse({ ...signIn, password: 'p', secret: 's', token: 't' })).toEqual(signIn);
    });

    it('has a secret of its own kind, or none and a dashboard', () => {
      const credential = typedCredential(method, 'secret');
      expect(secretField(method) === null).toBe(credential === undefined);
      expect(credential === undefined).toBe(form.needsDashboard === true && identity === undefined);
      if (credential === undefined) return;
      expect(credentialSchema.parse(credential)).toEqual({ ...credential, kind: method });
      const stored = { ...credential, origin: 'https://keystone.example.org' };
      expect(storedCredentialSchema.parse(stored)).toEqual(stored);
    });

    it('writes no secret into a file unless asked to', () => {
      const credential = typedCredential(method, 'secret');
      expect(JSON.stringify(fileFormat?.signInSettings(signIn) ?? '')).not.toContain('secret');
      if (fileFormat !== null && credential !== undefined)
        expect(Object.values(fileFormat.secretSettings(credential))).toEqual(['secret']);
    });
  },
);

it('an auth_type is read by one method only', () => {
  const types = signInMethods.flatMap(({ fileFormat }) => fileFormat?.authTypes ?? []);
  expect(new Set(types).size).toBe(types.length);
});
