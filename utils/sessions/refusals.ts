import * as z from 'zod/mini';
import { createMutex } from '@/utils/async';
import { canonicalJson } from '@/utils/clouds/compare';
import { OPENSTACK_ERROR_CODES, OpenStackError, type OpenStackErrorFacts } from '@/utils/openstack/errors';
import { AppError, isOpenStackError, toProblem } from '@/utils/problems/app-error';
import { storedItem } from '@/utils/storage/stored-item';

/** What is sent to sign in. */
export interface SentSecret {
  /** of the auth URL */
  origin: string;
  kind: string;
  /** as it is sent; JSON where it is a reference */
  owner: string;
  value: string;
}

const PASSCODE_WRONG = 'PASSCODE_WRONG';

/** After these a secret is not sent again: clouds lock users out. */
const FINAL: readonly string[] = [
  ...['INVALID_CREDENTIALS', 'APPLICATION_CREDENTIAL_INVALID', 'APPLICATION_CREDENTIAL_SCOPED', 'USER_DISABLED'],
  ...['PASSWORD_EXPIRED', 'MFA_REQUIRED', 'APPLICATION_CREDENTIAL_MFA', 'AUTH_METHOD_DISABLED', PASSCODE_WRONG],
];

const refusal = z.object({
  /** the first 16 bits of an HMAC of origin, kind and value: whoever reads it cannot tell a right guess from others */
  secret: z.string(),
  /** an HMAC */
  owner: z.string(),
  isById: z.boolean(),
  code: z.enum([...OPENSTACK_ERROR_CODES, PASSCODE_WRONG]),
  facts: z.custom<OpenStackErrorFacts>((value) => value instanceof Object && typeof (value.status ?? 0) === 'number'),
  tries: z.number(),
});
/** A refused secret, as hashes. */
export type Refusal = z.infer<typeof refusal>;

const refusals = z.object({
  /** 32 random bytes in hexadecimal: without them the hashes tell nothing */
  key: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  /** the newest last */
  refused: z.array(refusal),
  /** ids of clouds saved without a check: their next call is that check */
  saved: z.array(z.string()),
});
type Refusals = z.infer<typeof refusals>;
const item = storedItem('session:refusals', { version: 1, schema: refusals, fallback: null });
const MAX_ENTRIES = 200;
const MAX_FACT_LENGTH = 100;
/** hexadecimal; another secret has the same ones once in 65,536 times, and can be tried by hand */
const SECRET_DIGITS = 4;

/** Refused secrets, as hashes, in storage and in memory: storage may fail. */
export interface RefusalStore {
  /** null: not refused since the browser was started, or accepted since */
  find(sent: SentSecret): Promise<Refusal | null>;
  /** Notes an error that refuses the secret; `cloudId` has used its check. */
  record(sent: SentSecret, error: unknown, cloudId: string): Promise<void>;
  /** Its cloud has accepted it. */
  clear(sent: SentSecret): Promise<void>;
  /** The user saved the cloud without a check. */
  allowCheck(cloudId: string): Promise<void>;
  /** Whether the user saved the cloud since the last call. */
  takeCheck(cloudId: string): Promise<boolean>;
  /** Keeps only the codes of the errors. */
  removeFacts(): Promise<void>;
}

