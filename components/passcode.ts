/** @returns the passcode without the blanks that authenticators show and users type, as in `123 456`. */
export function passcodeOf(typed: string): string {
  return typed.replace(/\s+/g, '');
}
