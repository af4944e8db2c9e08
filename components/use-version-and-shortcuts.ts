import { useEffect, useState } from 'preact/hooks';
import type { PageApi } from '@/utils/messaging/page-api';
import { usePageApi } from './page-api';

/** Version and shortcuts; null: no key. */
export type VersionAndShortcuts = Awaited<ReturnType<PageApi['versionAndShortcuts']>>;

/** Null until known. */
export function useVersionAndShortcuts(): VersionAndShortcuts | null {
  const api = usePageApi();
  const [loaded, setLoaded] = useState<VersionAndShortcuts | null>(null);
  useEffect(() => void api.versionAndShortcuts().then(setLoaded), [api]);
  return loaded;
}
