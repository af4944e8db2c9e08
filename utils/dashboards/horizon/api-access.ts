import * as z from 'zod/mini';
import { dashboardFetch, readUpTo, restCall } from '@/utils/dashboards/http';
import type { ApiAccess } from '@/utils/messaging/views';
import { catalogSchema, readCatalog } from '@/utils/openstack/catalog';
import type { Client } from '@/utils/openstack/client';
import { AppError } from '@/utils/problems/app-error';

const MAX_BYTES = 1_000_000;

/** openstack_dashboard/api/rest/keystone.py `UserSession` */
const userSession = z.object({
  username: z.nullish(z.string()),
  user_domain_name: z.nullish(z.string()),
  project_name: z.nullish(z.string()),
  domain_name: z.nullish(z.string()),
  services_region: z.nullish(z.string()),
});

/**
 * The best source for signing in, without secrets (openstack_dashboard/dashboards/project/api_access/urls.py; each may
 * be off).
 * @throws AppError DASHBOARD_NO_API_ACCESS, and as `restCall`
 */
export async function readApiAccess(client: Client, root: string): Promise<ApiAccess> {
  const pages = `${root}project/api_access/`;
  // Proves that the user is logged in; a redirect of the page could lead anywhere.
  const session = await restCall(client, `${root}api/keystone/user-session/`, userSession);
  const yaml = await readText(client, `${pages}clouds.yaml/`);
  // An operator's template may lack the auth URL.
  if (yaml !== null && /^[ \t]*clouds:/m.test(yaml) && /^[ \t]*auth_url:/m.test(yaml))
    return { source: 'clouds.yaml', text: yaml };
  const openrc = await readText(client, `${pages}openrc/`);
  if (openrc !== null && /\bOS_AUTH_URL=/.test(openrc)) return { source: 'openrc', text: openrc };
  const who = {
    userName: session?.username ?? null,
    userDomainName: session?.user_domain_name ?? null,
    projectName: session?.project_name ?? null,
    projectDomainName: session?.domain_name ?? null,
    region: session?.services_region ?? null,
  };
  const table = endpointsIn((await readText(client, pages)) ?? '');
  if (table !== null) return { source: 'endpoints', text: table, who };
  const catalog = await restCall(client, `${root}api/keystone/svc-catalog/`, catalogSchema);
  const identity = readCatalog(catalog ?? []).find(({ type }) => type === 'identity');
  const authUrl = identity?.endpoints.find((endpoint) => endpoint.interface === 'public')?.url;
  if (authUrl === undefined) throw new AppError('DASHBOARD_NO_API_ACCESS', { host: new URL(root).host });
  return { source: 'session', authUrl, who };
}

/** @returns null: no such page, or a redirect */
async function readText(client: Client, url: string): Promise<string | null> {
  const answer = await dashboardFetch(client, url);
  if (!answer.ok) return null;
  const { text, isWhole } = await readUpTo(answer, MAX_BYTES);
  return isWhole ? text : null;
}

/**
 * Only the table (api_access/tables.py): the form has a CSRF token. Of it only the parts of tables: a parser repeats
 * each open <b> in each <p> (https://html.spec.whatwg.org/multipage/parsing.html#reconstruct-the-active-formatting-elements).
 */
function endpointsIn(html: string): string | null {
  const from = TABLE.exec(html)?.index ?? -1;
  const until = from < 0 ? -1 : html.slice(from).search(/<\/table>/i);
  if (until < 0) return null;
  return `${html.slice(from, from + until).replace(UNWANTED, '')}</table>`;
}

// Takes linear time, also for a table without an end tag.
const TABLE = /<table\b[^<>]*\bid=["']endpoints["']/i;
const UNWANTED = /<script\b[\s\S]*?(?:<\/script>|$)|<(?!\/?(?:table|thead|tbody|tfoot|tr|td|th)[\s/>])[^>]*>?/gi;
