import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { PageApi } from '@/utils/messaging/page-api';

const context = createContext<PageApi | null>(null);

/** Provides the page's API to all components below. */
export const PageApiProvider = context.Provider;

/** The page's API. Throws outside a `PageApiProvider`. */
export function usePageApi(): PageApi {
  const api = useContext(context);
  if (api === null) throw new Error('no PageApiProvider');
  return api;
}
