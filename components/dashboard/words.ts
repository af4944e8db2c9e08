import { i18n } from '@/utils/i18n';
import { early } from '@/utils/idle';

/** All words of the page, in the browser's language. */
export interface Words {
  open: string;
  opening: string;
  dismiss: string;
  /** what the button of this server does; empty for a server without a name */
  describe(name: string | null): string;
}

/** Reads what buttons say now and the rest soon: under a page that outlives its extension nothing can be read later. */
export function readWords(): Words {
  const pattern = i18n.t('dashboard.describe', { name: '{}' });
  const rest = early(() => ({ opening: i18n.t('dashboard.opening'), dismiss: i18n.t('action.dismiss') }));
  return {
    open: i18n.t('dashboard.open'),
    get opening() {
      return rest().opening;
    },
    get dismiss() {
      return rest().dismiss;
    },
    describe: (name) => (name === null ? '' : pattern.replace('{}', () => name)),
  };
}
