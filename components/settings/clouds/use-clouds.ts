import { useEffect, useState } from 'preact/hooks';
import { usePageApi } from '@/components/page-api';
import type { CloudView } from '@/utils/messaging/views';
import type { Problem } from '@/utils/problems/problem';

/** The stored clouds. */
export interface Clouds {
  /** null until known */
  clouds: CloudView[] | null;
  problem: Problem | null;
  reload(): Promise<void>;
}

/** Loads the clouds, and again when the vault is locked or unlocked. */
export function useClouds(): Clouds {
  const api = usePageApi();
  const [clouds, setClouds] = useState<CloudView[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const reload = async () => {
    const reply = await api.send('listClouds', {});
    setProblem(reply.ok ? null : reply.problem);
    if (reply.ok) setClouds(reply.value);
  };
  useEffect(() => {
    void reload();
    return api.onLockChange(() => void reload());
  }, [api]);
  return { clouds, problem, reload };
}
