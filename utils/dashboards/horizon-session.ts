import * as z from 'zod/mini';
import { type CatalogService, catalogSchema, readCatalog } from '@/utils/openstack/catalog';
import type { Client } from '@/utils/openstack/client';
import { OpenStackError } from '@/utils/openstack/errors';
import { AppError } from '@/utils/problems';
import type { Login } from './login';
import { readUpTo } from './read-up-to';

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

const PATIENCE_MS = 20_000;
/** Bytes of an answer; a catalog is the largest. */
const MOST = 2_000_000;
/** What Horizon's REST API wants to see (openstack_dashboard/api/rest/utils.py). */
export const AJAX = { 'X-Requested-With': 'XMLHttpRequest' };

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

/**
 * One GET of a dashboard's REST API.
 * @returns null for anything but an answer of that shape. Throws as {@link readHorizonSession}.
 */
export async function restCall<S extends z.ZodMiniType>(
  client: Client,
  url: string,
  schema: S,
): Promise<z.infer<S> | null> {
  // A redirect is not followed: it could lead to another dashboard, whose session must not be taken for this one's.
  const answer = await dashboardFetch(client, url, AJAX, 'manual');
  if (answer.status === 401 || isRedirect(answer))
    throw new AppError('DASHBOARD_SESSION_ENDED', { host: new URL(url).host });
  if (!answer.ok) return null;
  const parsed = schema.safeParse(asJson((await readUpTo(answer, MOST)).text));
  return parsed.success ? parsed.data : null;
}

/** @returns undefined for what is no JSON. */
export function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Browsers hide all of a redirect that was not followed (https://fetch.spec.whatwg.org/#concept-filtered-response-opaque-redirect). */
export function isRedirect({ type, status }: Response): boolean {
  return type === 'opaqueredirect' || (status >= 300 && status < 400);
}

/** One GET, with the dashboard's cookies unless told otherwise. @throws OpenStackError HOST_PERMISSION_MISSING, NETWORK, TIMEOUT. */
export async function dashboardFetch(
  client: Client,
  url: string,
  headers: Record<string, string> = {},
  redirect: RequestRedirect = 'follow',
  credentials: RequestCredentials = 'include',
): Promise<Response> {
  const facts = { method: 'GET', host: new URL(url).host };
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    return await client.fetch(url, { headers, redirect, credentials, cache: 'no-store', signal });
  } catch (error) {
    if (error instanceof OpenStackError) throw error;
    const isTimeout = error instanceof DOMException && error.name === 'TimeoutError';
    throw new OpenStackError(isTimeout ? 'TIMEOUT' : 'NETWORK', facts, { cause: error });
  }
}
