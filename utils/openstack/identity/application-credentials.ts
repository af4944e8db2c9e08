import * as z from 'zod/mini';
import { createBudget, DELETION_LIMITS } from '@/utils/openstack/budget';
import { capped } from '@/utils/openstack/capped';
import type { CallOptions, Client } from '@/utils/openstack/client';
import { OpenStackError } from '@/utils/openstack/errors';
import { request } from '@/utils/openstack/http';
import { keystoneTime } from './time';

/** `path` as the service gets it; `*` is one segment. */
export interface AccessRule {
  service: string;
  method: 'GET' | 'POST';
  path: string;
}

/** The credential's user; `token` is not from an application credential. */
export interface Owner {
  authUrl: string;
  userId: string;
  token: string;
}

/** Keystone shows `secret` only here. */
export interface NewApplicationCredential {
  id: string;
  secret: string;
  /** empty where Keystone has no access rules */
  ruleIds: string[];
}

/** The extension asks for six at most. */
const MAX_RULES = 20;
const rules = z.nullish(capped(z.object({ id: z.string() }), MAX_RULES));
const createdBody = z.object({
  application_credential: z.object({ id: z.string(), secret: z.string(), access_rules: rules }),
});
const shownBody = z.object({ application_credential: z.object({ access_rules: rules }) });
const MAX_LISTED = 1000;
const listBody = z.object({
  application_credentials: capped(z.object({ id: z.string(), name: z.string() }), MAX_LISTED),
});

const urlOf = ({ authUrl, userId }: Owner, tail: string) => `${authUrl}/users/${encodeURIComponent(userId)}/${tail}`;
const headersOf = ({ token }: Owner) => ({ 'X-Auth-Token': token });

/**
 * Throws CONFLICT (the name is taken), BAD_REQUEST, FORBIDDEN, TOKEN_INVALID, what `request` throws. Source:
 * https://docs.openstack.org/api-ref/identity/v3/#create-application-credential
 */
export async function createApplicationCredential(
  client: Client,
  owner: Owner,
  application: { name: string; description: string; accessRules: AccessRule[] | null; expiresAt: number | null },
  options: CallOptions = {},
): Promise<NewApplicationCredential> {
  const { name, description, accessRules, expiresAt } = application;
  const { body } = await request(
    client,
    {
      service: 'identity',
      method: 'POST',
      url: urlOf(owner, 'application_credentials'),
      headers: headersOf(owner),
      body: {
        application_credential: {
          name,
          description,
          ...(accessRules !== null && { access_rules: accessRules }),
          ...(expiresAt !== null && { expires_at: keystoneTime(expiresAt) }),
        },
      },
      schema: createdBody,
    },
    options,
  );
  const { id, secret, access_rules: issued } = body.application_credential;
  return { id, secret, ruleIds: (issued ?? []).map((rule) => rule.id) };
}

/**
 * Throws TOKEN_INVALID, FORBIDDEN, what `request` throws. Source:
 * https://docs.openstack.org/api-ref/identity/v3/#list-application-credentials
 */
export async function findApplicationCredentials(
  client: Client,
  owner: Owner,
  name: string,
  options: CallOptions = {},
): Promise<string[]> {
  const url = `${urlOf(owner, 'application_credentials')}?name=${encodeURIComponent(name)}`;
  const { body } = await request(
    client,
    { service: 'identity', method: 'GET', url, headers: headersOf(owner), schema: listBody },
    options,
  );
  return body.application_credentials.filter((found) => found.name === name).map(({ id }) => id);
}

/**
 * Also deletes its unused access rules, which Keystone leaves. Not found is no error. Throws TOKEN_INVALID, FORBIDDEN,
 * what `request` throws. Source: https://docs.openstack.org/api-ref/identity/v3/#delete-application-credential,
 * #delete-access-rule
 */
export async function deleteApplicationCredential(
  client: Client,
  owner: Owner,
  id: string,
  { budget = createBudget(DELETION_LIMITS), ...rest }: CallOptions = {},
): Promise<void> {
  const options = { ...rest, budget };
  const credential = {
    service: 'identity',
    url: urlOf(owner, `application_credentials/${encodeURIComponent(id)}`),
  } as const;
  const headers = headersOf(owner);
  try {
    const { body } = await request(client, { ...credential, method: 'GET', headers, schema: shownBody }, options);
    await request(client, { ...credential, method: 'DELETE', headers }, options);
    for (const rule of body.application_credential.access_rules ?? []) {
      const url = urlOf(owner, `access_rules/${encodeURIComponent(rule.id)}`);
      await unless(
        ['FORBIDDEN', 'NOT_FOUND'],
        request(client, { service: 'identity', method: 'DELETE', url, headers }, options),
      );
    }
  } catch (error) {
    if (!(error instanceof OpenStackError && error.code === 'NOT_FOUND')) throw error;
  }
}

async function unless(codes: OpenStackError['code'][], call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof OpenStackError && codes.includes(error.code))) throw error;
  }
}
