import { hasAccess } from '@/utils/clouds/host-access';
import { matchPattern } from '@/utils/clouds/host-patterns';
import type { DashboardKind } from '@/utils/messaging/dashboard-kinds';
import { type Budget, createBudget } from '@/utils/openstack/budget';
import type { Client } from '@/utils/openstack/client';
import { httpsUrls } from '@/utils/openstack/redirects';
import { AppError } from '@/utils/problems/app-error';
import { normalizeDashboardUrl } from './address';
import type { LoadedPage } from './driver';
import { dashboardFetch, isRedirect, readUpTo } from './http';
import { drivers } from './kinds';

/** `root` has a slash at the end. */
export interface FoundDashboard {
  root: string;
  kind: DashboardKind;
}

const MAX_PAGE_BYTES = 1_000_000;

/** Of packages and deployment tools: Ubuntu, Debian and RDO, Kolla. */
const USUAL_ROOTS = ['/horizon/', '/dashboard/', '/'];
const MAX_PARENTS = 4;
const DEADLINE_MS = 60_000;

/**
 * Looks only on the host of an address, without the user's cookies. Follows no redirect, which may lead to any host.
 * @throws AppError DASHBOARD_NOT_FOUND, DASHBOARD_OTHER_HOST (a redirect leads elsewhere), and as `dashboardFetch`
 */
export async function findDashboard(client: Client, typed: string): Promise<FoundDashboard> {
  const address = normalizeDashboardUrl(typed);
  if (address === null) throw new AppError('DASHBOARD_NOT_FOUND');
  const budget = createBudget({
    deadlineMs: DEADLINE_MS,
    maxBytes: Infinity,
    maxItems: Infinity,
    maxRequests: Infinity,
  });
  const page = await loadPage(client, address);
  const found = page === null ? await findBehindRedirect(client, address, budget) : await recognise(client, page);
  if (found !== null) return found;
  const { protocol, host } = new URL(address);
  if (page !== null) throw new AppError('DASHBOARD_NOT_FOUND', { host });
  const [httpsAddress] = protocol === 'http:' ? httpsUrls(address) : [];
  throw new AppError('DASHBOARD_OTHER_HOST', { host, ...(httpsAddress !== undefined && { httpsAddress }) });
}

/** @returns null: a redirect */
async function loadPage(client: Client, url: string): Promise<LoadedPage | null> {
  const answer = await dashboardFetch(client, url, {}, 'omit');
  if (isRedirect(answer)) return null;
  const { text: html } = await readUpTo(answer, MAX_PAGE_BYTES);
  return { url, isOk: answer.ok, html };
}

async function recognise(client: Client, page: LoadedPage): Promise<FoundDashboard | null> {
  for (const [kind, driver] of drivers()) {
    const root = await driver.rootOf(client, page);
    if (root !== null) return { root, kind };
  }
  return null;
}

async function findBehindRedirect(client: Client, address: string, budget: Budget): Promise<FoundDashboard | null> {
  const secured = await Promise.all(
    httpsUrls(address).map(async (url) => ((await hasAccess(matchPattern(url) ?? '')) ? [url] : [])),
  );
  for (const start of [address, ...secured.flat()]) {
    const noPage = { url: start, isOk: false, html: '' };
    const found = (await recognise(client, noPage)) ?? (await findAtUsualRoot(client, start, budget));
    if (found !== null) return found;
  }
  return null;
}

async function findAtUsualRoot(client: Client, start: string, budget: Budget): Promise<FoundDashboard | null> {
  for (const root of rootsFor(start)) {
    for (const [kind, { loginPage, rootOf, usesSingleSignOn }] of drivers()) {
      if (budget.isSpent()) return null;
      const page = loginPage === undefined ? null : await loadPage(client, root + loginPage).catch(() => null);
      if (page !== null && (await rootOf(client, page)) === root) return { root, kind };
      if (await usesSingleSignOn?.(client, root)) return { root, kind };
    }
  }
  return null;
}

function rootsFor(address: string): string[] {
  const { origin, pathname } = new URL(address);
  const parts = pathname.split('/').slice(1, -1);
  const parents = parts.map((_, index) => `/${parts.slice(0, parts.length - index).join('/')}/`);
  const paths = [pathname, ...parents.slice(0, MAX_PARENTS), ...USUAL_ROOTS];
  return [...new Set(paths)].map((path) => origin + path);
}
