import { storage } from 'wxt/utils/storage';
import type { Place } from '@/utils/messaging/views';
import { createSerial } from '@/utils/serial';

interface Choices {
  /** the cloud chosen last */
  cloudId: string;
  /** the place chosen last on each cloud */
  places: Record<string, Place>;
}

const choices = storage.defineItem<Choices | null>('local:choice', { version: 1, fallback: null });
const inTurn = createSerial();

/** Remembers where the person looked last, over all and on each cloud. */
export const choice = {
  /** @returns the place chosen last, or null at first. */
  async last(): Promise<Place | null> {
    const all = await choices.getValue();
    return all === null ? null : (all.places[all.cloudId] ?? null);
  },
  /** @returns the place chosen last on this cloud; its project and region are null at first. */
  async on(cloudId: string): Promise<Place> {
    return (await choices.getValue())?.places[cloudId] ?? { cloudId, projectId: null, region: null };
  },
  put(place: Place): Promise<void> {
    return inTurn(async () => {
      const { places } = (await choices.getValue()) ?? { places: {} };
      await choices.setValue({ cloudId: place.cloudId, places: { ...places, [place.cloudId]: place } });
    });
  },
  forget(cloudId: string): Promise<void> {
    return inTurn(async () => {
      const all = await choices.getValue();
      if (all === null) return;
      const places = Object.fromEntries(Object.entries(all.places).filter(([id]) => id !== cloudId));
      const next = all.cloudId === cloudId ? Object.keys(places)[0] : all.cloudId;
      await choices.setValue(next === undefined ? null : { cloudId: next, places });
    });
  },
};
