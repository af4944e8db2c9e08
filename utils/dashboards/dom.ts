/** @returns an element's text without blanks around it; null if there is none. */
export function textOf(element: Element | null | undefined): string | null {
  return element?.textContent?.trim() || null;
}

/** What Nova gives its servers, as part of a pattern; Horizon itself takes any text. */
export const UUID = '[\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12}';
