import { useEffect, useState } from 'preact/hooks';
import type { VaultView } from '@/utils/messaging/views';
import { usePageApi } from './page-api';

/** Follows locking and unlocking; null until known. */
export function useVault(): VaultView | null {
  const api = usePageApi();
  const [vault, setVault] = useState<VaultView | null>(null);
  useEffect(() => {
    const load = () => api.send('vaultState', {}).then((reply) => reply.ok && setVault(reply.value));
    void load();
    return api.onLockChange(() => void load());
  }, [api]);
  return vault;
}
