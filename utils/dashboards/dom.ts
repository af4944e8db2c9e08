export function textOf(element: Element | null | undefined): string | null {
  return element?.textContent?.trim() || null;
}

export const UUID = '[\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12}';
