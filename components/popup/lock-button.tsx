import { useEffect, useRef } from 'preact/hooks';
import { usePageApi } from '@/components/page-api';
import { useVault } from '@/components/use-vault';
import { i18n } from '@/utils/i18n';

/** Locks what is behind the passphrase; there only while that is unlocked. */
export function LockButton({ onLocked }: { onLocked(): void }) {
  const api = usePageApi();
  const vault = useVault();
  const open = vault?.exists === true && !vault.locked;
  const wasOpen = useRef(false);
  // by this button, by the key, by time: the list asks for the passphrase at once
  useEffect(() => {
    if (wasOpen.current && !open) onLocked();
    wasOpen.current = open;
  }, [open]);
  if (!open) return null;
  return (
    <button type="button" class="link" onClick={() => void api.send('lock', {})}>
      {i18n.t('vault.lock')}
    </button>
  );
}
