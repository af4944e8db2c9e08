import { describe, expect, it } from 'vitest';
import { formDraft } from '@/components/settings/clouds/form-draft';
import { NO_DRAFT, newValues, signInOfDraft } from '@/components/settings/clouds/form-values';

/** As Horizon writes it: the project by id and name, without its domain (openstack_dashboard/.../clouds.yaml.template). */
const TEXT = `clouds:
  openstack:
    auth:
      auth_url: https://keystone.example.org/v3
      username: "mei"
      project_id: 2875a4e5f6e749db903218c8e0510cd9
      project_name: "shop"
      user_domain_name: "corp"
    region_name: "RegionTwo"
    interface: "public"
    identity_api_version: 3
`;

describe('what a dashboard says about its cloud, in the form', () => {
  const draft = formDraft({ source: 'clouds.yaml', text: TEXT }) ?? NO_DRAFT;
  const values = { ...newValues([]), ...draft.fields };

  it('shows names', () => {
    expect(draft.fields).toEqual({
      authUrl: 'https://keystone.example.org/v3',
      method: 'password',
      userName: 'mei',
      userDomain: 'corp',
      project: 'shop',
      interface: 'public',
      region: 'RegionTwo',
    });
  });

  it('keeps the id of the project, which may be in another domain than the user', () => {
    expect(signInOfDraft(values, draft)).toEqual({
      method: 'password',
      user: { name: 'mei', domain: { name: 'corp' } },
      project: { id: '2875a4e5f6e749db903218c8e0510cd9' },
    });
  });

  it.each([{ project: 'web' }, { userName: 'lee' }, { projectDomain: 'corp' }, { method: 'token' as const }])(
    'takes what the user typed instead: %j',
    (change) => {
      expect(signInOfDraft({ ...values, ...change }, draft)).toBeUndefined();
    },
  );

  it('is nothing where the answer has nothing of use', () => {
    expect(formDraft({ source: 'openrc', text: 'echo hello' })).toBeNull();
    expect(signInOfDraft(values, NO_DRAFT)).toBeUndefined();
  });
});
