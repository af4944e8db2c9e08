import * as z from 'zod/mini';
import type { CallOptions, Client } from '@/utils/openstack/client';
import { request } from '@/utils/openstack/http';

/** A project that the token can be scoped to; a text is empty where Keystone gives none. */
export interface Project {
  id: string;
  name: string;
  domainId: string;
  enabled: boolean;
  description: string;
}

/** Source: https://docs.openstack.org/api-ref/identity/v3/#get-available-project-scopes */
const projectsBody = z.object({
  projects: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      domain_id: z.nullish(z.string()),
      enabled: z.optional(z.boolean()),
      description: z.nullish(z.string()),
    }),
  ),
  links: z.nullish(z.object({ next: z.nullish(z.string()) })),
});

/** All pages; an unscoped token is enough. Throws TOKEN_INVALID, what `request` throws. */
export async function listProjects(
  client: Client,
  authUrl: string,
  token: string,
  options: CallOptions = {},
): Promise<Project[]> {
  const url = `${authUrl}/auth/projects`;
  const found = new Map<string, Project>();
  const queries = new Set<string>();
  let query: string | undefined = '';
  while (query !== undefined && !queries.has(query)) {
    queries.add(query);
    const { body } = await request(
      client,
      {
        service: 'identity',
        method: 'GET',
        url: `${url}${query}`,
        headers: { 'X-Auth-Token': token },
        schema: projectsBody,
      },
      options,
    );
    for (const project of body.projects) {
      found.set(project.id, {
        id: project.id,
        name: project.name,
        domainId: project.domain_id ?? '',
        enabled: project.enabled ?? true,
        description: project.description ?? '',
      });
    }
    query = nextQuery(body.links?.next, url);
  }
  return [...found.values()];
}

/** Only the query is used: the link's host may be internal, and would get the token. */
function nextQuery(next: string | null | undefined, url: string): string | undefined {
  return next && URL.canParse(next, url) ? new URL(next, url).search || undefined : undefined;
}
