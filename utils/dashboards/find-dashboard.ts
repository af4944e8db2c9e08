import { hasAccess } from '@/utils/clouds/host-access';
import { matchPattern } from '@/utils/clouds/host-patterns';
import type { DashboardKind } from '@/utils/messaging/dashboard-kinds';
import type { Client } from '@/utils/openstack/client';
import { OpenStackError } from '@/utils/openstack/errors';
import { AppError, isOpenStackError } from '@/utils/problems/app-error';
import { normalizeDashboardUrl } from './address';
import { dashboardFetch, isRedirect, readUpTo } from './http';
import { drivers } from './kinds';

/** `root` has a slash at the end. */
export interface FoundDashboard {
  root: string;
  kind: DashboardKind;
}

const MAX_PAGE_BYTES = 1_000_000;

/**
 * @throws AppError DASHBOARD_NOT_FOUND, DASHBOARD_OTHER_HOST (leads to a host without access); OpenStackError
 * HOST_PERMISSION_MISSING, NETWORK, TIMEOUT
 */
export async function findDashboard(client: Client, typed: string): Promise<FoundDashboard> {
  const address = normalizeDashboardUrl(typed);
  if (address === null) throw new AppError('DASHBOARD_NOT_FOUND');
  const answer = await follow(client, address);
  if (answer === null) return behindSignOn(client, address);
  const { text: html } = await readUpTo(answer, MAX_PAGE_BYTES);
  const page = { url: answer.url || address, isOk: answer.ok, html };
  for (const [kind, driver] of drivers()) {
    const root = await driver.rootOf(client, page);
    if (root !== null) return assertAccess({ root, kind });
  }
  throw new AppError('DASHBOARD_NOT_FOUND', { host: new URL(address).host });
}

/** @returns null: leads to a host without access */
async function follow(client: Client, address: string): Promise<Response | null> {
  try {
    return await dashboardFetch(client, address);
  } catch (error) {
    if (!isOpenStackError(error, 'NETWORK')) throw error;
    if (isRedirect(await dashboardFetch(client, address, {}, 'manual'))) return null;
    throw error;
  }
}

async function behindSignOn(client: Client, address: string): Promise<FoundDashboard> {
  for (const [kind, driver] of drivers())
    if (await driver.isBehindSignOn?.(client, address)) return { root: address, kind };
  const { protocol, host } = new URL(address);
  const isPlain = protocol === 'http:';
  throw new AppError('DASHBOARD_OTHER_HOST', {
    host,
    ...(isPlain && { httpsAddress: address.replace('http:', 'https:') }),
  });
}

async function assertAccess(found: FoundDashboard): Promise<FoundDashboard> {
  const origin = matchPattern(found.root);
  if (origin !== null && !(await hasAccess(origin)))
    throw new OpenStackError('HOST_PERMISSION_MISSING', { host: new URL(found.root).host, origins: [origin] });
  return found;
}
