import * as z from 'zod/mini';
import type { DashboardSession, UserSession } from '@/utils/dashboards/driver';
import { restCall } from '@/utils/dashboards/http';
import { catalogSchema, readCatalog } from '@/utils/openstack/catalog';
import type { Client } from '@/utils/openstack/client';

/** No token before Newton or with `ENABLE_CLIENT_TOKEN = False`. Source: openstack_dashboard/api/rest/keystone.py */
const userSession = z.object({
  token: z.nullish(z.string()),
  id: z.nullish(z.string()),
  project_id: z.nullish(z.string()),
  username: z.nullish(z.string()),
  project_name: z.nullish(z.string()),
  services_region: z.nullish(z.string()),
});

/** Horizon's API for the login (`UserSession` of that keystone.py). */
export const userSessionUrl = (root: string) => `${root}api/keystone/user-session/`;

/** @returns null: unknown */
export async function readUserSession(client: Client, root: string): Promise<UserSession | null> {
  const session = await restCall(client, userSessionUrl(root), userSession);
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

/** @returns null: the token is withheld @throws as `restCall` */
export async function readHorizonSession(client: Client, root: string): Promise<DashboardSession | null> {
  const [user, catalog] = await Promise.all([
    readUserSession(client, root),
    restCall(client, `${root}api/keystone/svc-catalog/`, catalogSchema),
  ]);
  if (!user?.token || catalog === null) return null;
  return { ...user, token: user.token, catalog: readCatalog(catalog) };
}
