import { localStorageItem } from '@/utils/storage/local-storage-item';

const item = localStorageItem('page:dismissed-offers', {
  version: 1,
  isValid: (value): value is string[] => Array.isArray(value) && value.every((id) => typeof id === 'string'),
  fallback: [],
});

/** Clouds whose offer of an application credential was accepted or dismissed. */
export const dismissedOffers = {
  has: (cloudId: string): boolean => item.get().includes(cloudId),

  add(cloudId: string): void {
    item.set([...item.get().filter((id) => id !== cloudId), cloudId]);
  },

  remove(cloudId: string): void {
    const ids = item.get();
    if (ids.includes(cloudId)) item.set(ids.filter((id) => id !== cloudId));
  },
};
