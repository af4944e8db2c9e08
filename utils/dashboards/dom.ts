/** Trimmed. @returns null: no element, or no text */
export function textOf(element: Element | null | undefined): string | null {
  return element?.textContent?.trim() || null;
}

/** In lower case; part of regular expressions. */
export const UUID = '[\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12}';
