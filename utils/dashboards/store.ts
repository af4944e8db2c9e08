import { storage } from 'wxt/utils/storage';
import * as z from 'zod/mini';
import { createMutex } from '@/utils/async';
import { hasAccess } from '@/utils/clouds/host-access';
import { originPattern } from '@/utils/clouds/host-patterns';
import { DASHBOARD_KINDS } from '@/utils/messaging/dashboard-kinds';
import { isInside } from './address';

/** A dashboard that the person enabled. Holds no secret. */
const dashboard = z.object({
  /** where it lives, with a slash at the end: `https://cloud.example.org/horizon/` */
  root: z.string(),
  kind: z.enum(DASHBOARD_KINDS),
  /** it has no redirect but the one of releases before Pike; not there: not known */
  old: z.optional(z.boolean()),
  /** match patterns of its Nova, where the browser did not let us talk to that when it was needed */
  compute: z.optional(z.array(z.string())),
});
export type Dashboard = z.infer<typeof dashboard>;

const item = storage.defineItem<unknown[]>('local:dashboards', { version: 1, fallback: [] });
const withLock = createMutex();

/** Roots of dashboards that the person turned off: a cloud that names one does not turn it on again. */
const turnedOff = storage.defineItem<unknown>('local:dashboards-off', { fallback: [] });
const roots = z.array(z.string());
/** Nobody has turned off more than that. */
const MAX_TURNED_OFF = 100;

async function listTurnedOff(): Promise<string[]> {
  const parsed = roots.safeParse(await turnedOff.getValue());
  return parsed.success ? parsed.data : [];
}

/** @returns whether the person turned off the dashboard behind this address, and not on again. */
export async function isTurnedOff(address: string): Promise<boolean> {
  return (await listTurnedOff()).some((root) => isInside(address, root));
}

/** @returns all enabled dashboards, in the order in which they were enabled. */
export async function listDashboards(): Promise<Dashboard[]> {
  return (await item.getValue()).flatMap((entry) => {
    const parsed = dashboard.safeParse(entry);
    return parsed.success ? [parsed.data] : [];
  });
}

/**
 * Adds a dashboard. @returns it; one that is there already keeps what was noted of its Nova. Its kind and its age are what
 * was seen last: it may have been upgraded.
 */
export function addDashboard({ root, kind }: Pick<Dashboard, 'root' | 'kind'>): Promise<Dashboard> {
  return withLock(async () => {
    const all = await listDashboards();
    const { old: _, ...known } = all.find((one) => one.root === root) ?? {};
    const added = { ...known, root, kind };
    await turnedOff.setValue((await listTurnedOff()).filter((off) => off !== root));
    await item.setValue([...all.filter((known) => known.root !== root), added]);
    return added;
  });
}

/** Notes something of a dashboard; of one that was removed meanwhile nothing. */
export function noteOfDashboard(root: string, news: Pick<Dashboard, 'old' | 'compute'>): Promise<void> {
  return withLock(async () => {
    const all = await listDashboards();
    if (!all.some((known) => known.root === root)) return;
    await item.setValue(all.map((known) => (known.root === root ? { ...known, ...news } : known)));
  });
}

/** Forgets the dashboard with this root, but for that it was turned off; does nothing where there is none. */
export function removeDashboard(root: string): Promise<void> {
  return withLock(async () => {
    const all = await listDashboards();
    if (!all.some((known) => known.root === root)) return;
    await item.setValue(all.filter((known) => known.root !== root));
    await turnedOff.setValue([root, ...(await listTurnedOff()).filter((off) => off !== root)].slice(0, MAX_TURNED_OFF));
  });
}

/** @returns the enabled dashboard that this page belongs to; null where there is none, or where we have no access to it any more. */
export async function dashboardOf(pageUrl: string): Promise<Dashboard | null> {
  const owner = ownerOf(pageUrl, await listDashboards());
  return owner !== null && (await isReachable(owner)) ? owner : null;
}

/** Whether the browser lets us into it: the person may take that back, and the dashboard stays in the list. */
export async function isReachable({ root }: Pick<Dashboard, 'root'>): Promise<boolean> {
  const origin = originPattern(root);
  return origin !== null && (await hasAccess(origin));
}

/** The one whose root the address begins with; the longest, where one lives inside another. */
export function ownerOf<D extends Pick<Dashboard, 'root'>>(pageUrl: string, dashboards: readonly D[]): D | null {
  if (!URL.canParse(pageUrl)) return null;
  const { origin, pathname } = new URL(pageUrl); // no user name, query or fragment to be fooled by
  const address = `${origin}${pathname}`;
  const owners = dashboards.filter(({ root }) => address.startsWith(root));
  return owners.sort((a, b) => b.root.length - a.root.length)[0] ?? null;
}
