import type { DashboardPage, DashboardTab } from '@/utils/messaging/dashboard-requests';
import type { ApiAccess } from '@/utils/messaging/views';
import type { CatalogService } from '@/utils/openstack/catalog';
import type { Client } from '@/utils/openstack/client';
import type { Dashboard } from './store';

/** null: unknown */
export interface DashboardLogin {
  userName: string | null;
  projectName: string | null;
  region: string | null;
}

/** `token` is a secret; null: withheld. */
export interface UserSession extends DashboardLogin {
  token: string | null;
  userId: string | null;
  projectId: string | null;
}

/** A secret, kept in memory only. */
export interface DashboardSession extends DashboardLogin {
  token: string;
  catalog: CatalogService[];
}

/** As the dashboard's own API describes it. */
export interface DashboardServerState {
  name: string | null;
  status: string;
  taskState: string | null;
}

/** `url` after redirects, `html` at most 1 MB. */
export interface LoadedPage {
  url: string;
  isOk: boolean;
  html: string;
}

/** Where the redirect led; `back`: to the dashboard, `other`: to any other page. */
export type RedirectEnd = 'console' | 'login' | 'back' | 'other';

/**
 * One kind of dashboard, for the background. All calls have the user's cookies and throw AppError
 * DASHBOARD_SESSION_ENDED; OpenStackError HOST_PERMISSION_MISSING, NETWORK, TIMEOUT.
 */
export interface DashboardDriver {
  /** @returns the root, with a slash at the end; null: of another kind */
  rootOf(client: Client, page: LoadedPage): Promise<string | null>;
  /** relative to the root; shown without a login, unless the dashboard uses single sign-on */
  loginPage?: string;
  /** whether this is a root, though its login page redirects to another host */
  usesSingleSignOn?(client: Client, root: string): Promise<boolean>;
  session?: {
    /** @returns null: the token is withheld */
    read(client: Client, root: string): Promise<DashboardSession | null>;
    /** null: unknown */
    user(client: Client, root: string): Promise<UserSession | null>;
  };
  redirect?: {
    /** @param cookieJar only with the normal one a request is sent */
    url(
      client: Client,
      dashboard: Dashboard,
      page: DashboardPage,
      serverId: string,
      cookieJar: DashboardTab['cookieJar'],
    ): Promise<string>;
    end(root: string, shown: string): RedirectEnd;
  };
  /** @throws OpenStackError SERVER_NOT_FOUND, FORBIDDEN too */
  showServer?(client: Client, root: string, id: string): Promise<DashboardServerState | null>;
  /** @throws AppError DASHBOARD_NO_API_ACCESS too */
  apiAccess?(client: Client, root: string): Promise<ApiAccess>;
}
