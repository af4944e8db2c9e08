import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { recording } from '@/tests/fixtures/recorded';
import { readToken, tokenBody } from '@/utils/openstack/identity/token-body';

const read = (body: unknown) => readToken(z.parse(tokenBody, body));
const bare = { methods: ['token'], user: { id: 'u1' }, expires_at: null };

describe('readToken', () => {
  it('reads a scoped token of a real Keystone', () => {
    const token = read(recording('auth-password-scoped').response.body);
    expect(token).toMatchObject({
      methods: ['password'],
      user: { name: 'demo', domain: { id: 'default', name: 'Default' } },
      project: { name: 'demo', domain: { id: 'default', name: 'Default' } },
      passwordExpiresAt: null,
      applicationCredential: null,
    });
    expect(token.roles.map(({ name }) => name)).toContain('member');
    expect(token.catalog.map(({ type }) => type)).toContain('compute');
    expect((token.expiresAt ?? 0) - (token.issuedAt ?? 0)).toBe(3600_000);
  });

  it('reads an unscoped one: no project, no roles, no catalog', () => {
    const { body } = recording('auth-password-unscoped').response;
    expect(read(body)).toMatchObject({ project: null, roles: [], catalog: [] });
  });

  it('reads that of an application credential', () => {
    expect(read(recording('auth-appcred').response.body).applicationCredential).toMatchObject({ restricted: true });
  });

  it('reads a federated user without domain, and missing names', () => {
    expect(read({ token: { ...bare, user: { id: 'u1', domain: { id: 'd1' } }, project: { id: 'p1' } } })).toEqual({
      methods: ['token'],
      user: { id: 'u1', name: 'u1', domain: { id: 'd1', name: 'd1' } },
      project: { id: 'p1', name: 'p1', domain: { id: '', name: '' } },
      scope: 'project',
      roles: [],
      catalog: [],
      issuedAt: null,
      expiresAt: null,
      passwordExpiresAt: null,
      applicationCredential: null,
    });
  });

  it.each([
    ['2026-01-02T03:04:05.000000Z', Date.UTC(2026, 0, 2, 3, 4, 5)],
    ['2026-01-02T03:04:05.678901Z', Date.UTC(2026, 0, 2, 3, 4, 5, 678)],
    ['2026-01-02T03:04:05.000000', Date.UTC(2026, 0, 2, 3, 4, 5)],
    ['2026-01-02T03:04:05', Date.UTC(2026, 0, 2, 3, 4, 5)],
    ['2026-01-02T03:04:05Z', Date.UTC(2026, 0, 2, 3, 4, 5)],
    ['2026-01-02T03:04:05+02:00', Date.UTC(2026, 0, 2, 1, 4, 5)],
    [null, null],
  ])('reads the time %j as UTC', (text, ms) => {
    const user = { id: 'u1', password_expires_at: text };
    const token = read({ token: { ...bare, user, expires_at: text } });
    expect(token).toMatchObject({ expiresAt: ms, passwordExpiresAt: ms });
  });

  it('refuses a token whose expiry cannot be read', () => {
    expect(() => read({ token: { ...bare, expires_at: 'tomorrow' } })).toThrow('SCHEMA_MISMATCH');
    expect(z.safeParse(tokenBody, { token: { methods: [], user: { id: 'u1' } } }).success).toBe(false);
  });
});
