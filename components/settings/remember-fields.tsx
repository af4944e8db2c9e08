import type { Remember } from '@/utils/clouds/profile';
import { i18n } from '@/utils/i18n';
import { useForm } from './form-context';

const CHOICES: Remember[] = ['session', 'device'];

/** How long the secret is kept, and honestly what each choice protects against. */
export function RememberFields() {
  const { state, dispatch } = useForm();
  return (
    <section class="section">
      <h2 id="remember-title">{i18n.t('settings.section.remember')}</h2>
      <div class="choices" role="radiogroup" aria-labelledby="remember-title">
        {CHOICES.map((choice) => (
          <label key={choice} class="choice">
            <input
              type="radio"
              name="remember"
              value={choice}
              checked={state.values.remember === choice}
              aria-labelledby={`remember-${choice}`}
              aria-describedby={`remember-${choice}-text`}
              onChange={() => dispatch({ type: 'edit', change: { remember: choice } })}
            />
            <span>
              <b id={`remember-${choice}`}>{i18n.t(`settings.remember.${choice}.label`)}</b>
              <span class="hint" id={`remember-${choice}-text`}>
                {i18n.t(`settings.remember.${choice}.text`)}
              </span>
            </span>
          </label>
        ))}
      </div>
    </section>
  );
}
