import { storage } from 'wxt/utils/storage';
import * as z from 'zod/mini';
import { cloudProfile } from '@/utils/clouds/profile';
import { createSerial } from '@/utils/serial';

const entry = z.object({
  cloudId: z.string(),
  /** the project it is made for */
  projectId: z.string(),
  /** the application credential's, which tells it from all others of the user */
  name: z.string(),
  /** there as soon as its secret is about to be stored */
  signIn: z.optional(cloudProfile.shape.signIn),
});

/** An application credential that is being made. No secret. */
export type Pending = z.infer<typeof entry>;

const item = storage.defineItem<unknown[]>('local:pending-credentials', { version: 1, fallback: [] });
const inTurn = createSerial();

/**
 * Application credentials that are being made, one for each cloud: noted before the cloud is asked for one, so that a
 * worker that dies leaves none behind.
 */
export const pending = {
  async all(): Promise<Pending[]> {
    return (await item.getValue()).flatMap((value) => {
      const parsed = entry.safeParse(value);
      return parsed.success ? [parsed.data] : [];
    });
  },
  put: (added: Pending): Promise<void> => inTurn(async () => item.setValue([...(await others(added.cloudId)), added])),
  remove: (cloudId: string): Promise<void> => inTurn(async () => item.setValue(await others(cloudId))),
};

async function others(cloudId: string): Promise<Pending[]> {
  return (await pending.all()).filter((other) => other.cloudId !== cloudId);
}
