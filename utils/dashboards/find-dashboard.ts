import { hasAccess } from '@/utils/clouds/host-access';
import { originPattern } from '@/utils/clouds/host-patterns';
import type { DashboardKind } from '@/utils/messaging/dashboard-requests';
import type { Client } from '@/utils/openstack/client';
import { OpenStackError } from '@/utils/openstack/errors';
import { AppError, isOpenStackError } from '@/utils/problems/app-error';
import { dashboardAddress } from './address';
import { horizonRootIn } from './horizon/html';
import { AJAX, dashboardFetch, isRedirect, readUpTo } from './http';
import { skylineEndpoints } from './skyline/endpoints';

/** Where a dashboard lives, with a slash at the end, and what it is. */
export interface Found {
  root: string;
  kind: DashboardKind;
}

/** Bytes of a page that are looked at. */
const MAX_BYTES = 1_000_000;

/**
 * Looks for the dashboard behind what a person typed, and reads from its page where it lives.
 *
 * @throws AppError DASHBOARD_NOT_FOUND; DASHBOARD_ELSEWHERE where the address leads to one that the browser does not let
 *   us follow; OpenStackError HOST_PERMISSION_MISSING, NETWORK, TIMEOUT.
 */
export async function findDashboard(client: Client, typed: string): Promise<Found> {
  const address = dashboardAddress(typed);
  if (address === null) throw new AppError('DASHBOARD_NOT_FOUND');
  const answer = await follow(client, address);
  if (answer === null) return behindRedirect(client, address);
  const final = answer.url || address;
  const { text } = await readUpTo(answer, MAX_BYTES);
  const root = answer.ok ? horizonRootIn(text, final) : null;
  if (root !== null) return reachable({ root, kind: 'horizon' });
  const origin = `${new URL(final).origin}/`;
  const isSkyline = (await skylineEndpoints(client, origin).catch(() => null)) !== null;
  if (isSkyline) return reachable({ root: origin, kind: 'skyline' });
  throw new AppError('DASHBOARD_NOT_FOUND', { host: new URL(address).host });
}

/** @returns null where the address leads out of what the browser lets us see: to a single sign-on, or to https. */
async function follow(client: Client, address: string): Promise<Response | null> {
  try {
    return await dashboardFetch(client, address);
  } catch (error) {
    if (!isOpenStackError(error, 'NETWORK')) throw error;
    if (isRedirect(await dashboardFetch(client, address, {}, 'manual'))) return null;
    throw error;
  }
}

/**
 * A Horizon that sends everybody to a single sign-on answers its REST API itself all the same: 401, as JSON
 * (openstack_dashboard/api/rest/utils.py).
 */
async function behindRedirect(client: Client, address: string): Promise<Found> {
  const answer = await dashboardFetch(client, `${address}api/keystone/user-session/`, AJAX, 'manual').catch(() => null);
  const isJson = /\bjson\b/.test(answer?.headers.get('Content-Type') ?? '');
  if (answer !== null && isJson && (answer.ok || answer.status === 401)) return { root: address, kind: 'horizon' };
  const { protocol, host } = new URL(address);
  const isPlain = protocol === 'http:';
  throw new AppError('DASHBOARD_ELSEWHERE', { host, ...(isPlain && { secure: address.replace('http:', 'https:') }) });
}

async function reachable(found: Found): Promise<Found> {
  const origin = originPattern(found.root);
  if (origin !== null && !(await hasAccess(origin)))
    throw new OpenStackError('HOST_PERMISSION_MISSING', { host: new URL(found.root).host, origins: [origin] });
  return found;
}
