import * as z from 'zod/mini';
import {
  OPENSTACK_ERROR_CODES,
  OpenStackError,
  type OpenStackErrorCode,
  type OpenStackErrorFacts,
} from '@/utils/openstack/errors';
import { AppError, isOpenStackError } from '@/utils/problems/app-error';
import { storedFamily } from '@/utils/storage/stored-item';

/** After these the secret is not sent again automatically: clouds lock users out. */
const FINAL: readonly OpenStackErrorCode[] = [
  'INVALID_CREDENTIALS',
  'APPLICATION_CREDENTIAL_INVALID',
  'APPLICATION_CREDENTIAL_SCOPED',
  'USER_DISABLED',
  'PASSWORD_EXPIRED',
  'MFA_REQUIRED',
  'APPLICATION_CREDENTIAL_MFA',
  'AUTH_METHOD_DISABLED',
];

const LOST_PROJECT = 'PROJECT_UNAVAILABLE';
const WHOLE_CLOUD = '*';

const refusals = z.record(
  z.string(),
  z.object({
    code: z.enum([...OPENSTACK_ERROR_CODES, LOST_PROJECT]),
    // part of the error's message
    facts: z.custom<OpenStackErrorFacts>((value) => value instanceof Object && typeof (value.status ?? 0) === 'number'),
  }),
);
type Refusals = z.infer<typeof refusals>;
const items = storedFamily('session:refusals', { version: 1, schema: refusals, fallback: {} });

/** Refused credentials, which are not sent again until the user saves or checks the cloud. */
export const refusalStore = {
  /** @throws the error of an earlier refusal, for this project or all */
  async check(cloudId: string, project: string): Promise<void> {
    const all = await items.of(cloudId).get();
    const found = all[WHOLE_CLOUD] ?? all[project];
    if (found === undefined) return;
    if (found.code === LOST_PROJECT) throw new AppError(LOST_PROJECT, found.facts);
    throw new OpenStackError(found.code, found.facts);
  },

  async record(cloudId: string, project: string, error: unknown): Promise<void> {
    if (error instanceof AppError && error.code === LOST_PROJECT)
      await put(cloudId, { [project]: { code: LOST_PROJECT, facts: error.facts } });
    else if (error instanceof OpenStackError && FINAL.includes(error.code))
      await put(cloudId, { [WHOLE_CLOUD]: { code: error.code, facts: error.facts } });
  },

  clear: (cloudId: string): Promise<void> => items.of(cloudId).remove(),
};

async function put(cloudId: string, added: Refusals): Promise<void> {
  await items.of(cloudId).update((all) => ({ ...all, ...added }));
}

/** Throws NEW_PASSWORD_NEEDED for an expired password, other errors as they are. */
export function asPasswordProblem(cloudId: string): (error: unknown) => never {
  return (error) => {
    const { userId, ...facts } = isOpenStackError(error, 'PASSWORD_EXPIRED') ? error.facts : {};
    if (userId === undefined) throw error;
    throw new AppError('NEW_PASSWORD_NEEDED', { ...facts, userId, cloudId }, error);
  };
}
