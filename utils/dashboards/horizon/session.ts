import * as z from 'zod/mini';
import { restCall } from '@/utils/dashboards/http';
import type { Login } from '@/utils/dashboards/session-match';
import { type CatalogService, catalogSchema, readCatalog } from '@/utils/openstack/catalog';
import type { Client } from '@/utils/openstack/client';

/**
 * What Horizon tells the page of a logged-in user. The token is left out by releases before Newton and where
 * the operator set `ENABLE_CLIENT_TOKEN = False` (openstack_dashboard/api/rest/keystone.py `UserSession`).
 */
const userSession = z.object({
  token: z.nullish(z.string()),
  id: z.nullish(z.string()),
  project_id: z.nullish(z.string()),
  username: z.nullish(z.string()),
  project_name: z.nullish(z.string()),
  services_region: z.nullish(z.string()),
});

/** The dashboard's own sign-in: a secret, kept in memory only. */
export interface HorizonSession extends Login {
  token: string;
  catalog: CatalogService[];
}

/** Who is logged in; the token is a secret, and null where Horizon does not hand it out. */
export interface HorizonUser extends Login {
  token: string | null;
  userId: string | null;
  projectId: string | null;
}

/** @returns the session as it is now; null where there is no such answer. Throws as {@link readHorizonSession}. */
export async function readUser(client: Client, root: string): Promise<HorizonUser | null> {
  const session = await restCall(client, `${root}api/keystone/user-session/`, userSession);
  return (
    session && {
      token: session.token || null,
      userId: session.id ?? null,
      projectId: session.project_id ?? null,
      userName: session.username ?? null,
      projectName: session.project_name ?? null,
      region: session.services_region ?? null,
    }
  );
}

/**
 * Reads the session of the person who is logged in to this Horizon in this browser, by its cookie.
 *
 * @param root with a slash at the end.
 * @returns null where this Horizon does not hand it out.
 * @throws AppError DASHBOARD_SESSION_ENDED; OpenStackError HOST_PERMISSION_MISSING, NETWORK, TIMEOUT.
 */
export async function readHorizonSession(client: Client, root: string): Promise<HorizonSession | null> {
  const [user, catalog] = await Promise.all([
    readUser(client, root),
    restCall(client, `${root}api/keystone/svc-catalog/`, catalogSchema),
  ]);
  if (!user?.token || catalog === null) return null;
  return { ...user, token: user.token, catalog: readCatalog(catalog) };
}
