import type { FakeCloudConfig } from '@/tests/fake-cloud/config';
import { type Call, type FakeAnswer, header } from '@/tests/fake-cloud/http/messages';
import type { Release } from './release';

/** Whether a script sent it. */
export function isAjax(call: Call): boolean {
  return header(call, 'x-requested-with') === 'XMLHttpRequest';
}

/** The value of a cookie. */
export function cookieOf(call: Call, name: string): string | undefined {
  return new RegExp(`(?:^|;\\s*)${name}=([^;]*)`).exec(header(call, 'cookie') ?? '')?.[1];
}

/** A page. */
export function htmlAnswer(status: number, body: string): FakeAnswer {
  return { status, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body };
}

export function pageNotFound(): FakeAnswer {
  return htmlAnswer(404, '<h1>Not Found</h1>');
}

/** A redirect; `cookies` are whole `Set-Cookie` lines. */
export function redirect(to: string, cookies: string[] = []): FakeAnswer {
  const headers = { 'Content-Type': 'text/html; charset=utf-8', Location: to };
  return { status: 302, headers: cookies.length > 0 ? { ...headers, 'Set-Cookie': cookies } : headers, body: '' };
}

/** The path `next`, if it is on this host, else the list. */
export function safeNextPath(next: string | null): string {
  return next?.startsWith('/') && !next.startsWith('//') ? next : `${WEBROOT}project/instances/`;
}

/** The login page, which leads back here. */
export function loginUrl(call: Call): string {
  const next = encodeURIComponent(call.path + call.url.search).replaceAll('%2F', '/');
  return `${call.url.origin}${WEBROOT}auth/login/?next=${next}`;
}

/** Adds the headers of every answer. Source: Django's XFrameOptionsMiddleware, LocaleMiddleware. */
export function withCommonHeaders(config: FakeCloudConfig, answer: FakeAnswer): FakeAnswer {
  const headers: Record<string, string | string[]> = {
    Vary: 'Accept-Language, Cookie',
    'Content-Language': config.horizonLanguage,
    ...answer.headers,
  };
  if (!config.horizonFrames) headers['X-Frame-Options'] = 'DENY';
  return { ...answer, headers };
}

/** The dashboard's path on its host. */
export const WEBROOT = '/horizon/';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

function reason(traits: Release, call: Call): string | undefined {
  const origin = header(call, 'origin');
  if (traits.isNewest && origin !== undefined && origin !== call.url.origin)
    return `Origin checking failed - ${origin} does not match any trusted origins.`;
  const cookie = cookieOf(call, 'csrftoken');
  if (cookie === undefined || cookie === '') return 'CSRF cookie not set.';
  const isForm = (header(call, 'content-type') ?? '').includes('form-urlencoded');
  const given = isForm ? new URLSearchParams(call.rawBody).get('csrfmiddlewaretoken') : null;
  return (given ?? header(call, 'x-csrftoken')) === cookie ? undefined : 'CSRF token missing or incorrect.';
}

/**
 * The refusal of a POST without proof that a page of the dashboard sent it. Scripts get
 * a 200 with a header. Source: Django's CsrfViewMiddleware, openstack_dashboard/views.py
 * `csrf_failure`, horizon/middleware/base.py `_process_response`.
 */
export function csrfRefusal(traits: Release, call: Call): FakeAnswer | undefined {
  if (SAFE.has(call.method)) return undefined;
  const why = reason(traits, call);
  if (why === undefined) return undefined;
  const location = `${WEBROOT}auth/login/?csrf_failure=${encodeURIComponent(why)}`;
  if (!isAjax(call)) return redirect(location);
  const headers = { 'Content-Type': 'text/html; charset=utf-8', 'X-Horizon-Location': location };
  return { status: 200, headers, body: '' };
}
