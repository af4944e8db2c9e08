import type { World } from '@/tests/fake-cloud/world';
import { loadServers, seedServers } from './servers';
import { DOMAINS, seedApplicationCredentials, seedProjects, seedUsers } from './users';

export interface SeedOptions {
  /** password of every user */
  password: string;
  applicationCredentialSecret: string;
  /** load servers in project ops */
  servers: number;
}

/** What the fake cloud contains at first. */
export function demoWorld(options: SeedOptions): World {
  const projects = seedProjects();
  const users = seedUsers(projects, options.password);
  const idOf = (name: string): string => users.find((user) => user.name === name)?.id ?? '';
  return {
    domains: DOMAINS.map((domain) => ({ ...domain })),
    projects: Object.values(projects),
    users,
    applicationCredentials: seedApplicationCredentials(projects, users, options.applicationCredentialSecret),
    accessRules: [],
    regions: ['RegionOne', 'RegionTwo'],
    servers: [
      ...seedServers(projects, { demo: idOf('demo'), carol: idOf('carol') }),
      ...loadServers(options.servers, 0, projects.ops.id, idOf('demo')),
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
