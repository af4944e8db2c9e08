import * as z from 'zod/mini';
import type { Place } from '@/utils/messaging/views';
import { withStorageFallback } from './optional';
import { storedItem } from './stored-item';

const place = z.object({
  cloudId: z.string(),
  projectId: z.nullable(z.string()),
  region: z.nullable(z.string()),
});
const places = z.object({
  cloudId: z.string(),
  places: z.record(z.string(), place),
});
const item = storedItem('local:last-place', { version: 1, schema: places, fallback: null, newerRecord: 'ignore' });

/** The project and region chosen last; as at first where the browser cannot read. */
export const lastPlace = {
  /** On any cloud; null at first. */
  async last(): Promise<Place | null> {
    const all = await withStorageFallback(item.get(), null);
    return all === null ? null : (all.places[all.cloudId] ?? null);
  },
  /** Project and region are null at first. */
  async on(cloudId: string): Promise<Place> {
    return (await withStorageFallback(item.get(), null))?.places[cloudId] ?? { cloudId, projectId: null, region: null };
  },
  async put(chosen: Place): Promise<void> {
    const { cloudId } = chosen;
    await withStorageFallback(
      item.update((all) => ({ cloudId, places: { ...all?.places, [cloudId]: chosen } })),
      undefined,
    );
  },
  async removeFor(cloudId: string): Promise<void> {
    await item.update((all) => {
      if (all === null) return null;
      const others = Object.fromEntries(Object.entries(all.places).filter(([id]) => id !== cloudId));
      const last = all.cloudId === cloudId ? Object.keys(others)[0] : all.cloudId;
      return last === undefined ? null : { cloudId: last, places: others };
    });
  },
};
