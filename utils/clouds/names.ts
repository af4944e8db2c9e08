/** Of what messages accept; OpenStack's names have at most 255 characters, which may be two units each. */
export const MAX_NAME_LENGTH = 255;

/** At most {@link MAX_NAME_LENGTH} units, without half a character. */
export function cutName(name: string): string {
  return name.length > MAX_NAME_LENGTH ? name.slice(0, MAX_NAME_LENGTH).replace(/[\ud800-\udbff]$/, '') : name;
}

/** Whether it can be sent back to the background. */
export function isUsableId(id: string): boolean {
  return id.length > 0 && id.length <= MAX_NAME_LENGTH;
}
