import { describe, expect, it } from 'vitest';
import { type FormValues, newValues, profileOf, valuesOf } from '@/components/settings/clouds/form-values';
import { fakeProfile } from '@/tests/unit/components/fake-data';
import type { CloudProfile } from '@/utils/clouds/profile';
import { typedCredential } from '@/utils/sign-in/form-values';
import type { SignIn } from '@/utils/sign-in/methods';

const typed = { ...newValues([]), name: ' North ', authUrl: ' https://k.example.org ', userName: ' demo ' };

describe('fields to profile', () => {
  it('trims; no project means that the popup lists the projects', () => {
    const profile = profileOf(typed, 'id');
    expect(profile).toMatchObject({ id: 'id', name: 'North', authUrl: 'https://k.example.org' });
    expect(profile.signIn).toEqual({ method: 'password', user: { name: 'demo', domain: { name: 'Default' } } });
    expect(profile).not.toHaveProperty('region');
  });

  it('regions behind commas: the first is where to start, and only those are offered', () => {
    const regions = (region: string, before?: CloudProfile) => profileOf({ ...typed, region }, 'id', before);
    expect(regions(' west ')).toMatchObject({ region: 'west' });
    expect(regions(' west ')).not.toHaveProperty('regions');
    expect(regions('west, east,, west')).toMatchObject({ region: 'west', regions: ['west', 'east'] });
    const odd = fakeProfile({ region: 'a,b', regions: ['c', 'a,b'] });
    expect(regions(valuesOf(odd).region, odd)).toMatchObject({ region: 'a,b', regions: ['c', 'a,b'] });
  });

  it('a compute endpoint of its own, or none', () => {
    const computeUrl = 'https://nova.example.org';
    expect(profileOf({ ...typed, computeUrl: ` ${computeUrl} ` }, 'id')).toMatchObject({ computeUrl });
    expect(profileOf(typed, 'id')).not.toHaveProperty('computeUrl');
    expect(valuesOf(fakeProfile({ computeUrl }))).toMatchObject({ computeUrl });
  });

  it('an empty project domain is the user’s domain', () => {
    const profile = profileOf({ ...typed, userDomain: 'corp', project: 'web' }, 'id');
    expect(profile.signIn).toMatchObject({ project: { name: 'web', domain: { name: 'corp' } } });
    const other = profileOf({ ...typed, project: 'web', projectDomain: 'corp' }, 'id');
    expect(other.signIn).toMatchObject({ project: { name: 'web', domain: { name: 'corp' } } });
  });

  it('an application credential needs nothing but its id', () => {
    const profile = profileOf({ ...typed, method: 'application_credential', appCredId: ' abc ', project: 'x' }, 'id');
    expect(profile.signIn).toEqual({ method: 'application_credential', id: 'abc' });
  });

  it('a token may have a project, in the domain Default unless said otherwise', () => {
    const profile = profileOf({ ...typed, method: 'token', project: 'web' }, 'id');
    expect(profile.signIn).toEqual({ method: 'token', project: { name: 'web', domain: { name: 'Default' } } });
  });
});

describe('profile to fields and back', () => {
  type Password = Extract<SignIn, { method: 'password' }>;
  const corp = { name: 'corp' };
  const dashboardUrl = 'https://h.example.org';
  const withPassword = (user: Password['user'], project?: Password['project']) =>
    fakeProfile({ signIn: { method: 'password', user, ...(project && { project }) } });
  const byId = withPassword({ id: 'u1' }, { id: 'p1' });
  const resaved = (profile: CloudProfile, typed: Partial<FormValues>) =>
    profileOf({ ...valuesOf(profile), ...typed }, profile.id, profile).signIn;
  const profiles: [string, CloudProfile][] = [
    ['password', fakeProfile()],
    ['project in the user’s domain', withPassword({ name: 'u', domain: corp }, { name: 'p', domain: corp })],
    ['references by id', byId],
    ['domains by id', fakeProfile({ signIn: { method: 'password', user: { name: 'u', domain: { id: 'default' } } } })],
    ['application credential', fakeProfile({ signIn: { method: 'application_credential', id: 'a' } })],
    ['token', fakeProfile({ signIn: { method: 'token', project: { name: 'p', domain: { id: 'd' } } } })],
    ['region, interface, dashboard', fakeProfile({ region: 'R', interface: 'internal', dashboardUrl })],
  ];

  it.each(profiles)('%s: unchanged fields give the same profile', (_, profile) => {
    expect(profileOf(valuesOf(profile), profile.id, profile)).toEqual(profile);
  });

  it.each<[string, Partial<FormValues>, object]>([
    ['that a passcode is asked for', { asksPasscode: true }, { user: { id: 'u1' }, project: { id: 'p1' } }],
    ['the project', { project: 'ops' }, { user: { id: 'u1' }, project: { name: 'ops', domain: { name: 'Default' } } }],
    ['the user', { userName: 'u', userDomain: 'corp' }, { user: { name: 'u', domain: corp }, project: { id: 'p1' } }],
  ])('of references by id the others stay so where one field is touched: %s', (_, typed, expected) => {
    expect(resaved(byId, typed)).toMatchObject(expected);
  });

  it('a project in its user’s domain moves to the domain that is typed for the user', () => {
    const domain = { name: 'Default' };
    const user = { name: 'u', domain };
    const moved = resaved(withPassword(user, { name: 'p', domain }), { userDomain: 'corp' });
    expect(moved).toMatchObject({ user: { domain: corp }, project: { name: 'p', domain: corp } });
    const project = { name: 'p', domain: { id: 'd1' } };
    expect(resaved(withPassword(user, project), { userDomain: 'corp' })).toMatchObject({
      user: { domain: corp },
      project,
    });
  });

  it('a project id that is typed is one, unless a domain beside it says that it is a name', () => {
    const id = '2875a4c0e5ab4b3a9d3f0e8d7c6b5a41';
    const [byId, byName] = ['', 'corp'].map(
      (projectDomain) => profileOf({ ...typed, project: ` ${id} `, projectDomain }, 'cloud-1').signIn,
    );
    expect(byId).toMatchObject({ project: { id } });
    expect(byName).toMatchObject({ project: { name: id, domain: { name: 'corp' } } });
  });

  it('a changed reference becomes one by name', () => {
    const signIn = resaved(withPassword({ id: 'u1' }), { userName: 'demo' });
    expect(signIn).toEqual({ method: 'password', user: { name: 'demo', domain: { name: 'Default' } } });
  });
});

it('a new cloud gets a colour that is not in use', () => {
  const { color } = newValues([]);
  expect(newValues([color]).color).not.toBe(color);
});

it('an empty secret is no credential; a password is sent exactly as typed', () => {
  expect(typedCredential('password', '')).toBeUndefined();
  expect(typedCredential('password', ' pass ')).toEqual({ kind: 'password', password: ' pass ' });
  expect(typedCredential('token', ' tok\n')).toEqual({ kind: 'token', token: 'tok' });
  expect(typedCredential('application_credential', ' s ')).toEqual({ kind: 'application_credential', secret: 's' });
});
