import { storage } from 'wxt/utils/storage';
import * as z from 'zod/mini';
import {
  OPENSTACK_ERROR_CODES,
  OpenStackError,
  type OpenStackErrorCode,
  type OpenStackErrorFacts,
} from '@/utils/openstack/errors';
import { createSerial } from '@/utils/serial';

/** Answers after which the same secret must not be sent again by itself: clouds lock users out. */
const FINAL: readonly OpenStackErrorCode[] = [
  'INVALID_CREDENTIALS',
  'APPLICATION_CREDENTIAL_INVALID',
  'APPLICATION_CREDENTIAL_SCOPED',
  'USER_DISABLED',
  'PASSWORD_EXPIRED',
  'MFA_REQUIRED',
  'AUTH_METHOD_DISABLED',
];

const refusals = z.record(
  z.string(),
  z.object({
    code: z.enum(OPENSTACK_ERROR_CODES),
    facts: z.custom<OpenStackErrorFacts>((value) => value instanceof Object),
  }),
);
const inTurn = createSerial();
const itemOf = (cloudId: string) => `session:refusals:${cloudId}` as const;

/**
 * Remembers that a cloud refused a credential, so that an opening popup or a key press does not send
 * the same wrong password again. Cleared when the person saves or tests the cloud.
 */
export const refusalStore = {
  /** @throws the {@link OpenStackError} with which this credential was refused before. */
  async check(cloudId: string, key: string): Promise<void> {
    const found = (await read(cloudId))[key];
    if (found !== undefined) throw new OpenStackError(found.code, found.facts);
  },

  /** Remembers `error` if it is a refusal. */
  async note(cloudId: string, key: string, error: unknown): Promise<void> {
    if (!(error instanceof OpenStackError) || !FINAL.includes(error.code)) return;
    const { code, facts } = error;
    await inTurn(async () => {
      await storage.setItem(itemOf(cloudId), { ...(await read(cloudId)), [key]: { code, facts } });
    });
  },

  clear(cloudId: string): Promise<void> {
    return inTurn(() => storage.removeItem(itemOf(cloudId)));
  },
};

async function read(cloudId: string): Promise<z.infer<typeof refusals>> {
  const parsed = refusals.safeParse((await storage.getItem(itemOf(cloudId))) ?? {});
  return parsed.success ? parsed.data : {};
}
