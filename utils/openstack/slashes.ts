/** A URL without the slashes at its end. Time grows with its length, as that of a regular expression would not. */
export function withoutSlashes(url: string): string {
  let end = url.length;
  while (url[end - 1] === '/') end -= 1;
  return url.slice(0, end);
}
