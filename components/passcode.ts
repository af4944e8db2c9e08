/** Removes blanks, as in `123 456`. */
export function passcodeOf(typed: string): string {
  return typed.replace(/\s+/g, '');
}
