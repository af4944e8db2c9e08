/** The typed passcode without blanks. */
export function passcodeOf(typed: string): string {
  return typed.replace(/\s+/g, '');
}
