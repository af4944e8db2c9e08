import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demoProfile, passwordOf } from '@/tests/unit/support/profile';
import { forAny } from '@/tests/unit/support/runs';
import { type CloudDraft, completeSignIn } from '@/utils/cloud-files/draft';
import { cloudProfile } from '@/utils/clouds/profile';
import { domain, name } from './arbitraries';

describe('completeSignIn', () => {
  const user = { name: 'u', domain: { id: 'd' } };
  it.each([
    [{ user }, { method: 'password', user }],
    [{ user: { name: 'u' }, project: { name: 'p' } }, passwordOf('u', 'p')],
    [
      { user, project: { name: 'p' } },
      { method: 'password', user, project: { name: 'p', domain: { id: 'd' } } },
    ],
    [
      { user, project: { id: 'i', name: 'p' } },
      { method: 'password', user, project: { id: 'i' } },
    ],
    [{ user: { id: 'i', name: 'u' } }, { method: 'password', user: { id: 'i' } }],
    [
      { method: 'application_credential', appCredId: 'a', project: { id: 'i' } },
      { method: 'application_credential', id: 'a' },
    ],
    [{ method: 'token' }, { method: 'token' }],
    [
      { method: 'token', user, project: { id: 'i' } },
      { method: 'token', project: { id: 'i' } },
    ],
    [{}, null],
    [
      { method: 'application_credential', appCredName: 'n', user },
      { method: 'application_credential', name: 'n', user },
    ],
    [{ method: 'application_credential', appCredName: 'n' }, null],
  ] satisfies [CloudDraft, unknown][])('of %j', (draft, signIn) => {
    expect(completeSignIn(draft)).toEqual(signIn);
  });

  it('always fits into a profile', () => {
    const ref = fc.oneof(
      fc.record({ id: name, name }, { requiredKeys: ['id'] }),
      fc.record({ name, domain }, { requiredKeys: ['name'] }),
    );
    const draft = fc.record(
      {
        method: fc.constantFrom('password', 'application_credential', 'token'),
        user: ref,
        project: ref,
        appCredId: name,
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
