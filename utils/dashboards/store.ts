import * as z from 'zod/mini';
import { createMutex } from '@/utils/async';
import { hasAccess } from '@/utils/clouds/host-access';
import { matchPattern } from '@/utils/clouds/host-patterns';
import { DASHBOARD_KINDS } from '@/utils/messaging/dashboard-kinds';
import { storedItem } from '@/utils/storage/stored-item';
import { storedList } from '@/utils/storage/stored-list';
import { isInside } from './address';

const dashboard = z.object({
  /** with a slash at the end */
  root: z.string(),
  kind: z.enum(DASHBOARD_KINDS),
  /** Horizon before Pike has no `auto_console`; undefined: not known */
  isBeforePike: z.optional(z.boolean()),
  /** match patterns of its Nova, where access was missing */
  compute: z.optional(z.array(z.string())),
  /** consoles open on its own origin; undefined: none was seen */
  hasConsoles: z.optional(z.boolean()),
});
/** An enabled dashboard. */
export type Dashboard = z.infer<typeof dashboard>;

const dashboards = storedList('local:dashboards', { version: 1, entry: dashboard, id: 'root' });

/** roots, newest first */
const disabled = storedItem('local:disabled-dashboards', {
  ...{ version: 1, schema: z.array(z.string()), fallback: [] },
});
const MAX_DISABLED = 100;

const withLock = createMutex();

/** Whether the user disabled the dashboard of this address. */
export async function isDisabled(address: string): Promise<boolean> {
  return (await disabled.get()).some((root) => isInside(address, root));
}

/** In the order of enabling. */
export const listDashboards: () => Promise<Dashboard[]> = dashboards.get;

const findDashboard = async (root: string) => (await listDashboards()).find((dashboard) => dashboard.root === root);

/** The known hosts of its Nova stay. */
export function addDashboard({ root, kind }: Pick<Dashboard, 'root' | 'kind'>): Promise<Dashboard> {
  return withLock(async () => {
    const { isBeforePike: _, ...before } = (await findDashboard(root)) ?? {};
    const added = { ...before, root, kind };
    await disabled.update((roots) => roots.filter((other) => other !== root));
    await dashboards.put(added);
    return added;
  });
}

/** Does nothing where it is not enabled. */
export function updateDashboard(
  root: string,
  changes: Pick<Dashboard, 'isBeforePike' | 'compute' | 'hasConsoles'>,
): Promise<void> {
  return dashboards.change(root, (dashboard) => ({ ...dashboard, ...changes }));
}

/** Notes match patterns of its Nova. Earlier ones that were granted stay noted: they are given back with it. */
export async function noteCompute(root: string, patterns: readonly string[]): Promise<void> {
  const { compute = [] } = (await findDashboard(root)) ?? {};
  const granted = await Promise.all(compute.map(hasAccess));
  await updateDashboard(root, {
    compute: [...new Set([...patterns, ...compute.filter((_, index) => granted[index])])],
  });
}

/**
 * Notes dashboards on the origin of a console: a service worker of theirs sees the console's address
 * (https://w3c.github.io/ServiceWorker/#on-fetch-request-algorithm). Never throws.
 */
export async function noteConsole(url: string): Promise<void> {
  const origin = URL.parse(url)?.origin;
  const there = (await listDashboards().catch(() => [])).filter(
    ({ root, hasConsoles }) => hasConsoles !== true && new URL(root).origin === origin,
  );
  for (const { root } of there) await updateDashboard(root, { hasConsoles: true }).catch(() => undefined);
}

/** Also stores that the user disabled it. */
export function removeDashboard(root: string): Promise<void> {
  return withLock(async () => {
    if ((await findDashboard(root)) === undefined) return;
    await dashboards.remove(root);
    await disabled.update((roots) => [root, ...roots.filter((other) => other !== root)].slice(0, MAX_DISABLED));
  });
}

/** @returns null: no enabled dashboard, or no access to its host */
export async function dashboardOf(pageUrl: string): Promise<Dashboard | null> {
  const owner = dashboardAt(pageUrl, await listDashboards());
  return owner !== null && (await isReachable(owner)) ? owner : null;
}

/** Whether the extension has access to its host. */
export async function isReachable({ root }: Pick<Dashboard, 'root'>): Promise<boolean> {
  const origin = matchPattern(root);
  return origin !== null && (await hasAccess(origin));
}

/** @returns the longest root that the address begins with */
export function dashboardAt<D extends Pick<Dashboard, 'root'>>(pageUrl: string, dashboards: readonly D[]): D | null {
  if (!URL.canParse(pageUrl)) return null;
  const { origin, pathname } = new URL(pageUrl);
  const address = `${origin}${pathname}`;
  const owners = dashboards.filter(({ root }) => address.startsWith(root));
  return owners.sort((a, b) => b.root.length - a.root.length)[0] ?? null;
}
