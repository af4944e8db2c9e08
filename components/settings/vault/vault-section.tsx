import { useState } from 'preact/hooks';
import { usePageApi } from '@/components/page-api';
import { ConfirmDialog } from '@/components/settings/controls/confirm-dialog';
import { explain } from '@/utils/explain/explain';
import { i18n } from '@/utils/i18n';
import type { VaultView } from '@/utils/messaging/views';
import { ChangePassphrase } from './change-passphrase';
import { PasskeySection } from './passkey-section';
import { UnlockField } from './unlock-field';

const AUTO_LOCK_MINUTES = [1, 5, 15, 60, null] as const;

/** Unlocks and locks the vault; changes and removes the passphrase; sets the time until it locks. */
export function VaultSection({ vault }: { vault: VaultView | null }) {
  const api = usePageApi();
  const [isConfirmingReset, setConfirmingReset] = useState(false);
  const [statusText, setStatusText] = useState('');

  const reset = async () => {
    setConfirmingReset(false);
    const reply = await api.send('resetVault', {});
    setStatusText(reply.ok ? i18n.t('vault.reset.done') : explain(reply.problem).sentence);
  };

  if (vault === null) return null;
  return (
    <section class="section vault" aria-labelledby="vault-title">
      <h2 id="vault-title">{i18n.t('vault.passphrase')}</h2>
      <p class="hint">{i18n.t(vault.exists ? 'vault.text' : 'vault.none')}</p>
      {vault.exists && (
        <>
          {vault.locked ? <UnlockField id="vault-unlock" /> : <UnlockedNotice />}
          <AutoLockField vault={vault} />
          <PasskeySection vault={vault} />
          <ChangePassphrase hasPasskey={vault.passkey !== undefined} />
          <button
            type="button"
            class="button quiet danger"
            onClick={() => {
              setStatusText('');
              setConfirmingReset(true);
            }}
          >
            {i18n.t('vault.reset.button')}
          </button>
        </>
      )}
      <p role="status" class="form-status">
        {statusText}
      </p>
      {isConfirmingReset && (
        <ConfirmDialog
          title={i18n.t('vault.reset.title')}
          text={i18n.t('vault.reset.text')}
          confirm={i18n.t('vault.reset.confirm')}
          cancel={i18n.t('settings.button.cancel')}
          onConfirm={() => void reset()}
          onCancel={() => setConfirmingReset(false)}
        />
      )}
    </section>
  );
}

function UnlockedNotice() {
  const api = usePageApi();
  return (
    <div class="buttons">
      <p class="granted">{i18n.t('vault.unlocked')}</p>
      <button type="button" class="button" onClick={() => void api.send('lock', {})}>
        {i18n.t('vault.lock')}
      </button>
    </div>
  );
}

function AutoLockField({ vault }: { vault: VaultView }) {
  const api = usePageApi();
  const current = vault.autoLockMinutes;
  // administrators may set others
  const isListed = AUTO_LOCK_MINUTES.some((after) => after === current);
  const choose = (select: HTMLSelectElement) => {
    const minutes = AUTO_LOCK_MINUTES.find((after) => String(after) === select.value);
    // an administrator may not allow it
    select.value = String(current);
    if (minutes !== undefined) void api.send('setAutoLock', { minutes });
  };
  return (
    <div class="field">
      <label for="lock-after">{i18n.t('vault.lockAfter')}</label>
      <select
        id="lock-after"
        aria-describedby="lock-after-hint"
        value={String(current)}
        onChange={(event) => choose(event.currentTarget)}
      >
        {[...(isListed ? [] : [current]), ...AUTO_LOCK_MINUTES].map((after) => (
          <option key={after} value={String(after)}>
            {after === null ? i18n.t('vault.never') : i18n.t('vault.minutes', after)}
          </option>
        ))}
      </select>
      <p class="hint" id="lock-after-hint">
        {i18n.t('vault.lockAfterHint')}
      </p>
    </div>
  );
}
