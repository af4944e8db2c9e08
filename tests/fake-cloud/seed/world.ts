import type { World } from '@/tests/fake-cloud/world';
import { loadServers, seedServers } from './servers';
import { DOMAINS, seedApplicationCredential, seedProjects, seedUsers } from './users';

/** What the fake cloud contains at first; `servers`: load servers in project ops. */
export function demoWorld(password: string, servers: number): World {
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

/** Adds load servers to project ops of a world that has one. */
export function addLoadServers(world: World, count: number): void {
  const ops = world.projects.find((project) => project.name === 'ops');
  const demo = world.users.find((user) => user.name === 'demo');
  if (!ops || !demo) return;
  const there = world.servers.filter((server) => server.name.startsWith('load-')).length;
  world.servers.push(...loadServers(count, there, ops.id, demo.id));
}
