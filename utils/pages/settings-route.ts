import { browser } from '@/utils/browser';

/** What the settings page opens at: a cloud, a new one, or a new one that a dashboard tells about. */
export type SettingsTarget = { cloudId: string } | { dashboard: string } | 'new';

/** @returns the address of the settings page, and of nothing else; its form reads the rest of it. */
export function settingsUrl(target?: SettingsTarget): string {
  const page = new URL('options.html', browser.runtime.getURL('/'));
  page.hash = hashOf(target);
  return page.href;
}

function hashOf(target: SettingsTarget | undefined): string {
  if (target === undefined) return '';
  if (target === 'new') return 'new';
  return 'cloudId' in target
    ? `cloud=${encodeURIComponent(target.cloudId)}`
    : `from=${encodeURIComponent(target.dashboard)}`;
}
