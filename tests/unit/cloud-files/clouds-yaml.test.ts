import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseCloudsYaml } from '@/utils/cloud-files/clouds-yaml';
import { blocksImport } from '@/utils/cloud-files/import-problems';
import { AUTH, cloud, codes, horizonDownload, PASSWORD_ENTRY } from './one-cloud';

describe('parseCloudsYaml', () => {
  it("reads Horizon's own download", () => {
    const text = readFileSync('tests/fixtures/horizon/zed/clouds.yaml', 'utf8');
    expect(parseCloudsYaml(text)).toEqual(horizonDownload('openstack'));
  });

  it('unescapes names that Horizon escapes for HTML', () => {
    const text = readFileSync('tests/fixtures/horizon/zed/clouds.yaml', 'utf8').replace(
      'username: "demo"',
      'username: "CORP\\o&#x27;neil &amp; co"',
    );
    expect(parseCloudsYaml(text).clouds[0]?.draft.user).toMatchObject({ name: "CORP\\o'neil & co" });
    const own = cloud('auth: {auth_url: "https://id.example.org", username: "a&amp;b", user_domain_name: D}');
    expect(own.draft.user).toMatchObject({ name: 'a&amp;b' });
  });

  it("reads Horizon's download of an application credential", () => {
    const found = cloud(`auth:
  auth_url: https://id.example.org:5000
  application_credential_id: "0a1b"
  application_credential_secret: "s3cret"
regions:
- RegionOne
- RegionTwo
interface: "internal"
identity_api_version: 3
auth_type: "v3applicationcredential"`);
    const place = { interface: 'internal', region: 'RegionOne', regions: ['RegionOne', 'RegionTwo'] };
    const signIn = { method: 'application_credential', appCredId: '0a1b' };
    expect(found).toEqual({
      name: 'mine',
      draft: { name: 'mine', authUrl: 'https://id.example.org:5000', ...signIn, ...place },
      secret: { kind: 'application_credential', secret: 's3cret' },
      problems: [],
    });
  });

  it.each([
    ['auth keys one level up', 'auth_url: https://id.example.org/v3\nusername: u\nuser-domain-name: D'],
    ['dashes', 'auth: {auth-url: "https://id.example.org/v3", username: u, user-domain-name: D}'],
    ['one domain for both', `${AUTH}, username: u, project_id: p, domain_name: D}`],
    ['a default domain', `${AUTH}, username: u, default_domain_name: D}`],
    ['a blank value beside the real one', `username: u\n${AUTH}, username: "", user_domain_name: D}`],
    ['an old plugin name', `auth_plugin: v3password\n${PASSWORD_ENTRY}}`],
  ])('finds the user: %s', (_, lines) => {
    const { draft, problems } = cloud(lines);
    expect(draft).toMatchObject({
      authUrl: 'https://id.example.org/v3',
      method: 'password',
      user: { name: 'u', domain: { name: 'D' } },
    });
    expect(problems).toEqual([]);
  });

  it.each([
    ['project_name: p, project_domain_id: d', { name: 'p', domain: { id: 'd' } }],
    ['tenant_name: p', { name: 'p' }],
    ['tenant_name: old, project_name: p', { name: 'p' }],
    ['tenant_id: i', { id: 'i' }],
    ['project_id: i, project_name: p, project_domain_name: X', { id: 'i', name: 'p' }],
    ['project_name: p, domain_id: d', { name: 'p', domain: { id: 'd' } }],
    ['project_name: p, default_domain: d', { name: 'p', domain: { id: 'd' } }],
    ['project_id: 00012345678901234567890123456789', { id: '00012345678901234567890123456789' }],
    ['project_name: 1e3', { name: '1e3' }],
    ['project_name: true', { name: 'true' }],
    ['project_name: no', { name: 'no' }],
    ['project_name: 0x1F', { name: '0x1F' }],
    ['project_name: ~', undefined],
  ])('finds the project of {%s}', (keys, project) => {
    const { draft, problems } = cloud(`${PASSWORD_ENTRY}, ${keys}}`);
    expect(draft.project).toEqual(project);
    expect(problems).toEqual([]);
  });

  it('keeps a user by id', () => {
    const { draft, problems } = cloud('auth: {auth_url: "https://id.example.org", user_id: 12345}');
    expect(draft.user).toEqual({ id: '12345' });
    expect(problems).toEqual([]);
  });

  it.each([
    ['interface: internalURL', 'internal'],
    ['endpoint_type: adminURL', 'admin'],
    ['interface: [internal, public]', 'internal'],
    ['interface: PUBLIC\nendpoint_type: admin', 'public'],
  ])('reads %s', (lines, side) => {
    expect(cloud(`${PASSWORD_ENTRY}}\n${lines}`).draft.interface).toBe(side);
  });

  it.each([
    ['password: 0123', '0123'],
    ['password: no', 'no'],
    ['password: 12345678901234567890', '12345678901234567890'],
    ['password: " spaced "', ' spaced '],
    ['password: "a&amp;b"', 'a&amp;b'],
  ])('keeps {%s} as it is written, apart from the draft', (keys, password) => {
    const found = cloud(`${PASSWORD_ENTRY}, ${keys}}`);
    expect(found.secret).toEqual({ kind: 'password', password });
    expect(JSON.stringify([found.draft, found.problems])).not.toContain(password);
  });

  it.each([
    ['auth_type: token\nauth: {auth_url: "https://i.example.org", token: t}', 'token', { kind: 'token', token: 't' }],
    ['auth: {auth_url: "https://i.example.org", token: t}', 'token', { kind: 'token', token: 't' }],
    ['auth: {auth_url: "https://i.example.org", application_credential_id: a}', 'application_credential', undefined],
    [`auth_type: v3password\n${PASSWORD_ENTRY}, token: t}`, 'password', undefined],
  ])('finds the way to sign in: %s', (lines, method, secret) => {
    const found = cloud(lines);
    expect(found.draft.method).toBe(method);
    expect(found.secret).toEqual(secret);
  });

  it.each([
    ['username: u', 'AUTH_URL_MISSING'],
    ['profile: vexxhost', 'VENDOR_PROFILE_ONLY'],
    ['cloud: vexxhost', 'VENDOR_PROFILE_ONLY'],
    ['auth: {auth_url: "ftp://i.example.org"}', 'AUTH_URL_INVALID'],
    ['auth: {auth_url: "https://u:hunter2@i.example.org"}', 'AUTH_URL_INVALID'],
    ['auth: {auth_url: "https://{region_name}.example.org"}', 'AUTH_URL_INVALID'],
    ['auth: {auth_url: "not a url"}', 'AUTH_URL_INVALID'],
    ['auth_type: v3kerberos', 'AUTH_TYPE_UNSUPPORTED'],
    ['auth_type: v3totp\nauth: {auth_url: "https://i.example.org", username: u}', 'PASSCODE_WITHOUT_PASSWORD'],
    [`auth_type: v3totp\n${PASSWORD_ENTRY}, password: hunter}`, 'PASSCODE_NEEDED'],
    ['auth_type: v3multifactor\nauth_methods: [v3totp]', 'AUTH_TYPE_UNSUPPORTED'],
    ['auth: {auth_url: "https://i.example.org"}', 'USER_MISSING'],
    ['auth_type: v3applicationcredential\nauth: {application_credential_name: n}', 'APP_CRED_ID_MISSING'],
    [`${PASSWORD_ENTRY}}\nverify: no`, 'INSECURE_UNSUPPORTED'],
    [`${PASSWORD_ENTRY}}\nverify: false`, 'INSECURE_UNSUPPORTED'],
    [`${PASSWORD_ENTRY}}\ninsecure: Yes`, 'INSECURE_UNSUPPORTED'],
    [`${PASSWORD_ENTRY}}\ncacert: /etc/ca.pem`, 'CA_FILE_UNUSABLE'],
    [`${PASSWORD_ENTRY}}\nverify: /etc/ca.pem`, 'CA_FILE_UNUSABLE'],
    [`${PASSWORD_ENTRY}}\ncert: /etc/me.pem`, 'CLIENT_CERT_UNUSABLE'],
    [`${PASSWORD_ENTRY}}\ncompute_endpoint_override: https://u:p@n.example.org`, 'ENDPOINT_OVERRIDE_UNUSED'],
    [`${PASSWORD_ENTRY}}\nprofile: vexxhost`, 'VENDOR_PROFILE_UNUSED'],
    [`${PASSWORD_ENTRY}, system_scope: all}`, 'SCOPE_UNUSED'],
    [`${PASSWORD_ENTRY}, domain_id: d}`, 'SCOPE_UNUSED'],
    ['auth: {auth_url: "https://i.example.org", username: u}', 'DOMAIN_ASSUMED'],
    ['auth: {auth_url: "https://i.example.org", user_id: u, project_name: p}', 'DOMAIN_ASSUMED'],
    [`auth_type: v3multifactor\nauth_methods: [v3password, v3totp]\n${PASSWORD_ENTRY}}`, 'PASSCODE_NEEDED'],
    [`${PASSWORD_ENTRY}}\ninterface: sideways`, 'VALUE_UNUSED'],
    [`${PASSWORD_ENTRY}, project_name: [p]}`, 'VALUE_UNUSED'],
    [`${PASSWORD_ENTRY}, project_name: "a\\u0007b"}`, 'VALUE_UNUSED'],
    [`${PASSWORD_ENTRY}, project_name: ${'p'.repeat(2001)}}`, 'VALUE_UNUSED'],
    [`${PASSWORD_ENTRY}, password: {a: b}}`, 'VALUE_UNUSED'],
    ['auth: nonsense\nauth_url: https://i.example.org\nuser_id: u', 'VALUE_UNUSED'],
    [`${PASSWORD_ENTRY}}\nregions: [A, [B]]`, 'VALUE_UNUSED'],
  ])('says of %s: %s', (lines, code) => {
    const found = cloud(lines);
    expect(codes(found)).toContain(code);
    expect(JSON.stringify(found)).not.toContain('hunter2');
  });

  it('takes a passcode with a password as both, and without one says so and blocks', () => {
    const both = cloud(`auth_type: v3totp\n${PASSWORD_ENTRY}, password: p}`);
    expect(both).toMatchObject({ draft: { method: 'password', passcode: true }, secret: { password: 'p' } });
    expect(both.problems.some(blocksImport)).toBe(false);
    const alone = cloud('auth_type: v3totp\nauth: {auth_url: "https://i.example.org", username: u}');
    expect(alone.draft.method).toBeUndefined();
    expect(alone.problems.filter(blocksImport)).toEqual([{ code: 'PASSCODE_WITHOUT_PASSWORD' }]);
  });

  it.each([
    `${PASSWORD_ENTRY}}\nverify: on`,
    `${PASSWORD_ENTRY}}\ninsecure: off`,
    `${PASSWORD_ENTRY}}\nverify: true\ncacert: ""`,
  ])('has nothing to say of %s', (lines) => {
    expect(cloud(lines).problems).toEqual([]);
  });

  it.each([
    ['https://n.example.org:8774/v2.1/%(project_id)s', 'https://n.example.org:8774/v2.1'],
    ['https://n.example.org/v2.1/$(tenant_id)s/', 'https://n.example.org/v2.1'],
    ['https://n.example.org', 'https://n.example.org'],
  ])('reads a compute endpoint override: %s', (written, computeUrl) => {
    const found = cloud(`${PASSWORD_ENTRY}}\ncompute-endpoint-override: ${written}`);
    expect(found).toMatchObject({ draft: { computeUrl }, problems: [] });
  });

  it('reads anchors and merge keys as other tools do', () => {
    const { clouds, problems } = parseCloudsYaml(`defaults: &defaults
  region_name: R
  auth: &auth {auth_url: https://id.example.org, username: u, user_domain_name: D}
clouds:
  a: {<<: *defaults}
  b: {<<: [*defaults], region_name: S, auth: {<<: *auth, username: w}}`);
    expect(problems).toEqual([]);
    expect(clouds.map(({ draft }) => [draft.region, draft.user])).toEqual([
      ['R', { name: 'u', domain: { name: 'D' } }],
      ['S', { name: 'w', domain: { name: 'D' } }],
    ]);
  });

  it('reads JSON, a byte order mark, CRLF and a document marker', () => {
    const auth = { auth_url: 'https://i.example.org', user_id: 'u' };
    const json = JSON.stringify({ clouds: { mine: { auth } } }, null, '\t');
    const lines = ['clouds:', '  mine:', '    auth:', '      auth_url: https://i.example.org', '      user_id: u', ''];
    const draft = { authUrl: 'https://i.example.org', user: { id: 'u' } };
    for (const text of [json, `\uFEFF---\r\n${lines.join('\r\n')}`])
      expect(parseCloudsYaml(text)).toMatchObject({ clouds: [{ name: 'mine', draft, problems: [] }], problems: [] });
  });

  it('adds the secrets of secure.yaml', () => {
    const main = `clouds:\n  a:\n    ${PASSWORD_ENTRY}}\n  b:\n    ${PASSWORD_ENTRY}}`;
    const { clouds, problems } = parseCloudsYaml(main, 'clouds: {b: {auth: {password: hunter2}}}');
    expect(problems).toEqual([]);
    expect(clouds.map(({ name, secret }) => [name, secret])).toEqual([
      ['a', undefined],
      ['b', { kind: 'password', password: 'hunter2' }],
    ]);
    const broken = parseCloudsYaml(main, 'clouds: [');
    expect(broken.clouds).toHaveLength(2);
    expect(broken.problems).toEqual([{ code: 'NOT_YAML', line: expect.any(Number), file: 'secure' }]);
  });

  it('names entries that are no clouds, and reads the others', () => {
    const { clouds } = parseCloudsYaml(`clouds:\n  a: 1\n  b:\n  "": {auth_url: "https://i.example.org", user_id: u}`);
    expect(clouds.map(({ name, problems }) => [name, codes({ problems })])).toEqual([
      ['a', ['CLOUD_MALFORMED']],
      ['b', ['CLOUD_MALFORMED']],
      ['i.example.org', ['NAME_UNUSED']],
    ]);
  });
});
