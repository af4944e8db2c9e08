import { useEffect, useRef } from 'preact/hooks';
import { usePageApi } from '@/components/page-api';
import { useVault } from '@/components/use-vault';
import { i18n } from '@/utils/i18n';

/** Locks the vault; hidden while locked. `onLocked` runs after any lock, also by time or shortcut. */
export function LockButton({ onLocked }: { onLocked(): void }) {
  const api = usePageApi();
  const { vault } = useVault();
  const unlocked = vault?.exists === true && !vault.locked;
  const wasUnlocked = useRef(false);
  useEffect(() => {
    if (wasUnlocked.current && !unlocked) onLocked();
    wasUnlocked.current = unlocked;
  }, [unlocked]);
  if (!unlocked) return null;
  return (
    <button type="button" class="link" onClick={() => void api.send('lock', {})}>
      {i18n.t('vault.lock')}
    </button>
  );
}
