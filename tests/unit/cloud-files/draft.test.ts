import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demoProfile, passwordOf } from '@/tests/unit/support/profile';
import { forAny } from '@/tests/unit/support/runs';
import { type CloudDraft, completeSignIn } from '@/utils/cloud-files/draft';
import { cloudProfile } from '@/utils/clouds/profile';
import { domain as anyDomain, anyName } from './arbitraries';

describe('completeSignIn', () => {
  const domain = { id: 'd' };
  const user = { name: 'u', domain };
  const method = 'application_credential';
  it.each<[string, CloudDraft, unknown]>([
    ['a user', { user }, { method: 'password', user }],
    ['names alone', { user: { name: 'u' }, project: { name: 'p' } }, passwordOf('u', 'p')],
    ['a project alone', { user, project: { name: 'p' } }, { method: 'password', user, project: { name: 'p', domain } }],
    ["a project's id", { user, project: { id: 'i', name: 'p' } }, { method: 'password', user, project: { id: 'i' } }],
    ["a user's id", { user: { id: 'i', name: 'u' } }, { method: 'password', user: { id: 'i' } }],
    ["a credential's id", { method, appCredId: 'a', project: { id: 'i' } }, { method, id: 'a' }],
    ['a token', { method: 'token' }, { method: 'token' }],
    ['a scoped token', { method: 'token', user, project: { id: 'i' } }, { method: 'token', project: { id: 'i' } }],
    ['nothing', {}, null],
    ["a credential's name", { method, appCredName: 'n', user }, { method, name: 'n', user }],
    ["a credential's name without its user", { method, appCredName: 'n' }, null],
  ])('of %s', (_, draft, signIn) => {
    expect(completeSignIn(draft)).toEqual(signIn);
  });

  it('always fits into a profile', () => {
    const ref = fc.oneof(
      fc.record({ id: anyName, name: anyName }, { requiredKeys: ['id'] }),
      fc.record({ name: anyName, domain: anyDomain }, { requiredKeys: ['name'] }),
    );
    const draft = fc.record(
      {
        method: fc.constantFrom('password', 'application_credential', 'token'),
        user: ref,
        project: ref,
        appCredId: anyName,
      },
      { requiredKeys: [] },
    );
    forAny(100, draft, (some) => {
      const signIn = completeSignIn(some);
      if (signIn === null) return;
      expect(cloudProfile.parse(demoProfile('https://h/v3', { signIn })).signIn).toEqual(signIn);
    });
  });
});
