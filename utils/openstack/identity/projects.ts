import * as z from 'zod/mini';
import { createBudget, isCut, PROJECT_LIST_LIMITS } from '@/utils/openstack/budget';
import { capped } from '@/utils/openstack/capped';
import type { CallOptions, Client } from '@/utils/openstack/client';
import { request } from '@/utils/openstack/http';

/** A text is empty where Keystone gives none. */
export interface Project {
  id: string;
  name: string;
  domainId: string;
  enabled: boolean;
  description: string;
}

/** Source: https://docs.openstack.org/api-ref/identity/v3/#get-available-project-scopes */
const projectRecord = z.object({
  id: z.string(),
  name: z.string(),
  domain_id: z.nullish(z.string()),
  enabled: z.optional(z.boolean()),
  description: z.nullish(z.string()),
});
const projectsBody = z.object({
  projects: capped(projectRecord, PROJECT_LIST_LIMITS.maxItems + 1),
  links: z.nullish(z.object({ next: z.nullish(z.string()) })),
});

/** What a list reports. */
export interface ProjectListing {
  /** called where the budget cut the list */
  onPartial?: () => void;
}

/**
 * Within the budget (default: PROJECT_LIST_LIMITS). An unscoped token is enough. Throws TOKEN_INVALID, what `request`
 * throws.
 */
export async function listProjects(
  client: Client,
  authUrl: string,
  token: string,
  { onPartial, budget = createBudget(PROJECT_LIST_LIMITS), ...options }: CallOptions & ProjectListing = {},
): Promise<Project[]> {
  const found = new Map<string, Project>();
  const queries = new Set<string>();
  let query: string | undefined = '';
  while (query !== undefined && !queries.has(query)) {
    queries.add(query);
    try {
      const page: ProjectPage = await readPage(client, authUrl, token, query, { ...options, budget });
      const fresh = page.projects.filter(({ id }) => !found.has(id));
      for (const project of fresh.slice(0, budget.takeItems(fresh.length))) found.set(project.id, project);
      query = budget.isSpent() ? undefined : page.next;
    } catch (error) {
      if (found.size === 0 || !isCut(error, budget)) throw error;
      query = undefined;
      budget.end();
    }
  }
  if (budget.isSpent()) onPartial?.();
  return [...found.values()];
}

interface ProjectPage {
  projects: Project[];
  /** query; undefined: no next page */
  next: string | undefined;
}

async function readPage(
  client: Client,
  authUrl: string,
  token: string,
  query: string,
  options: CallOptions,
): Promise<ProjectPage> {
  const url = `${authUrl}/auth/projects`;
  const headers = { 'X-Auth-Token': token };
  const { body } = await request(
    client,
    { service: 'identity', method: 'GET', url: `${url}${query}`, headers, schema: projectsBody },
    options,
  );
  return { projects: body.projects.map(readProject), next: nextQuery(body.links?.next, url) };
}

function readProject(project: z.infer<typeof projectRecord>): Project {
  return {
    id: project.id,
    name: project.name,
    domainId: project.domain_id ?? '',
    enabled: project.enabled ?? true,
    description: project.description ?? '',
  };
}

const MAX_QUERY_LENGTH = 2000;

/** Only the query is used: the link's host may be internal, and would get the token. */
function nextQuery(next: string | null | undefined, url: string): string | undefined {
  const query = next && URL.canParse(next, url) ? new URL(next, url).search : '';
  return query.length > MAX_QUERY_LENGTH ? undefined : query || undefined;
}
