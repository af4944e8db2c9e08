import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demoProfile, inDefault } from '@/tests/unit/support/profile';
import { forAny } from '@/tests/unit/support/runs';
import { planImport } from '@/utils/cloud-files/import-plan';
import { readFiles } from '@/utils/cloud-files/read-files';
import { cloudProfile } from '@/utils/clouds/profile';

const cloud = (name: string, host: string, extraAuth = '') =>
  `  ${name}: {auth: {auth_url: "https://${host}:5000", username: demo, user_domain_name: Default${extraAuth}}}\n`;
const inA = (name: string, project: string) => cloud(name, 'a.example.org', `, project_name: ${project}`);
const plan = (lines: string, stored: Parameters<typeof planImport>[1] = []) =>
  planImport(readFiles([`clouds:\n${lines}`]).clouds, stored);
const URL_A = 'https://a.example.org:5000/v3';

describe('a new cloud', () => {
  it('has all fields of the file, in the form that is stored', () => {
    const auth = 'auth: {auth_url: "https://a.example.org:5000/", user_id: u}';
    const [only] = plan(`  a: {${auth}, regions: [east, west], region_name: west}`);
    const signIn = { method: 'password', user: { id: 'u' } };
    const place = { interface: 'public', region: 'west', regions: ['west', 'east'] };
    const added = { name: 'a', authUrl: URL_A, signIn, ...place };
    expect(only).toMatchObject({ suggestion: 'add', updated: null, added });
  });

  it('has a unique name', () => {
    const stored = [demoProfile('https://z/v3', { name: 'a' })];
    const lines = cloud('a', 'b.example.org', ', project_name: p');
    const rc = 'OS_AUTH_URL=https://b.example.org:5000\nOS_USER_ID=';
    const files = readFiles([`clouds:\n${lines}`, `${rc}u`, `${rc}v`, `${rc}w`]);
    expect(planImport(files.clouds, stored).map(({ added }) => added?.name)).toEqual([
      'a (p)',
      'b.example.org:5000',
      'b.example.org:5000 2',
      'b.example.org:5000 3',
    ]);
  });

  it('is null where a problem blocks it', () => {
    expect(plan('  a: {auth: {auth_url: "https://a.example.org"}, auth_type: v3kerberos}')).toMatchObject([
      { added: null, updated: null, suggestion: 'nothing', imported: { name: 'a' } },
    ]);
  });
});

