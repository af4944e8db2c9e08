/** A form's input by name, or null. */
export function inputNamed(form: HTMLFormElement, name: string): HTMLInputElement | null {
  const element = form.elements.namedItem(name);
  return element instanceof HTMLInputElement ? element : null;
}

/** The value of an input; '' where the form lacks it. */
export function valueOfField(form: HTMLFormElement, name: string): string {
  return inputNamed(form, name)?.value ?? '';
}

/** Empties inputs; skips those that the form lacks. */
export function clearInputs(form: HTMLFormElement, ...names: string[]): void {
  for (const name of names) {
    const input = inputNamed(form, name);
    if (input !== null) input.value = '';
  }
}

/** Focuses the element with this name, if any. */
export function focusElement(form: HTMLFormElement, name: string): void {
  const element = form.elements.namedItem(name);
  if (element instanceof HTMLElement) element.focus();
}
