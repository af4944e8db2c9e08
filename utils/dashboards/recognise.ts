import { DASHBOARD_KINDS, type DashboardKind } from '@/utils/messaging/dashboard-kinds';
import type { RootOf } from './adapter';

/** One of each folder; the build collects them. */
const roots = import.meta.glob<RootOf>('./*/root.ts', { eager: true, import: 'default' });

/**
 * Finds out which dashboard a page is of, its login page too.
 *
 * @returns its kind, and its root with a slash at the end, such as `https://cloud.example.org/horizon/`; null: of none
 */
export function recognise(document: Document, url: URL): { kind: DashboardKind; root: string } | null {
  for (const kind of DASHBOARD_KINDS) {
    const root = roots[`./${kind}/root.ts`]?.(document, url) ?? null;
    if (root !== null) return { kind, root };
  }
  return null;
}
