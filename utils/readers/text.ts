/** @returns an element's text without blanks around it; null if there is none. */
export function textOf(element: Element | null | undefined): string | null {
  return element?.textContent?.trim() || null;
}
