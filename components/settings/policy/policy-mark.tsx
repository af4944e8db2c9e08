import { i18n } from '@/utils/i18n';

/** Marks what the administrator has set. `silent`: hidden from screen readers, which hear it from the field. */
export function PolicyMark({ silent = false }: { silent?: boolean }) {
  const words = i18n.t('settings.policy.mark');
  return (
    <svg class="policy-mark" viewBox="0 0 12 12" role="img" aria-label={words} aria-hidden={silent}>
      <title>{words}</title>
      <path d="M3.5 5V3.6a2.5 2.5 0 0 1 5 0V5" fill="none" stroke="currentColor" stroke-width="1.4" />
      <rect x="2" y="5" width="8" height="6" rx="1.2" fill="currentColor" />
    </svg>
  );
}
