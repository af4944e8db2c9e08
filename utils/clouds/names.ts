/** In UTF-16 units. OpenStack's names have at most 255 characters of one or two units. */
export const MAX_NAME_LENGTH = 255;

/** Cuts to {@link MAX_NAME_LENGTH}, never within a character. */
export function cutName(name: string): string {
  return name.length > MAX_NAME_LENGTH ? name.slice(0, MAX_NAME_LENGTH).replace(/[\ud800-\udbff]$/, '') : name;
}

const COMPARED_LENGTH = 64;

/** Sorting and searching take quadratic time for long runs of combining marks, which no script has. */
export function withoutLongMarks(text: string): string {
  return text.replace(/(\p{M}{8})\p{M}+/gu, '$1');
}

/** A short text to sort names by. */
export function sortKeyOf(name: string): string {
  return name.slice(0, COMPARED_LENGTH);
}

/** Whether it can be sent back to the background. */
export function isUsableId(id: string): boolean {
  return id.length > 0 && id.length <= MAX_NAME_LENGTH;
}
