import { openInTab, type ShowRequest } from '@/utils/consoles/console-tabs';
import type { ServerConsole } from '@/utils/consoles/get-console';

/** Opens it in a tab. @returns its id */
export async function showCloudPage({ url }: ServerConsole, request: ShowRequest): Promise<number> {
  return (await openInTab(cloudPageUrl(url), request)).tabId;
}

/**
 * Adds noVNC's options (app/ui.js, vnc_lite.html, docs/EMBEDDING.md) as text: Nova's URLs can hold two `?`
 * (nova/objects/console_auth_token.py).
 */
export function cloudPageUrl(url: string): string {
  const [address = '', fragment] = splitOnce(url, '#');
  const [page = '', query] = splitOnce(address, '?');
  const options = PAGE_OPTIONS.find(([file]) => page.endsWith(file))?.[1] ?? [];
  const missing = options.filter((option) => !hasParameter(query ?? '', option.slice(0, option.indexOf('='))));
  if (missing.length === 0) return url;
  const separator = query === undefined ? '?' : '&';
  return `${address}${separator}${missing.join('&')}${fragment === undefined ? '' : `#${fragment}`}`;
}

/** No `resize` for vnc_lite.html: in noVNC 1.0 any value resizes the guest. */
const PAGE_OPTIONS: readonly (readonly [file: string, options: readonly string[]])[] = [
  ['/vnc.html', ['autoconnect=true', 'resize=scale']],
  ['/vnc_lite.html', ['scale=true']],
  ['/vnc_auto.html', ['scale=true']],
];

function splitOnce(text: string, separator: string): [string, string?] {
  const index = text.indexOf(separator);
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + 1)];
}

function hasParameter(query: string, name: string): boolean {
  return query.split(/[?&]/).some((part) => part === name || part.startsWith(`${name}=`));
}
