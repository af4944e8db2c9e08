import { browser } from '@/utils/browser';

/** `dashboard`: a new cloud, with what the dashboard offers. */
export type SettingsTarget = { cloudId: string } | { dashboard: string } | 'new';

/** The options page's URL; without a target it shows the first cloud. */
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
