import type { Answer, Call } from '@/tests/fake-cloud/http/messages';
import { header } from '@/tests/fake-cloud/http/messages';
import type { Knobs } from '@/tests/fake-cloud/knobs';
import { WEBROOT } from './webroot';

/** Whether a script sent it. */
export function isAjax(call: Call): boolean {
  return header(call, 'x-requested-with') === 'XMLHttpRequest';
}

/** The value of a cookie. */
export function cookieOf(call: Call, name: string): string | undefined {
  return new RegExp(`(?:^|;\\s*)${name}=([^;]*)`).exec(header(call, 'cookie') ?? '')?.[1];
}

/** A page. */
export function html(status: number, body: string): Answer {
  return { status, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body };
}

export function pageNotFound(): Answer {
  return html(404, '<h1>Not Found</h1>');
}

/** A redirect; `cookies` are whole `Set-Cookie` lines. */
export function redirect(to: string, cookies: string[] = []): Answer {
  const headers = { 'Content-Type': 'text/html; charset=utf-8', Location: to };
  return { status: 302, headers: cookies.length > 0 ? { ...headers, 'Set-Cookie': cookies } : headers, body: '' };
}

/** The path `next`, if it is on this host, else the list. */
export function inside(next: string | null): string {
  return next?.startsWith('/') && !next.startsWith('//') ? next : `${WEBROOT}project/instances/`;
}

/** The login page, which leads back here. */
export function loginUrl(call: Call): string {
  const next = encodeURIComponent(call.path + call.url.search).replaceAll('%2F', '/');
  return `${call.url.origin}${WEBROOT}auth/login/?next=${next}`;
}

/** Adds the headers of every answer. Source: Django's XFrameOptionsMiddleware, LocaleMiddleware. */
export function withCommonHeaders(knobs: Knobs, answer: Answer): Answer {
  const headers: Record<string, string | string[]> = {
    Vary: 'Accept-Language, Cookie',
    'Content-Language': knobs.horizonLanguage,
    ...answer.headers,
  };
  if (!knobs.horizonFrames) headers['X-Frame-Options'] = 'DENY';
  return { ...answer, headers };
}
