import { browser } from '@/utils/browser';

/** `dashboard`: root of the dashboard that describes a new cloud. */
export type SettingsTarget = { cloudId: string } | { dashboard: string } | 'new';

/** The options page's URL; default: the first cloud. */
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
