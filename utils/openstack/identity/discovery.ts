import * as z from 'zod/mini';
import { createBudget, DISCOVERY_LIMITS } from '@/utils/openstack/budget';
import { capped } from '@/utils/openstack/capped';
import type { CallOptions, Client } from '@/utils/openstack/client';
import { OpenStackError, type OpenStackErrorCode, type OpenStackErrorFacts } from '@/utils/openstack/errors';
import { request } from '@/utils/openstack/http';
import { askByHand } from '@/utils/openstack/redirects';
import { withoutSlashes } from '@/utils/openstack/slashes';
import { authUrlCandidates } from './auth-url';

const MAX_URL_LENGTH = 2000;
/** Far more than Keystone has: versions, links, media types. */
const MAX_ENTRIES = 100;

/**
 * One version at its own URL, or a list at the root (status 300). Source: keystone/api/discovery.py;
 * https://docs.openstack.org/api-ref/identity/v3/#api-versions
 */
const versionEntry = z.object({
  id: z.string(),
  links: z.optional(capped(z.object({ rel: z.string(), href: z.string() }), MAX_ENTRIES)),
  /** distinguishes it from Nova (nova/api/openstack/compute/versions.py) */
  'media-types': z.optional(capped(z.object({ type: z.string() }), MAX_ENTRIES)),
});
const discoveryBody = z.union([
  z.object({ version: versionEntry }),
  z.object({ versions: z.object({ values: capped(versionEntry, MAX_ENTRIES) }) }),
]);

/** The v3 API of a Keystone. */
export interface IdentityEndpoint {
  authUrl: string;
  version: string;
}

/** Another URL would not help. */
const FINAL: readonly OpenStackErrorCode[] = ['HOST_PERMISSION_MISSING', 'NETWORK', 'TIMEOUT', 'CANCELLED'];
const TEMPORARY: readonly OpenStackErrorCode[] = ['RATE_LIMITED', 'SERVER_ERROR', 'UNAVAILABLE'];

/**
 * The host stays as typed: links behind a proxy often name others. Its redirects to https are guessed, at the same port
 * or 443. Throws AUTH_URL_INVALID, NOT_KEYSTONE, IDENTITY_V2_ONLY, what `request` throws.
 */
export async function discoverIdentity(
  client: Client,
  input: string,
  { budget = createBudget(DISCOVERY_LIMITS), ...options }: CallOptions = {},
): Promise<IdentityEndpoint> {
  let temporary: OpenStackError | undefined;
  let v2Only: OpenStackError | undefined;
  let redirected: OpenStackError | undefined;
  let last: unknown;
  for (const candidate of authUrlCandidates(input)) {
    try {
      return await probe(client, candidate, { ...options, budget });
    } catch (error) {
      if (!(error instanceof OpenStackError) || FINAL.includes(error.code)) throw error;
      if (error.code === 'IDENTITY_V2_ONLY') v2Only = error;
      else if (TEMPORARY.includes(error.code)) temporary ??= error;
      else if (error.code === 'REDIRECTED') redirected ??= error;
      last = error;
    }
  }
  const facts = last instanceof OpenStackError ? last.facts : {};
  throw v2Only ?? temporary ?? redirected ?? new OpenStackError('NOT_KEYSTONE', facts);
}

async function probe(client: Client, candidate: string, options: CallOptions): Promise<IdentityEndpoint> {
  const service = { service: 'identity', method: 'GET', schema: discoveryBody, expect: [200, 300] } as const;
  const { answer, url } = await askByHand(candidate.endsWith('/v3') ? candidate : `${candidate}/`, (asked) =>
    request(client, { ...service, url: asked }, options),
  );
  const { body, status } = answer;
  const facts: OpenStackErrorFacts = { service: 'identity', method: 'GET', host: new URL(candidate).host, status };
  const entries = 'version' in body ? [body.version] : body.versions.values;
  const v3 = entries.find(({ id }) => /^v3(\.|$)/.test(id));
  if (!v3) throw new OpenStackError(entries.some(isIdentityV2) ? 'IDENTITY_V2_ONLY' : 'NOT_KEYSTONE', facts);
  const base = new URL(candidate);
  base.protocol = new URL(url).protocol;
  base.port = new URL(url).port;
  if ('version' in body && candidate.endsWith('/v3')) return { authUrl: withoutSlash(base), version: v3.id };
  const href = v3.links?.find(({ rel }) => rel === 'self')?.href ?? 'v3';
  base.pathname = URL.canParse(href, `${base}/`) ? new URL(href, `${base}/`).pathname : '';
  const authUrl = withoutSlash(base);
  if (!authUrl.endsWith('/v3') || authUrl.length > MAX_URL_LENGTH) throw new OpenStackError('NOT_KEYSTONE', facts);
  return { authUrl, version: v3.id };
}

function isIdentityV2(entry: z.infer<typeof versionEntry>): boolean {
  return entry.id === 'v2.0' && !entry['media-types']?.some(({ type }) => type.includes('compute'));
}

function withoutSlash(url: URL): string {
  return withoutSlashes(`${url.origin}${url.pathname}`);
}
