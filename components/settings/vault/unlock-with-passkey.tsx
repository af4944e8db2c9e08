import { createContext } from 'preact';
import { useContext, useState } from 'preact/hooks';
import { usePageApi } from '@/components/page-api';
import { explain } from '@/utils/explain/explain';
import { i18n } from '@/utils/i18n';
import type { VaultView } from '@/utils/messaging/views';
import { isFailure, offersPasskeys, readPasskey } from './authenticator';

/** The vault of the page. */
export const VaultContext = createContext<VaultView | null>(null);

/** A button that unlocks the vault with the passkey; nothing where there is none. */
export function UnlockWithPasskey({ onUnlocked }: { onUnlocked?: () => void }) {
  const api = usePageApi();
  const passkey = useContext(VaultContext)?.passkey;
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState('');
  if (passkey === undefined || !offersPasskeys()) return null;

  /** What went wrong, in words. */
  const unlock = async (): Promise<string> => {
    const output = await readPasskey(passkey);
    if (isFailure(output)) return i18n.t(`vault.passkey.${output}`);
    const reply = await api.send('unlockWithPasskey', { output });
    if (reply.ok) {
      onUnlocked?.();
      return '';
    }
    return reply.problem.code === 'VAULT_TAMPERED' ? i18n.t('vault.passkey.tampered') : explain(reply.problem).sentence;
  };
  const click = async () => {
    setBusy(true);
    setError('');
    setError(await unlock());
    setBusy(false);
  };
  return (
    <div class="unlock-with-passkey">
      <button type="button" class="button" disabled={busy} onClick={() => void click()}>
        {i18n.t('vault.passkey.unlock')}
      </button>
      <p class="field-error" role="alert">
        {error}
      </p>
    </div>
  );
}
