import type { DashboardKind, DashboardPage, DashboardTab } from '@/utils/messaging/dashboard-requests';
import type { ApiAccess } from '@/utils/messaging/views';
import type { Client } from '@/utils/openstack/client';
import { AppError } from '@/utils/problems/app-error';
import { readApiAccess } from './horizon/api-access';
import { horizonRedirect, redirectEnd } from './horizon/redirect';
import { type DashboardServerState, readHorizonServer } from './horizon/servers';
import { type HorizonSession, type HorizonUser, readHorizonSession, readUser } from './horizon/session';
import { skylineEndpoints } from './skyline/endpoints';
import type { Dashboard } from './store';

/** What the background can do with one kind of dashboard. What is missing cannot be done: then a stored cloud serves, or nothing. */
export interface Kind {
  /** the sign-in of the person who is logged in to it */
  session?: {
    /** @returns null where it is not handed out. @throws as `readHorizonSession`. */
    read(client: Client, root: string): Promise<HorizonSession | null>;
    /** @returns who is logged in now, with their token; null where it does not say. @throws as `readHorizonSession`. */
    user(client: Client, root: string): Promise<HorizonUser | null>;
  };
  /** its own way to a console, by its cookies */
  redirect?: {
    /**
     * @param cookies those that the tab will have; with any but the normal ones nothing is asked with cookies.
     * @returns the address of its own that leads to a server's console. @throws OpenStackError.
     */
    url(
      client: Client,
      dashboard: Dashboard,
      page: DashboardPage,
      serverId: string,
      cookies: DashboardTab['cookies'],
    ): Promise<string>;
    /** @returns what the address is that it led to. */
    end(root: string, shown: string): 'console' | 'login' | 'back' | 'elsewhere';
  };
  /** what it says itself of a server, where Nova cannot be asked. @throws as `readHorizonServer`. */
  server?(client: Client, root: string, id: string): Promise<DashboardServerState | null>;
  /** what it tells about signing in to its cloud. @throws as `readApiAccess`. */
  apiAccess?(client: Client, root: string): Promise<ApiAccess>;
}

/** The one place that knows the kinds apart. */
export const KINDS: Record<DashboardKind, Kind> = {
  horizon: {
    session: { read: readHorizonSession, user: readUser },
    redirect: { url: horizonRedirect, end: redirectEnd },
    server: readHorizonServer,
    apiAccess: readApiAccess,
  },
  skyline: {
    async apiAccess(client, root) {
      const [first] = (await skylineEndpoints(client, root)) ?? [];
      if (first === undefined) throw new AppError('DASHBOARD_WITHHOLDS', { host: new URL(root).host });
      const nobody = { userName: null, userDomainName: null, projectName: null, projectDomainName: null };
      return { source: 'session', authUrl: first.url, who: { ...nobody, region: first.region_name } };
    },
  },
};
