import { OpenStackError } from './errors';
import { withoutSlashes } from './slashes';

/** Adds the slash at the end, or removes it. */
function withOtherSlash(url: string): string {
  return url.endsWith('/') ? withoutSlashes(url) : `${url}/`;
}

/** For plain http: https at the same port, and at 443. */
export function httpsUrls(url: string): string[] {
  const { protocol, port } = new URL(url);
  if (protocol !== 'http:') return [];
  const secure = new URL(url);
  secure.protocol = 'https:';
  if (port === '') return [secure.href];
  const atDefault = new URL(secure);
  atDefault.port = '';
  return [secure.href, atDefault.href];
}

/**
 * Calls `ask` with the URL and, where that redirects, with likely targets: a browser hides the target, and following it
 * would send a request to any host. Throws what `ask` throws; REDIRECTED where none answers.
 */
export async function askByHand<T>(url: string, ask: (url: string) => Promise<T>): Promise<{ answer: T; url: string }> {
  const sameScheme = [url, withOtherSlash(url)];
  let first: unknown;
  for (const candidate of [...sameScheme, ...sameScheme.flatMap(httpsUrls)]) {
    try {
      return { answer: await ask(candidate), url: candidate };
    } catch (error) {
      const isRedirect = error instanceof OpenStackError && error.code === 'REDIRECTED';
      // Nothing needs to listen at the other ports.
      const mayFail = !sameScheme.includes(candidate) && error instanceof OpenStackError && error.code === 'NETWORK';
      if (!isRedirect && !mayFail) throw error;
      first ??= error;
    }
  }
  throw first;
}
