import { type Answer, type Call, header } from '@/tests/fake-cloud/http/messages';
import { cookieOf, isAjax, redirect } from './answers';
import type { Traits } from './release';
import { WEBROOT } from './webroot';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

function reason(traits: Traits, call: Call): string | undefined {
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
export function csrfRefusal(traits: Traits, call: Call): Answer | undefined {
  if (SAFE.has(call.method)) return undefined;
  const why = reason(traits, call);
  if (why === undefined) return undefined;
  const location = `${WEBROOT}auth/login/?csrf_failure=${encodeURIComponent(why)}`;
  if (!isAjax(call)) return redirect(location);
  const headers = { 'Content-Type': 'text/html; charset=utf-8', 'X-Horizon-Location': location };
  return { status: 200, headers, body: '' };
}
