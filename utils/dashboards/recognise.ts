import { DASHBOARD_KINDS, type DashboardKind } from '@/utils/messaging/dashboard-kinds';
import type { RootOf } from './adapter';

const roots = import.meta.glob<RootOf>('./*/root.ts', { eager: true, import: 'default' });

/** Also by a login page. @returns the root with a slash at the end; null: no dashboard */
export function recognise(document: Document, url: URL): { kind: DashboardKind; root: string } | null {
  for (const kind of DASHBOARD_KINDS) {
    const root = roots[`./${kind}/root.ts`]?.(document, url) ?? null;
    if (root !== null) return { kind, root };
  }
  return null;
}
