import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forAny } from '@/tests/unit/support/runs';
import { readFiles } from '@/utils/cloud-files/read-files';
import { mutated } from './arbitraries';

const CLOUDS = `clouds:
  a: {auth: {auth_url: "https://a.example.org", username: u, user_domain_name: D}}
  b: {auth: {auth_url: "https://b.example.org", username: u, user_domain_name: D}}`;
const SECURE = 'clouds: {a: {auth: {password: hunter2}}, z: {auth: {password: other}}}';
const OPENRC = 'export OS_AUTH_URL=https://c.example.org\nexport OS_USERNAME=u\nexport OS_USER_DOMAIN_NAME=D\n';
const horizon = (file: string) => readFileSync(`tests/fixtures/horizon/zed/${file}`, 'utf8');
const kinds = (...texts: string[]) => readFiles(texts).files.map(({ kind }) => kind);
const codes = (...texts: string[]) => readFiles(texts).files.map(({ problems }) => problems.map(({ code }) => code));

describe('the kind of a file, by its content', () => {
  it.each([
    ['clouds', CLOUDS],
    ['clouds', '{"clouds": {"a": {"auth": {"auth_url": "https://a.example.org", "user_id": "u"}}}}'],
    ['clouds', horizon('clouds.yaml')],
    ['openrc', horizon('openrc.sh')],
    ['openrc', OPENRC],
    ['openrc', 'OS_CLOUD=mine'],
    ['unknown', ''],
    ['unknown', 'nothing of the kind'],
    ['unknown', horizon('login.html')],
  ])('%s', (kind, text) => {
    expect(kinds(text)).toEqual([kind]);
  });

  it.each([
    ['UNRECOGNISED', 'Dear diary'],
    ['UNRECOGNISED', '\u0000\u0001PK'],
    ['NOT_YAML', 'clouds:\n  a: "\n'],
    ['NO_CLOUDS', 'clouds: []'],
    ['TOO_LARGE', `#${'x'.repeat(1_000_000)}`],
    ['SECURE_YAML_ALONE', SECURE],
  ])('an unknown file has the problem %s', (code, text) => {
    const { files, clouds } = readFiles([text]);
    expect(files[0]?.problems.map((problem) => problem.code)).toEqual([code]);
    expect(clouds).toEqual([]);
  });

  it('a clouds.yaml whose clouds are blocked is a clouds.yaml', () => {
    const { files, clouds } = readFiles(['clouds: {a: {auth: {username: u}}, b: {auth: {username: u}}}']);
    expect(files).toEqual([{ kind: 'clouds', count: 2, problems: [] }]);
    expect(clouds.map(({ problems }) => problems[0]?.code)).toEqual(['AUTH_URL_MISSING', 'AUTH_URL_MISSING']);
  });
});

describe('files that are read together', () => {
  it('a secure.yaml has the secrets of the clouds that it names, in any order of files', () => {
    for (const texts of [
      [CLOUDS, SECURE],
      [SECURE, CLOUDS],
    ]) {
      const { clouds } = readFiles(texts);
      expect(clouds.map(({ name, secret }) => [name, secret])).toEqual([
        ['a', { kind: 'password', password: 'hunter2' }],
        ['b', undefined],
      ]);
    }
    expect(kinds(SECURE, CLOUDS)).toEqual(['secrets', 'clouds']);
    expect(readFiles([SECURE, CLOUDS]).files[0]?.problems).toEqual([{ code: 'SECRETS_UNMATCHED', value: 'z' }]);
  });

  it('a secure.yaml may have the password of a cloud with a passcode', () => {
    const file = 'clouds: {a: {auth_type: v3totp, auth: {auth_url: "https://a.example.org", username: u}}}';
    expect(readFiles([file]).clouds[0]?.problems).toEqual([{ code: 'PASSCODE_WITHOUT_PASSWORD' }]);
    expect(readFiles([file, SECURE]).clouds[0]).toMatchObject({ draft: { method: 'password', passcode: true } });
  });

  it('several of each and an openrc are read', () => {
    const { files, clouds } = readFiles([CLOUDS, OPENRC, SECURE, 'clouds: {b: {auth: {password: p}}}']);
    expect(files.map(({ kind, count }) => [kind, count])).toEqual([
      ['clouds', 2],
      ['openrc', 1],
      ['secrets', 2],
      ['secrets', 1],
    ]);
    expect(clouds.map(({ name, secret }) => [name, secret !== undefined])).toEqual([
      ['a', true],
      ['b', true],
      ['c.example.org', false],
    ]);
  });

  it('a file that cannot be read does not change the others', () => {
    expect(codes(CLOUDS, 'clouds: [', OPENRC)).toEqual([[], ['NOT_YAML'], []]);
    expect(readFiles([CLOUDS, 'clouds: [', OPENRC]).clouds).toHaveLength(3);
  });
});

it('never throws, and has a result for each file', () => {
  const text = fc.oneof(mutated(CLOUDS), mutated(SECURE), mutated(OPENRC), fc.string({ unit: 'binary' }));
  forAny(200, fc.array(text, { maxLength: 3 }), (texts) => {
    const { files, clouds } = readFiles(texts);
    expect(files).toHaveLength(texts.length);
    for (const { count, problems } of files) expect(count + problems.length).toBeGreaterThan(0);
    for (const { draft } of clouds) expect(JSON.stringify(draft)).not.toContain('hunter2');
  });
});
