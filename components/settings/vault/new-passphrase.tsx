import { i18n } from '@/utils/i18n';

/** As the background has it: shorter ones are refused there too. */
const MIN_LENGTH = 8;

export type PassphraseErrors = Partial<Record<'newPassphrase' | 'repeatPassphrase', string>>;

/** What is wrong with a new passphrase that was typed twice. */
export function checkNewPassphrase(typed: string, repeated: string): PassphraseErrors {
  if ([...typed.normalize('NFKC')].length < MIN_LENGTH) return { newPassphrase: i18n.t('vault.short') };
  if (typed !== repeated) return { repeatPassphrase: i18n.t('vault.differs') };
  return {};
}

/** Reads both fields; what was typed is in them and nowhere else. */
export function readNewPassphrase(prefix: string): { typed: string; repeated: string; clear(): void } {
  const [typed, repeated] = ['newPassphrase', 'repeatPassphrase'].map(
    (name) => document.getElementById(`${prefix}-${name}`) as HTMLInputElement | null,
  );
  return {
    typed: typed?.value ?? '',
    repeated: repeated?.value ?? '',
    clear() {
      for (const input of [typed, repeated]) if (input) input.value = '';
    },
  };
}

interface Props {
  /** of the DOM ids */
  prefix: string;
  errors: PassphraseErrors;
}

/** A new passphrase, typed twice. */
export function NewPassphraseFields({ prefix, errors }: Props) {
  return (
    <div class="pair">
      <PassphraseField id={`${prefix}-newPassphrase`} label={i18n.t('vault.new')} error={errors.newPassphrase}>
        {i18n.t('vault.hint')}
      </PassphraseField>
      <PassphraseField
        id={`${prefix}-repeatPassphrase`}
        label={i18n.t('vault.repeat')}
        error={errors.repeatPassphrase}
      />
    </div>
  );
}

interface FieldProps {
  id: string;
  label: string;
  error: string | undefined;
  /** the hint */
  children?: string;
}

/** One passphrase field. */
export function PassphraseField({ id, label, error, children }: FieldProps) {
  const described = [children !== undefined && `${id}-hint`, error !== undefined && `${id}-error`].filter(Boolean);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
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
