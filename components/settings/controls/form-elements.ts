/** The input of a form by its name; null where the form has none. */
export function inputNamed(form: HTMLFormElement, name: string): HTMLInputElement | null {
  const element = form.elements.namedItem(name);
  return element instanceof HTMLInputElement ? element : null;
}

/** What stands in an input of a form; '' where the form has none. */
export function valueOfField(form: HTMLFormElement, name: string): string {
  return inputNamed(form, name)?.value ?? '';
}

/** Empties the inputs with these names; skips those that the form lacks. */
export function clearNamed(form: HTMLFormElement, ...names: string[]): void {
  for (const name of names) {
    const input = inputNamed(form, name);
    if (input !== null) input.value = '';
  }
}

/** Moves the focus to the element of a form with this name, if any. */
export function focusNamed(form: HTMLFormElement, name: string): void {
  const element = form.elements.namedItem(name);
  if (element instanceof HTMLElement) element.focus();
}
