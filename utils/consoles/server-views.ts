import type { ProjectView, ServerView } from '@/utils/messaging/views';
import { consoleObstacle } from '@/utils/openstack/compute/console-obstacle';
import type { Server } from '@/utils/openstack/compute/servers';
import type { Project } from '@/utils/openstack/identity/projects';

/** @returns enabled projects by name; repeated names with their domain's id */
export function projectViews(projects: readonly Project[]): ProjectView[] {
  const enabled = projects.filter((project) => project.enabled);
  return enabled
    .map(({ id, name, domainId }) => {
      const repeated = enabled.some((other) => other.name === name && other.id !== id);
      return { id, name, ...(repeated && domainId !== null && { domainId }) };
    })
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** Floating addresses first. */
export function serverView({
  id,
  name,
  status,
  taskState,
  addresses,
  flavor,
}: Server & Parameters<typeof consoleObstacle>[0]): ServerView {
  const ordered = [...addresses].sort((a, b) => Number(b.type === 'floating') - Number(a.type === 'floating'));
  return {
    id,
    name,
    status,
    taskState,
    addresses: ordered.map(({ address }) => address),
    flavor,
    obstacle: consoleObstacle({ status, taskState }),
  };
}
