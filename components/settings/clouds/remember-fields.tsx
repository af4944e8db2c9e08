import { NewPassphraseFields } from '@/components/settings/vault/new-passphrase';
import { UnlockField } from '@/components/settings/vault/unlock-field';
import { i18n } from '@/utils/i18n';
import { useForm } from './form-context';
import { fieldId } from './form-ids';
import { RememberChoices } from './remember-choices';

/** Where the secret is kept; asks for the passphrase, or for a new one. */
export function RememberFields() {
  const { state, dispatch, vault, isEncryptedWithPassphrase } = useForm();
  const { remember } = state.values;
  return (
    <section class="section">
      <h2 id="remember-title">{i18n.t('settings.section.remember')}</h2>
      <RememberChoices
        labelledBy="remember-title"
        value={remember}
        offersPassphrase
        onChange={(choice) => dispatch({ type: 'edit', change: { remember: choice } })}
      />
      {remember === 'passphrase' && vault?.exists === false && (
        <NewPassphraseFields prefix="field" errors={state.invalid} />
      )}
      {remember === 'passphrase' && vault?.locked === true && !isEncryptedWithPassphrase && (
        <UnlockField id={fieldId('passphrase')} error={state.invalid.passphrase} />
      )}
    </section>
  );
}

/** Asks for the passphrase where the secret is locked. */
export function LockedNotice() {
  const { state, vault, isEncryptedWithPassphrase } = useForm();
  if (vault?.locked !== true || !isEncryptedWithPassphrase) return null;
  return (
    <section class="locked" aria-labelledby="locked-title">
      <p id="locked-title">{i18n.t('vault.lockedCloud')}</p>
      <UnlockField id={fieldId('passphrase')} error={state.invalid.passphrase} />
    </section>
  );
}
