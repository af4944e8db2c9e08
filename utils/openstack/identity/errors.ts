import * as z from 'zod/mini';
import { capped } from '@/utils/openstack/capped';
import { type FaultAnswer, type FaultReader, faultByStatus } from '@/utils/openstack/faults';
import { knownMethods } from '@/utils/openstack/safe-facts';
import { utcMs } from './time';

const MAX_METHODS = 100;
const methodNames = capped(z.string(), MAX_METHODS);

const receiptBody = z.object({
  receipt: z.object({ methods: methodNames, issued_at: z.string(), expires_at: z.string() }),
  required_auth_methods: capped(methodNames, MAX_METHODS),
});

const enabledMethodsBody = z.object({
  error: z.object({ identity: z.object({ methods: methodNames }) }),
});

/**
 * For calls with `X-Auth-Token`.
 * Source: https://docs.openstack.org/api-ref/identity/v3/#authentication-and-token-management
 */
export const identityFault: FaultReader = (answer) =>
  answer.status === 401 ? { code: 'TOKEN_INVALID' } : faultByStatus(answer);

/** For calls about one token: 404 means unknown. */
export const subjectFault: FaultReader = (answer) =>
  answer.status === 404 && answer.body !== null ? { code: 'TOKEN_INVALID' } : identityFault(answer);

/**
 * Keystone gives a reason only after a correct password. An invalid token is a 404; with a valid one, 401 means no such
 * project. Source: keystone/exception.py, keystone/auth/core.py, keystone/receipt/handlers.py
 */
export function signInFault(methods: readonly string[], isForProject: boolean): FaultReader {
  return (answer) => {
    if (answer.status === 401) return unauthorized(answer, methods, isForProject);
    // HTML is not from Keystone.
    if (answer.status === 404 && answer.body !== null) {
      if (methods.includes('application_credential')) return { code: 'APPLICATION_CREDENTIAL_INVALID' };
      if (methods.includes('token')) return { code: 'TOKEN_INVALID' };
    }
    if (answer.status === 403 && /delegated token|application credential/i.test(answer.message)) {
      return { code: 'APPLICATION_CREDENTIAL_SCOPED' };
    }
    return faultByStatus(answer);
  };
}

function unauthorized(answer: FaultAnswer, methods: readonly string[], isForProject: boolean): ReturnType<FaultReader> {
  const { headers, body, message } = answer;
  const receipt = headers.get('openstack-auth-receipt');
  const receiptAnswer = z.safeParse(receiptBody, body);
  if (receipt && receiptAnswer.success) {
    // Source: keystone/auth/core.py `UserMFARulesValidator`
    if (methods.includes('application_credential')) return { code: 'APPLICATION_CREDENTIAL_MFA' };
    const done = new Set(receiptAnswer.data.receipt.methods);
    const missing = new Set(receiptAnswer.data.required_auth_methods.flat().filter((method) => !done.has(method)));
    const lifetime = lifetimeOf(receiptAnswer.data.receipt);
    return { code: 'MFA_REQUIRED', facts: { methods: knownMethods([...missing]) }, receipt: { id: receipt, lifetime } };
  }
  const methodsAnswer = z.safeParse(enabledMethodsBody, body);
  if (methodsAnswer.success)
    return { code: 'AUTH_METHOD_DISABLED', facts: { methods: methodsAnswer.data.error.identity.methods } };
  if (/cannot request a scope/i.test(message)) return { code: 'APPLICATION_CREDENTIAL_SCOPED' };
  const expired = /password is expired(?:.*user: ([\w-]+))?/i.exec(message);
  if (expired) return { code: 'PASSWORD_EXPIRED', ...(expired[1] && { facts: { userId: expired[1] } }) };
  // Keystone says so only where the second method was right.
  if (methods.join() === 'totp' && /auth receipt/i.test(message)) return { code: 'RECEIPT_GONE' };
  if (/account is disabled/i.test(message)) return { code: 'USER_DISABLED' };
  if (methods.includes('application_credential')) return { code: 'APPLICATION_CREDENTIAL_INVALID' };
  return { code: methods.includes('token') && !isForProject ? 'TOKEN_INVALID' : 'INVALID_CREDENTIALS' };
}

/** 0 where its times cannot be read: the answer refuses the secret all the same. */
function lifetimeOf({ issued_at, expires_at }: { issued_at: string; expires_at: string }): number {
  try {
    return (utcMs(expires_at) ?? 0) - (utcMs(issued_at) ?? 0);
  } catch {
    return 0;
  }
}
