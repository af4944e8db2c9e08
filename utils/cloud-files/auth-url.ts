import type { ImportProblem } from './import-problems';

/** A host without a scheme is https. */
export function authUrlProblem(text: string): ImportProblem | undefined {
  const url = urlOf(text);
  const isValid = url !== null && /^https?:$/.test(url.protocol) && !url.username && !url.password && !/\s/.test(text);
  // The value may hold a password: it is not shown.
  return isValid && !/[{}<>$*]/.test(url.host) ? undefined : { code: 'AUTH_URL_INVALID', key: 'auth_url' };
}

/** Host and port; empty where the text is no URL. */
export function authUrlHost(text: string | undefined): string {
  return text === undefined ? '' : (urlOf(text)?.host ?? '');
}

function urlOf(text: string): URL | null {
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  return URL.canParse(withScheme) ? new URL(withScheme) : null;
}
