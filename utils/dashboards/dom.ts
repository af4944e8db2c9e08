/** @returns null for no text. */
export function textOf(element: Element | null | undefined): string | null {
  return element?.textContent?.trim() || null;
}

/** Nova's ids, as part of a pattern */
export const UUID = '[\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12}';
