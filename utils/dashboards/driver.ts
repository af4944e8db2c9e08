import type { DashboardPage, DashboardTab } from '@/utils/messaging/dashboard-requests';
import type { ApiAccess } from '@/utils/messaging/views';
import type { CatalogService } from '@/utils/openstack/catalog';
import type { Client } from '@/utils/openstack/client';
import type { Dashboard } from './store';

/** Null where the dashboard does not say. */
export interface DashboardLogin {
  userName: string | null;
  projectName: string | null;
  region: string | null;
}

/** `token` is a secret; null where it is not handed out. */
export interface UserSession extends DashboardLogin {
  token: string | null;
  userId: string | null;
  projectId: string | null;
}

/** What a call to Nova needs: a secret, kept in memory only. */
export interface DashboardSession extends DashboardLogin {
  token: string;
  catalog: CatalogService[];
}

export interface DashboardServerState {
  name: string | null;
  /** such as ACTIVE */
  status: string;
  /** such as `powering-off` */
  taskState: string | null;
}

/** The page that an address led to. */
export interface LoadedPage {
  url: string;
  isOk: boolean;
  html: string;
}

export type RedirectEnd = 'console' | 'login' | 'back' | 'elsewhere';

/**
 * What the background can do with one kind of dashboard: its `driver.ts`. What is left out cannot be done. All calls are
 * sent with the user's cookies and throw AppError DASHBOARD_SESSION_ENDED; OpenStackError HOST_PERMISSION_MISSING, NETWORK,
 * TIMEOUT.
 */
export interface DashboardDriver {
  /** @returns the root of the dashboard that an address led to, with a slash at the end; null: of another kind. */
  rootOf(client: Client, page: LoadedPage): Promise<string | null>;
  /** whether an address is a root, though it redirects to another host, as to a single sign-on */
  isBehindSignOn?(client: Client, root: string): Promise<boolean>;
  /** of the user who is logged in */
  session?: {
    /** null: not handed out */
    read(client: Client, root: string): Promise<DashboardSession | null>;
    /** null: it does not say */
    user(client: Client, root: string): Promise<UserSession | null>;
  };
  /** its own page that redirects to a console */
  redirect?: {
    /** @param cookies of the tab; nothing is asked with any but the normal ones. */
    url(
      client: Client,
      dashboard: Dashboard,
      page: DashboardPage,
      serverId: string,
      cookies: DashboardTab['cookies'],
    ): Promise<string>;
    /** what the address is that it led to */
    end(root: string, shown: string): RedirectEnd;
  };
  /** what it says of a server, where Nova cannot be asked. @throws OpenStackError SERVER_NOT_FOUND, FORBIDDEN too. */
  server?(client: Client, root: string, id: string): Promise<DashboardServerState | null>;
  /** what it says about signing in to its cloud. @throws AppError DASHBOARD_WITHHOLDS too. */
  apiAccess?(client: Client, root: string): Promise<ApiAccess>;
}
