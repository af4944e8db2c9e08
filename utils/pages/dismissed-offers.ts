const KEY = 'settled-offers';

/**
 * The clouds whose person has answered the popup's offer of an application credential, by taking it or by dismissing it.
 * In `localStorage` of the extension's origin, as `firstPaintCache` is: the popup must know before it draws the offer.
 */
export const dismissedOffers = {
  /** @param cloudId id of a cloud. @returns whether it is not to be offered again. */
  has(cloudId: string): boolean {
    return read().includes(cloudId);
  },

  add(cloudId: string): void {
    write([...read().filter((id) => id !== cloudId), cloudId]);
  },

  /** The cloud is gone. */
  forget(cloudId: string): void {
    if (read().includes(cloudId)) write(read().filter((id) => id !== cloudId));
  },
};

function read(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

function write(ids: string[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(ids));
  } catch {
    // full or forbidden: it is offered again
  }
}