/** Starts with what an earlier worker stored. */
export function createRefusalStore(): RefusalStore {
  const { update, copies } = createCopies();
  /** clouds that this worker has checked: storage may not take that */
  const checked = new Set<string>();

  return {
    async find(sent) {
      let found: Refusal | null = null;
      for (const { key, refused } of await copies()) {
        if (refused.length === 0) continue;
        const is = await matcherOf(key, sent);
        const newest = refused.findLast(is) ?? null;
        if (newest !== null && newest.tries > (found?.tries ?? 0)) found = newest;
      }
      return found;
    },
    async record(sent, error, cloudId) {
      const { code, facts } = toProblem(error);
      if (!FINAL.includes(code)) return;
      checked.add(cloudId);
      await update(async (all) => {
        const is = await matcherOf(all.key, sent);
        const tries = (all.refused.find(is)?.tries ?? 0) + 1;
        const added = {
          ...(await hashesOf(all.key, sent)),
          code: code as Refusal['code'],
          facts: bounded(facts),
          tries,
        };
        const refused = [...all.refused.filter((one) => !is(one)), added].slice(-MAX_ENTRIES);
        return { ...all, refused, saved: all.saved.filter((id) => id !== cloudId) };
      });
    },
    async clear(sent) {
      await update(async (all) => {
        const is = await matcherOf(all.key, sent);
        return { ...all, refused: all.refused.filter((one) => !is(one)) };
      });
    },
    allowCheck(cloudId) {
      checked.delete(cloudId);
      return update((all) => ({
        ...all,
        saved: [...all.saved.filter((id) => id !== cloudId), cloudId].slice(-MAX_ENTRIES),
      }));
    },
    async takeCheck(cloudId) {
      const isSaved = !checked.has(cloudId) && (await copies()).some(({ saved }) => saved.includes(cloudId));
      checked.add(cloudId);
      if (isSaved) await update((all) => ({ ...all, saved: all.saved.filter((id) => id !== cloudId) }));
      return isSaved;
    },
    removeFacts: () => update((all) => ({ ...all, refused: all.refused.map((one) => ({ ...one, facts: {} })) })),
  };
}

function createCopies() {
  let memory: Refusals = { key: hex(crypto.getRandomValues(new Uint8Array(32))), refused: [], saved: [] };
  const withLock = createMutex();
  return {
    copies: async () => [memory, await item.get().catch(() => null)].filter((copy) => copy !== null),

    update: (change: (all: Refusals) => Refusals | Promise<Refusals>): Promise<void> =>
      withLock(async () => {
        memory = await change(memory);
        const changeStored = async (stored: Refusals | null) => {
          const changed = await change(stored ?? { key: memory.key, refused: [], saved: [] });
          return changed.refused.length + changed.saved.length === 0 ? null : changed;
        };
        await item.update(changeStored).catch(() => undefined);
      }),
  };
}

/** The error of an earlier refusal. */
export function errorOf({ code, facts }: Refusal): Error {
  return code === PASSCODE_WRONG ? new AppError(code, facts) : new OpenStackError(code, facts);
}

/** Throws NEW_PASSWORD_NEEDED for an expired password, other errors as they are. */
export function asPasswordProblem(cloudId: string): (error: unknown) => never {
  return (error) => {
    const { userId, ...facts } = isOpenStackError(error, 'PASSWORD_EXPIRED') ? error.facts : {};
    if (userId === undefined) throw error;
    throw new AppError('NEW_PASSWORD_NEEDED', { ...facts, userId, cloudId }, error);
  };
}

/** A user by id and one by name may be the same. */
async function matcherOf(key: string, sent: SentSecret): Promise<(one: Refusal) => boolean> {
  const { secret, owner, isById } = await hashesOf(key, sent);
  return (one) => one.secret === secret && (one.owner === owner || one.isById !== isById);
}

async function hashesOf(keyText: string, { origin, kind, owner, value }: SentSecret) {
  const bytes = Uint8Array.from(keyText.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const hash = async (...parts: string[]) =>
    hex(new Uint8Array(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(JSON.stringify(parts)))));
  return {
    secret: (await hash(origin, kind, value)).slice(0, SECRET_DIGITS),
    owner: await hash(sameForEachSpelling(owner)),
    isById: owner.startsWith('{"id":'),
  };
}

/** Most databases of Keystone ignore case in names; its first domain has id `default`, name `Default`. */
function sameForEachSpelling(owner: string): string {
  return canonicalJson(parsed(owner.toLowerCase())).replace('{"id":"default"}', '{"name":"default"}');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Without the service's message, which may say anything. */
function bounded(facts: OpenStackErrorFacts): OpenStackErrorFacts {
  const { service, method, host, status, requestId, userId, methods } = facts;
  const cut = (text: string) => text.slice(0, MAX_FACT_LENGTH);
  return {
    ...(service && { service }),
    ...(method && { method }),
    ...(host && { host: cut(host) }),
    ...(status !== undefined && { status }),
    ...(requestId && { requestId: cut(requestId) }),
    ...(userId && { userId: cut(userId) }),
    ...(methods && { methods: methods.slice(0, 10).map(cut) }),
  };
}