describe('a stored cloud', () => {
  const stored = demoProfile(URL_A, { id: 'one', name: 'Mine', interface: 'internal', computeUrl: 'https://nova.a' });
  const issued = {
    ...{ name: 'n', userId: 'u', userName: 'demo', projectId: 'p', projectName: 'demo' },
    ...{ hasAccessRules: true, replaced: { user: inDefault('demo') }, expiresAt: null },
  };

  it('matches by auth URL, user and project, whatever its name is; then nothing is suggested', () => {
    const [same] = plan(inA('other', 'demo'), [stored]);
    expect(same).toMatchObject({ suggestion: 'nothing', updated: { before: { id: 'one' }, changes: [] } });
    expect(same?.updated?.after).toMatchObject({ interface: 'internal', computeUrl: 'https://nova.a' });
  });

  it('is updated where the file has a secret or another value', () => {
    const [secret] = plan(cloud('other', 'a.example.org', ', project_name: demo, password: p'), [stored]);
    expect(secret).toMatchObject({ suggestion: 'update', updated: { changes: [] } });
    const [other] = plan(inA('Mine', 'ops'), [stored]);
    const project = { field: 'project', from: 'demo (Default)', to: 'ops (Default)' };
    expect(other).toMatchObject({ suggestion: 'update', updated: { changes: [project] } });
  });

  it('keeps fields that the file does not have', () => {
    const [less] = plan(cloud('x', 'a.example.org'), [{ ...stored, region: 'east', regions: ['east', 'west'] }]);
    expect(less?.updated).toMatchObject({ changes: [], after: { region: 'east', regions: ['east', 'west'] } });
    expect(less?.updated?.after.signIn).toEqual(stored.signIn);
  });

  it('keeps fields of the sign-in that no file has, and gets a passcode', () => {
    const signIn = { method: 'application_credential', id: 'abc', issued } as const;
    const lines = '  x: {auth: {auth_url: "https://a.example.org:5000", application_credential_id: abc}}\n';
    const [known] = plan(lines, [{ ...stored, signIn }]);
    expect(known?.updated).toMatchObject({ changes: [], after: { signIn: { issued } } });
    const type = 'auth_type: v3multifactor, auth_methods: [v3password, v3totp]';
    const [asked] = plan(inA('Mine', 'demo').replace('}}', `}, ${type}}`), [stored]);
    expect(asked).toMatchObject({ suggestion: 'update', updated: { changes: [{ field: 'passcode' }] } });
  });

  it('does not get back the password that an application credential has replaced', () => {
    const restricted = { ...stored, signIn: { method: 'application_credential', id: 'abc', issued } as const };
    const [old] = plan(cloud('Mine', 'a.example.org', ', project_name: demo, password: p'), [restricted]);
    expect(old).toMatchObject({ suggestion: 'nothing', updated: { before: { id: 'one' } } });
  });

  it('asks for its secret again where a file has another address, user or compute endpoint', () => {
    const asks = (lines: string) => plan(lines, [stored])[0]?.updated?.needsSecret;
    expect(asks(inA('Mine', 'ops'))).toBe(false);
    expect(asks(cloud('Mine', 'b.example.org', ', project_name: demo'))).toBe(true);
    expect(asks(cloud('Mine', 'a.example.org').replace('demo', 'other'))).toBe(true);
    const elsewhere = cloud('Mine', 'a.example.org').replace('}}', '}, compute_endpoint_override: "https://nova.b"}');
    expect(asks(elsewhere)).toBe(true);
  });

  it('with the same user and another project is another cloud', () => {
    const lines = [inA('demo', 'demo'), inA('ops', 'ops')].join('');
    expect(plan(lines, [stored]).map(({ suggestion }) => suggestion)).toEqual(['nothing', 'add']);
  });

  it('with the same name and another address is another cloud, but may be updated', () => {
    const [moved] = plan(cloud('Mine', 'b.example.org', ', project_name: demo'), [stored]);
    expect(moved).toMatchObject({ suggestion: 'add', added: { name: 'Mine (demo)' } });
    expect(moved?.updated?.changes).toEqual([{ field: 'authUrl', from: URL_A, to: 'https://b.example.org:5000/v3' }]);
  });

  it('keeps the form of its auth URL from discovery', () => {
    const found = { ...stored, authUrl: 'https://a.example.org:5000' };
    expect(plan(cloud('x', 'a.example.org'), [found])[0]?.updated?.after.authUrl).toBe('https://a.example.org:5000');
  });

  it('matches one cloud of a file only', () => {
    const lines = [inA('Mine', 'demo'), inA('again', 'demo')].join('');
    expect(plan(lines, [stored]).map(({ updated }) => updated?.before.id)).toEqual(['one', undefined]);
  });
});

it('profiles of any plan can be stored', () => {
  const words = fc.constantFrom('a', 'b', 'demo', '__proto__', '');
  const entry = fc.record({ host: fc.constantFrom('a.example.org', 'b.example.org'), user: words, project: words });
  forAny(200, fc.array(entry, { maxLength: 6 }), (entries) => {
    const lines = entries.map(
      ({ host, user, project }, at) =>
        `  c${at}: {auth: {auth_url: "https://${host}", username: "${user}", project_name: "${project}"}}\n`,
    );
    const stored = [
      demoProfile(URL_A, { id: 'one' }),
      demoProfile('https://b.example.org/v3', { id: 'two', name: 'c1' }),
    ];
    const planned = plan(lines.join(''), stored);
    const names = planned.flatMap(({ added }) => (added === null ? [] : [added.name]));
    for (const { added, updated } of planned) {
      if (added !== null) expect(cloudProfile.safeParse(demoProfile('', { id: 'n', ...added })).success).toBe(true);
      if (updated !== null) expect(cloudProfile.safeParse({ ...updated.before, ...updated.after }).success).toBe(true);
    }
    expect(names.every((name) => name !== '')).toBe(true);
  });
});
