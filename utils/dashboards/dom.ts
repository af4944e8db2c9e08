/** Trimmed. @returns null: no element, or no text */
export function textOf(element: Element | null | undefined): string | null {
  return element?.textContent?.trim() || null;
}

/** For regular expressions; in lower case. */
export const UUID = '[\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12}';
