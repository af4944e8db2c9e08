import { useEffect, useRef, useState } from 'preact/hooks';
import { usePageApi } from '@/components/page-api';
import { SecretPrompt } from '@/components/secret-prompt';
import { explain } from '@/utils/explain/explain';
import { i18n } from '@/utils/i18n';
import type { VaultView } from '@/utils/messaging/views';
import type { Problem } from '@/utils/problems/problem';
import { createPasskey, isFailure, offersPasskeys } from './authenticator';

/** Adds and removes the passkey while the vault is unlocked. Nothing where the browser has none for extensions. */
export function PasskeySection({ vault: { locked, passkey } }: { vault: VaultView }) {
  const api = usePageApi();
  const [status, setStatus] = useState('');
  const section = useRef<HTMLDivElement>(null);
  const hasPasskey = passkey !== undefined;
  const [hadPasskey, setHadPasskey] = useState(hasPasskey);
  useEffect(() => {
    if (hasPasskey === hadPasskey) return;
    setHadPasskey(hasPasskey);
    // What had the focus is gone.
    if (document.activeElement === document.body)
      section.current?.querySelector<HTMLElement>('summary, button')?.focus();
  });
  if (locked || !offersPasskeys()) return null;

  const add = async (passphrase: string): Promise<Problem | null> => {
    setStatus('');
    // A wrong passphrase leaves no passkey behind.
    const proof = await api.send('unlock', { passphrase });
    if (!proof.ok) return proof.problem;
    const made = await createPasskey(i18n.t('extension.name'));
    const reply = isFailure(made) ? null : await api.send('addPasskey', { passphrase, ...made });
    setStatus(i18n.t(isFailure(made) ? `vault.passkey.${made}` : 'vault.passkey.added'));
    return reply?.ok === false ? reply.problem : null;
  };
  const remove = async () => {
    const reply = await api.send('removePasskey', {});
    setStatus(reply.ok ? i18n.t('vault.passkey.removed') : explain(reply.problem).sentence);
  };

  return (
    <div class="passkey" ref={section}>
      {hasPasskey ? (
        <button type="button" class="button" onClick={() => void remove()}>
          {i18n.t('vault.passkey.remove')}
        </button>
      ) : (
        <details class="change">
          <summary>{i18n.t('vault.passkey.add')}</summary>
          <p class="hint">{i18n.t('vault.passkey.hint')}</p>
          <SecretPrompt
            id="passkey-passphrase"
            label={i18n.t('vault.passphrase')}
            button={i18n.t('vault.passkey.add')}
            attributes={{ type: 'password', autocomplete: 'off' }}
            focus={false}
            send={add}
            onAccepted={() => undefined}
          />
        </details>
      )}
      <p role="status" class="form-status">
        {status}
      </p>
    </div>
  );
}
