/**
 * @returns a passcode as it is sent: apps show it in groups, such as `123 456`, and that is how people type it.
 */
export function passcodeOf(typed: string): string {
  return typed.replace(/\s+/g, '');
}
