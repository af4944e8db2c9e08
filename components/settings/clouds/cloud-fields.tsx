import { SWATCHES } from '@/components/cloud-color';
import { PolicyMark } from '@/components/settings/policy/policy-mark';
import { isPlainHttp } from '@/utils/explain/explain';
import { i18n } from '@/utils/i18n';
import { TextField } from './field';
import { useForm } from './form-context';

/** Name, addresses, color and production. Warns of http. */
export function CloudFields() {
  const { state, dispatch, preset } = useForm();
  const { authUrl, production } = state.values;
  return (
    <section class="section">
      <h2>{i18n.t('settings.section.cloud')}</h2>
      <TextField field="name" required />
      <TextField
        field="authUrl"
        required
        inputMode="url"
        placeholder="https://keystone.example.org:5000/v3"
        hint={i18n.t('settings.hint.authUrl')}
      />
      {isPlainHttp(authUrl) && <p class="warning">{i18n.t('settings.warning.plainHttp')}</p>}
      <TextField
        field="dashboardUrl"
        inputMode="url"
        placeholder="https://horizon.example.org/"
        hint={i18n.t('settings.hint.dashboardUrl')}
      />
      <ColorField />
      <div class="field check">
        <input
          id="field-production"
          type="checkbox"
          checked={production}
          disabled={preset.has('production')}
          aria-description={preset.has('production') ? i18n.t('settings.policy.mark') : undefined}
          aria-describedby="field-production-hint"
          onChange={(event) => dispatch({ type: 'edit', change: { production: event.currentTarget.checked } })}
        />
        <label for="field-production">
          {i18n.t('settings.field.production')}
          {preset.has('production') && <PolicyMark silent />}
        </label>
        <p class="hint" id="field-production-hint">
          {i18n.t('settings.hint.production')}
        </p>
      </div>
    </section>
  );
}

function ColorField() {
  const { state, dispatch, preset } = useForm();
  const { color } = state.values;
  const named = SWATCHES.map((swatch) => ({
    color: swatch.color as string,
    label: i18n.t(`settings.color.${swatch.name}`),
  }));
  const swatches = named.some((swatch) => swatch.color === color) ? named : [...named, { color, label: color }];
  return (
    <div class="field">
      <span id="field-color-label" class="label">
        {i18n.t('settings.field.color')}
        {preset.has('color') && <PolicyMark />}
      </span>
      <div class="swatches" role="radiogroup" aria-labelledby="field-color-label">
        {swatches.map((swatch) => (
          <input
            key={swatch.color}
            type="radio"
            name="color"
            class="swatch"
            style={{ '--swatch': swatch.color }}
            aria-label={swatch.label}
            title={swatch.label}
            checked={swatch.color === color}
            disabled={preset.has('color')}
            onChange={() => dispatch({ type: 'edit', change: { color: swatch.color } })}
          />
        ))}
      </div>
    </div>
  );
}
