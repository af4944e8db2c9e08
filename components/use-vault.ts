import { useEffect, useState } from 'preact/hooks';
import type { VaultView } from '@/utils/messaging/views';
import type { Problem } from '@/utils/problems/problem';
import { usePageApi } from './page-api';

interface VaultState {
  /** null until known */
  vault: VaultView | null;
  problem: Problem | null;
}

/** Follows locking and unlocking. */
export function useVault(): VaultState {
  const api = usePageApi();
  const [state, setState] = useState<VaultState>({ vault: null, problem: null });
  useEffect(() => {
    const load = () =>
      api.send('vaultState', {}).then((reply) => {
        setState(reply.ok ? { vault: reply.value, problem: null } : { vault: null, problem: reply.problem });
      });
    void load();
    return api.onLockChange(() => void load());
  }, [api]);
  return state;
}
