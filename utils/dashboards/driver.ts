import type { DashboardPage, DashboardTab } from '@/utils/messaging/dashboard-requests';
import type { ApiAccess } from '@/utils/messaging/views';
import type { CatalogService } from '@/utils/openstack/catalog';
import type { Client } from '@/utils/openstack/client';
import type { Dashboard } from './store';

/** Who is logged in to a dashboard, in which project and region; null where it does not say. */
export interface DashboardLogin {
  userName: string | null;
  projectName: string | null;
  region: string | null;
}

/** A login with its token: a secret, null where the dashboard does not hand it out. */
export interface UserSession extends DashboardLogin {
  token: string | null;
  userId: string | null;
  projectId: string | null;
}

/** A login with all that a call to Nova needs: a secret, kept in memory only. */
export interface DashboardSession extends DashboardLogin {
  token: string;
  catalog: CatalogService[];
}

/** What a dashboard itself says of a server. */
export interface DashboardServerState {
  name: string | null;
  /** Nova's word, such as ACTIVE */
  status: string;
  /** such as `powering-off`; null where there is none */
  taskState: string | null;
}

/** The page that an address led to, redirects followed. */
export interface LoadedPage {
  /** its final address */
  url: string;
  isOk: boolean;
  html: string;
}

/** What a dashboard's own redirect led to. */
export type RedirectEnd = 'console' | 'login' | 'back' | 'elsewhere';

/**
 * What the background can do with one kind of dashboard: its `driver.ts`. What is left out cannot be done with that kind.
 * All calls are sent with the user's cookies; they throw AppError DASHBOARD_SESSION_ENDED; OpenStackError
 * HOST_PERMISSION_MISSING, NETWORK, TIMEOUT.
 */
export interface DashboardDriver {
  /** @returns the root of the dashboard that an address led to, with a slash at the end; null where it is of no such kind. */
  rootOf(client: Client, page: LoadedPage): Promise<string | null>;
  /** @returns whether an address is such a dashboard's root, though it leads to another host, as to a single sign-on. */
  isBehindSignOn?(client: Client, root: string): Promise<boolean>;
  /** the session of the user who is logged in to it */
  session?: {
    /** @returns null where it is not handed out. */
    read(client: Client, root: string): Promise<DashboardSession | null>;
    /** @returns who is logged in now; null where it does not say. */
    user(client: Client, root: string): Promise<UserSession | null>;
  };
  /** its own page that redirects to a console */
  redirect?: {
    /**
     * @param cookies those that the tab will have; with any but the normal ones nothing is asked with cookies.
     * @returns the address of its own that leads to a server's console.
     */
    url(
      client: Client,
      dashboard: Dashboard,
      page: DashboardPage,
      serverId: string,
      cookies: DashboardTab['cookies'],
    ): Promise<string>;
    /** @returns what the address is that it led to. */
    end(root: string, shown: string): RedirectEnd;
  };
  /** @returns what it says of a server, where Nova cannot be asked. @throws OpenStackError SERVER_NOT_FOUND, FORBIDDEN too. */
  server?(client: Client, root: string, id: string): Promise<DashboardServerState | null>;
  /** @returns what it says about signing in to its cloud. @throws AppError DASHBOARD_WITHHOLDS too. */
  apiAccess?(client: Client, root: string): Promise<ApiAccess>;
}
