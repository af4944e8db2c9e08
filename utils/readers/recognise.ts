import { horizonRoot } from './horizon-root';
import type { RootOf } from './reader';

const ROOTS: readonly RootOf[] = [horizonRoot];

/**
 * Which dashboard is this? Works on all its pages, the login page too.
 *
 * @returns its root with a slash at the end, such as `https://cloud.example.org/horizon/`; null if it is none
 */
export function recognise(document: Document, url: URL): string | null {
  for (const rootOf of ROOTS) {
    const root = rootOf(document, url);
    if (root !== null) return root;
  }
  return null;
}
