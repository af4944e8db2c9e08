import { i18n } from '@/utils/i18n';
import { useForm } from './form-context';
import { RememberChoices } from './remember-choices';

/** How long the cloud's secret is kept. */
export function RememberFields() {
  const { state, dispatch } = useForm();
  return (
    <section class="section">
      <h2 id="remember-title">{i18n.t('settings.section.remember')}</h2>
      <RememberChoices
        labelledBy="remember-title"
        value={state.values.remember}
        onChange={(remember) => dispatch({ type: 'edit', change: { remember } })}
      />
    </section>
  );
}
