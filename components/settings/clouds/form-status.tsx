import { i18n } from '@/utils/i18n';
import type { FormState } from './form-state';

/** What the form is doing, or what it did last. */
export function FormStatus({ state }: { state: FormState }) {
  return (
    <p role="status" class={state.outcome === null ? 'form-status' : 'form-status done'}>
      {textOf(state)}
    </p>
  );
}

function textOf({ working, outcome }: FormState): string {
  if (working === 'saving') return i18n.t('settings.state.saving');
  if (working === 'testing') return i18n.t('settings.state.testing');
  if (working === 'removing') return i18n.t('settings.state.removing');
  if (outcome === 'saved') return i18n.t('settings.state.saved');
  if (outcome === 'savedUntested') return i18n.t('settings.state.savedUntested');
  if (outcome === 'testOk') return i18n.t('settings.state.testOk');
  return '';
}
