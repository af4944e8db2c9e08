import { useEffect, useState } from 'preact/hooks';
import type { PageApi } from '@/utils/messaging/page-api';
import { usePageApi } from './page-api';

/** Version and shortcuts; null: no key. */
export type About = Awaited<ReturnType<PageApi['about']>>;

/** Null until known. */
export function useAbout(): About | null {
  const api = usePageApi();
  const [about, setAbout] = useState<About | null>(null);
  useEffect(() => void api.about().then(setAbout), [api]);
  return about;
}
