import type { CloudContents } from '@/tests/fake-cloud/contents';
import { loadServers, seedServers } from './servers';
import { DOMAINS, seedApplicationCredential, seedProjects, seedUsers } from './users';

/** What the fake cloud contains at first; `servers`: load servers in project ops. */
export function demoContents(password: string, servers: number): CloudContents {
  const projects = seedProjects();
  const users = seedUsers(projects, password);
  const idOf = (name: string): string => users.find((user) => user.name === name)?.id ?? '';
  return {
    domains: DOMAINS.map((domain) => ({ ...domain })),
    projects: Object.values(projects),
    users,
    applicationCredentials: [seedApplicationCredential(projects, idOf('demo'))],
    accessRules: [],
    regions: ['RegionOne', 'RegionTwo'],
    servers: [
      ...seedServers(projects, { demo: idOf('demo'), carol: idOf('carol') }),
      ...loadServers(servers, 0, projects.ops.id, idOf('demo')),
    ],
  };
}

/** Adds load servers to project ops of a contents that has one. */
export function addLoadServers(contents: CloudContents, count: number): void {
  const ops = contents.projects.find((project) => project.name === 'ops');
  const demo = contents.users.find((user) => user.name === 'demo');
  if (!ops || !demo) return;
  const there = contents.servers.filter((server) => server.name.startsWith('load-')).length;
  contents.servers.push(...loadServers(count, there, ops.id, demo.id));
}
