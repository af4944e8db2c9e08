/**
 * Adds what makes the console page connect by itself and fit its window. Text is only ever appended:
 * Nova's URLs can hold two `?`, which a parser would mangle (nova/objects/console_auth_token.py), and
 * which parameters are safe depends on noVNC's page (noVNC: app/ui.js, vnc_lite.html, docs/EMBEDDING.md).
 *
 * @param url as Nova gave it.
 * @returns the URL to open.
 */
export function viewerUrl(url: string): string {
  const [address = '', fragment] = splitOnce(url, '#');
  const [page = '', query] = splitOnce(address, '?');
  const wanted = OPTIONS.find(([file]) => page.endsWith(file))?.[1] ?? [];
  const missing = wanted.filter((option) => !hasParameter(query ?? '', option.slice(0, option.indexOf('='))));
  if (missing.length === 0) return url;
  const glue = query === undefined ? '?' : '&';
  return `${address}${glue}${missing.join('&')}${fragment === undefined ? '' : `#${fragment}`}`;
}

/** `resize` must not reach vnc_lite.html: noVNC 1.0's takes any value of it as "resize the guest". */
const OPTIONS: readonly (readonly [file: string, options: readonly string[]])[] = [
  ['/vnc.html', ['autoconnect=true', 'resize=scale']],
  ['/vnc_lite.html', ['scale=true']],
  ['/vnc_auto.html', ['scale=true']],
];

function splitOnce(text: string, at: string): [string, string?] {
  const index = text.indexOf(at);
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + 1)];
}

function hasParameter(query: string, name: string): boolean {
  return query.split(/[?&]/).some((part) => part === name || part.startsWith(`${name}=`));
}
