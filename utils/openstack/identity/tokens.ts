import type { CallOptions, Client } from '@/utils/openstack/client';
import { OpenStackError } from '@/utils/openstack/errors';
import { request } from '@/utils/openstack/http';
import { authRequest, type Identity, methodsOf, type Scope } from './auth-request';
import { signInFault, subjectFault } from './errors';
import { readToken, type TokenFacts, tokenBody } from './token-body';

export type { DomainRef, Identity, Scope, UserRef } from './auth-request';
export type { TokenFacts } from './token-body';

/** Fernet tokens have under 1 kB, PKI tokens under 64 kB. */
const MAX_TOKEN_LENGTH = 65_536;
const REVOKE_TIMEOUT_MS = 5_000;

/** `token` is a secret. */
export type IssuedToken = TokenFacts & { token: string };

/** Holds secrets. */
export interface AuthTokenRequest {
  identity: Identity;
  /** not sent with an application credential */
  scope: Scope;
  /** of MFA_REQUIRED; `identity` then has only the missing method */
  receipt?: string;
  nocatalog?: boolean;
}

/**
 * Throws INVALID_CREDENTIALS, APPLICATION_CREDENTIAL_INVALID, APPLICATION_CREDENTIAL_SCOPED,
 * APPLICATION_CREDENTIAL_MFA, USER_DISABLED, PASSWORD_EXPIRED, MFA_REQUIRED (with `receipt`), RECEIPT_GONE,
 * AUTH_METHOD_DISABLED, TOKEN_INVALID, what `request` throws. Revokes a token whose answer cannot be used. Source:
 * https://docs.openstack.org/api-ref/identity/v3/#password-authentication-with-scoped-authorization;
 * keystone/api/auth.py
 */
export async function issueToken(
  client: Client,
  authUrl: string,
  { identity, scope, receipt, nocatalog = false }: AuthTokenRequest,
  options: CallOptions = {},
): Promise<IssuedToken> {
  let token = '';
  const onSuccess = (headers: Headers) => {
    token = headers.get('x-subject-token') ?? '';
  };
  try {
    const { body, status } = await request(
      client,
      {
        service: 'identity',
        method: 'POST',
        url: `${authUrl}/auth/tokens${nocatalog ? '?nocatalog' : ''}`,
        headers: receipt === undefined ? {} : { 'Openstack-Auth-Receipt': receipt },
        body: authRequest(identity, scope),
        schema: tokenBody,
        onSuccess,
        fault: signInFault(methodsOf(identity), typeof scope === 'object'),
      },
      options,
    );
    const detail = token === '' ? 'no X-Subject-Token' : token.length > MAX_TOKEN_LENGTH ? 'token over 64 kB' : null;
    if (detail !== null) throw new OpenStackError('SCHEMA_MISMATCH', { service: 'identity', status, detail });
    return { ...readToken(body), token };
  } catch (error) {
    // Nobody else knows it.
    if (token !== '') await revokeToken(client, authUrl, token, { timeoutMs: REVOKE_TIMEOUT_MS }).catch(() => {});
    throw error;
  }
}

/**
 * Without it Keystone answers 404 for a token with access rules. Source: keystone/token/provider.py `validate_token`
 */
const ACCESS_RULES = 'OpenStack-Identity-Access-Rules';

/**
 * Validates `subject`, authorised by `token`. Throws TOKEN_INVALID, FORBIDDEN, what `request` throws. Source:
 * https://docs.openstack.org/api-ref/identity/v3/#validate-and-show-information-for-token
 */
export async function validateToken(
  client: Client,
  authUrl: string,
  token: string,
  subject: string = token,
  options: CallOptions = {},
): Promise<TokenFacts> {
  const { body } = await request(
    client,
    {
      service: 'identity',
      method: 'GET',
      url: `${authUrl}/auth/tokens`,
      headers: { 'X-Auth-Token': token, 'X-Subject-Token': subject, [ACCESS_RULES]: '1.0' },
      schema: tokenBody,
      fault: subjectFault,
    },
    options,
  );
  return readToken(body);
}

/**
 * An invalid token is no error. Throws FORBIDDEN, what `request` throws. Source:
 * https://docs.openstack.org/api-ref/identity/v3/#revoke-token
 */
export async function revokeToken(
  client: Client,
  authUrl: string,
  token: string,
  options: CallOptions = {},
): Promise<void> {
  try {
    await request(
      client,
      {
        service: 'identity',
        method: 'DELETE',
        url: `${authUrl}/auth/tokens`,
        headers: { 'X-Auth-Token': token, 'X-Subject-Token': token },
        fault: subjectFault,
      },
      options,
    );
  } catch (error) {
    if (!(error instanceof OpenStackError && error.code === 'TOKEN_INVALID')) throw error;
  }
}
