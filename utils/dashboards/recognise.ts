import type { DashboardKind } from '@/utils/messaging/dashboard-requests';
import type { RootOf } from './adapter';
import { horizonRoot } from './horizon/root';
import { skylineRoot } from './skyline/root';

const ROOTS: readonly [DashboardKind, RootOf][] = [
  ['horizon', horizonRoot],
  ['skyline', skylineRoot],
];

/**
 * Which dashboard is this? Works on all its pages, the login page too.
 *
 * @returns its kind, and its root with a slash at the end, such as `https://cloud.example.org/horizon/`; null if it is none
 */
export function recognise(document: Document, url: URL): { kind: DashboardKind; root: string } | null {
  for (const [kind, rootOf] of ROOTS) {
    const root = rootOf(document, url);
    if (root !== null) return { kind, root };
  }
  return null;
}
