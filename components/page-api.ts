import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { PageApi } from '@/utils/messaging/page-api';

const context = createContext<PageApi | null>(null);

export const PageApiProvider = context.Provider;

/** Throws without a provider. */
export function usePageApi(): PageApi {
  const api = useContext(context);
  if (api === null) throw new Error('no PageApiProvider');
  return api;
}
