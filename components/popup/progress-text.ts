import { i18n } from '@/utils/i18n';
import type { PopupState } from './state';

/** The status line: what is going on, else the number of servers. */
export function progressText({ progress, loading, servers, query, cachedTotal }: PopupState, matches: number): string {
  if (progress !== null) {
    switch (progress.kind) {
      case 'opening':
        return i18n.t('progress.opening', { name: progress.name });
      case 'opened':
        return i18n.t('progress.opened', { name: progress.name });
      case 'reopening':
        return i18n.t('progress.reopening');
      case 'reopened':
        return i18n.t('progress.reopened');
      case 'enabling':
        return i18n.t('progress.enabling');
      case 'enabled':
        return i18n.t('progress.enabled');
      case 'allowed':
        return i18n.t('progress.allowed');
    }
  }
  if (servers === null) return loading ? i18n.t('progress.loading') : '';
  const total = cachedTotal ?? servers.servers.length;
  if (query.trim() !== '') return i18n.t('progress.matches', [matches, total]);
  return loading ? i18n.t('progress.refreshing') : i18n.t('progress.servers', total);
}
