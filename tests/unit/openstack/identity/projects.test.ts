import { describe, expect, it } from 'vitest';
import { answering, codeOf, json, replay } from '@/tests/unit/openstack/support';
import { listProjects } from '@/utils/openstack/identity/projects';

const AUTH_URL = 'https://cloud.example.org/v3';
const page = (id: string, next: string | null) =>
  json(200, { projects: [{ id, name: `project ${id}` }], links: { next } });

describe('listProjects', () => {
  it('reads the projects of a real Keystone', async () => {
    const { client, sent } = answering(replay('auth-projects'));
    const projects = await listProjects(client, AUTH_URL, 'tok');
    expect(projects.map(({ name }) => name)).toEqual(['demo', 'ops']);
    expect(projects[0]).toMatchObject({ domainId: 'default', enabled: true, description: '' });
    expect(sent[0]).toMatchObject({ method: 'GET', url: `${AUTH_URL}/auth/projects` });
    expect(sent[0]?.headers.get('X-Auth-Token')).toBe('tok');
  });

  it('follows the next page, on the host that was asked', async () => {
    const { client, sent } = answering(page('a', 'http://internal:5000/v3/auth/projects?page=2'), page('b', null));
    expect((await listProjects(client, AUTH_URL, 'tok')).map(({ id }) => id)).toEqual(['a', 'b']);
    expect(sent[1]?.url).toBe(`${AUTH_URL}/auth/projects?page=2`);
  });

  it('ends where pages repeat', async () => {
    const { client, sent } = answering(page('a', '?page=2'), page('b', '?page=2'));
    expect(await listProjects(client, AUTH_URL, 'tok')).toHaveLength(2);
    expect(sent).toHaveLength(2);
  });

  it('throws TOKEN_INVALID on 401', async () => {
    const { client } = answering(replay('auth-validate-expired'));
    expect(await codeOf(listProjects(client, AUTH_URL, 'tok'))).toBe('TOKEN_INVALID');
  });
});
