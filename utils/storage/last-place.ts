import { storage } from 'wxt/utils/storage';
import * as z from 'zod/mini';
import { createMutex } from '@/utils/async';
import type { ServerScope } from '@/utils/messaging/views';
import { parseOr } from './stored-item';

const place = z.object({
  cloudId: z.string(),
  projectId: z.nullable(z.string()),
  region: z.nullable(z.string()),
});
const shape = z.object({
  /** the cloud chosen last */
  cloudId: z.string(),
  /** the place chosen last on each cloud */
  places: z.record(z.string(), place),
});

const item = storage.defineItem<z.infer<typeof shape> | null>('local:choice', { version: 1, fallback: null });
const withLock = createMutex();
const read = async () => parseOr(shape, await item.getValue(), null);

/** Remembers where the person looked last, over all and on each cloud. */
export const lastPlace = {
  /** @returns the place chosen last, or null at first. */
  async last(): Promise<ServerScope | null> {
    const all = await read();
    return all === null ? null : (all.places[all.cloudId] ?? null);
  },
  /** @returns the place chosen last on this cloud; its project and region are null at first. */
  async on(cloudId: string): Promise<ServerScope> {
    return (await read())?.places[cloudId] ?? { cloudId, projectId: null, region: null };
  },
  put(place: ServerScope): Promise<void> {
    return withLock(async () => {
      const { places } = (await read()) ?? { places: {} };
      await item.setValue({ cloudId: place.cloudId, places: { ...places, [place.cloudId]: place } });
    });
  },
  forget(cloudId: string): Promise<void> {
    return withLock(async () => {
      const all = await read();
      if (all === null) return;
      const places = Object.fromEntries(Object.entries(all.places).filter(([id]) => id !== cloudId));
      const next = all.cloudId === cloudId ? Object.keys(places)[0] : all.cloudId;
      await item.setValue(next === undefined ? null : { cloudId: next, places });
    });
  },
};
