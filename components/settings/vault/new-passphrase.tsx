import { useEffect, useRef, useState } from 'preact/hooks';
import { valueOfField } from '@/components/settings/controls/form-elements';
import { i18n } from '@/utils/i18n';
import { isWeak, loadEstimator, type Strength, strengthOf } from './strength';

/** Characters; the background checks too. */
const MIN_LENGTH = 8;

export const NEW_PASSPHRASE_FIELDS = ['newPassphrase', 'repeatPassphrase'] as const;

/** The error text of each field at fault. */
export type PassphraseErrors = Partial<Record<(typeof NEW_PASSPHRASE_FIELDS)[number], string>>;

/**
 * Checks length (characters after NFKC, as in the vault), repetition, and strength where its lists are loaded;
 * {@link checkStrength} waits for them.
 */
export function checkNewPassphrase(form: HTMLFormElement): PassphraseErrors {
  const typed = valueOfField(form, 'newPassphrase');
  if ([...typed.normalize('NFKC')].length < MIN_LENGTH) return { newPassphrase: i18n.t('vault.short') };
  if (isWeak(typed)) return { newPassphrase: i18n.t('vault.strength.common') };
  if (typed !== valueOfField(form, 'repeatPassphrase')) return { repeatPassphrase: i18n.t('vault.differs') };
  return {};
}

/** Loads the lists of known passwords, and refuses a passphrase that is in them, or any where they cannot be loaded. */
export async function checkStrength(passphrase: string): Promise<PassphraseErrors> {
  try {
    await loadEstimator();
  } catch {
    return { newPassphrase: i18n.t('vault.strength.notLoaded') };
  }
  return isWeak(passphrase) ? { newPassphrase: i18n.t('vault.strength.common') } : {};
}

interface Props {
  prefix: string;
  errors: PassphraseErrors;
}

/** A new passphrase, typed twice, in inputs only. */
export function NewPassphraseFields({ prefix, errors }: Props) {
  const [strength, setStrength] = useState<Strength | null>(null);
  const fields = useRef<HTMLDivElement>(null);
  const rate = () => {
    const typed = fields.current?.querySelector('input')?.value ?? '';
    setStrength(typed === '' ? null : strengthOf(typed));
  };
  useEffect(() => void loadEstimator().then(rate, () => undefined), []);

  return (
    <>
      <div class="pair" ref={fields} onInput={rate}>
        <PassphraseField prefix={prefix} name="newPassphrase" label={i18n.t('vault.new')} error={errors.newPassphrase}>
          {i18n.t('vault.hint')}
        </PassphraseField>
        <PassphraseField
          prefix={prefix}
          name="repeatPassphrase"
          label={i18n.t('vault.repeat')}
          error={errors.repeatPassphrase}
        />
      </div>
      <StrengthMeter id={`${prefix}-strength`} strength={strength} />
    </>
  );
}

const STRENGTHS = ['veryWeak', 'weak', 'fair', 'good', 'strong'] as const;

/** @param strength null: nothing is typed, or the lists are not loaded yet */
function StrengthMeter({ id, strength }: { id: string; strength: Strength | null }) {
  return (
    <div class="strength">
      <label for={id}>{i18n.t('vault.strength.label')}</label>
      <meter id={id} min={0} max={4} low={2} high={3} optimum={4} value={strength ?? 0} />
      <span role="status">{strength === null ? '' : i18n.t(`vault.strength.${STRENGTHS[strength]}`)}</span>
    </div>
  );
}

interface FieldProps {
  prefix: string;
  name: string;
  label: string;
  error: string | undefined;
  children?: string;
}

/** An input for a passphrase, which is in no state. */
export function PassphraseField({ prefix, name, label, error, children }: FieldProps) {
  const id = `${prefix}-${name}`;
  const described = [children !== undefined && `${id}-hint`, error !== undefined && `${id}-error`].filter(Boolean);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        name={name}
        type="password"
        autocomplete="off"
        required
        aria-invalid={error === undefined ? undefined : 'true'}
        aria-describedby={described.join(' ') || undefined}
      />
      {error !== undefined && (
        <p class="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {children !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {children}
        </p>
      )}
    </div>
  );
}
