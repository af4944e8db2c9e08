import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

/** What the fake browser does not do by itself: permissions, and a toolbar button. */
export function stubBrowser({ granted = () => true }: { granted?: (origin: string) => boolean } = {}): {
  badge: () => string;
} {
  let badge = '';
  vi.spyOn(fakeBrowser.permissions, 'contains').mockImplementation(async ({ origins = [] }) => origins.every(granted));
  vi.spyOn(fakeBrowser.action, 'setBadgeText').mockImplementation(
    async ({ text }: { text?: string | null | undefined }) => {
      badge = text ?? '';
    },
  );
  vi.spyOn(fakeBrowser.action, 'setBadgeBackgroundColor').mockImplementation(async () => undefined);
  vi.spyOn(fakeBrowser.action, 'openPopup').mockRejectedValue(new Error('no window'));
  return { badge: () => badge };
}
