import * as z from 'zod/mini';
import { createBudget, DISCOVERY_LIMITS } from '@/utils/openstack/budget';
import { capped } from '@/utils/openstack/capped';
import type { CallOptions, Client } from '@/utils/openstack/client';
import { OpenStackError } from '@/utils/openstack/errors';
import { request } from '@/utils/openstack/http';
import { askByHand } from '@/utils/openstack/redirects';
import { withoutSlashes } from '@/utils/openstack/slashes';

/** An API version of Nova, with its microversions, such as `2.96`. */
export interface ComputeVersion {
  id: string;
  /** the newest; empty for the legacy v2.0 API */
  version: string;
  minVersion: string;
}

const MAX_VERSIONS = 100;

const versionEntry = z.object({
  id: z.string(),
  status: z.optional(z.string()),
  version: z.nullish(z.string()),
  min_version: z.nullish(z.string()),
});

/**
 * One version at its own URL, else a list, also with status 300. Source: nova/api/openstack/compute/views/versions.py
 */
const versionsBody = z.union([
  z.object({ version: versionEntry }),
  z.object({ versions: capped(versionEntry, MAX_VERSIONS) }),
  z.object({ choices: capped(versionEntry, MAX_VERSIONS) }),
]);

/**
 * Without a token. Throws SCHEMA_MISMATCH, what `request` throws. Source:
 * https://docs.openstack.org/api-ref/compute/#show-details-of-specific-api-version
 */
export async function discoverCompute(
  client: Client,
  endpoint: string,
  { budget = createBudget(DISCOVERY_LIMITS), ...options }: CallOptions = {},
): Promise<ComputeVersion> {
  const service = { service: 'compute', method: 'GET', schema: versionsBody, expect: [200, 300] } as const;
  const { answer } = await askByHand(`${withoutProject(endpoint)}/`, (url) =>
    request(client, { ...service, url }, { ...options, budget }),
  );
  const { body } = answer;
  const entries = 'version' in body ? [body.version] : 'versions' in body ? body.versions : body.choices;
  const found = entries.find(({ status }) => status === 'CURRENT') ?? entries[0];
  if (!found) throw new OpenStackError('SCHEMA_MISMATCH', { service: 'compute', detail: 'no version' });
  return { id: found.id, version: found.version ?? '', minVersion: found.min_version ?? '' };
}

/** `…/v2.1/<project id>` of older catalogs needs a token. */
function withoutProject(endpoint: string): string {
  return withoutSlashes(endpoint).replace(/(\/v2(?:\.\d+)?)\/[^/]+$/, '$1');
}
