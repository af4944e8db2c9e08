import { randomBytes } from 'node:crypto';
import { findOwned } from '@/tests/fake-cloud/contents';
import type { CloudContext } from '@/tests/fake-cloud/context';
import type { Call, FakeAnswer } from '@/tests/fake-cloud/http/messages';
import { cookieOf, csrfRefusal, htmlAnswer, redirect, safeNextPath, WEBROOT } from './answers';
import { loginPage } from './markup/login-page';
import { releaseOf } from './release';
import { themeOf } from './render-context';
import type { FakeDashboardSession } from './sessions';

/** `Set-Cookie` of a session. */
export function sessionCookies(session: FakeDashboardSession): string[] {
  return [
    `csrftoken=${session.csrfToken}; Path=/; SameSite=Lax`,
    `sessionid=${session.id}; HttpOnly; Path=/; SameSite=Lax`,
  ];
}

function page(context: CloudContext, call: Call, next: string, isWrong: boolean): FakeAnswer {
  const csrfToken = cookieOf(call, 'csrftoken') || randomBytes(32).toString('hex');
  const theme = themeOf(context, call);
  const answer = htmlAnswer(200, loginPage({ root: WEBROOT, theme, csrfToken, next, isWrong }));
  return { ...answer, headers: { ...answer.headers, 'Set-Cookie': `csrftoken=${csrfToken}; Path=/; SameSite=Lax` } };
}

/** `auth/login/`: the form and its POST. Source: openstack_auth/views.py `login`. */
export function logIn(context: CloudContext, call: Call): FakeAnswer {
  if (call.method !== 'POST') return page(context, call, safeNextPath(call.query.get('next')), false);
  const refusal = csrfRefusal(releaseOf(context.config), call);
  if (refusal) return refusal;
  const form = new URLSearchParams(call.rawBody);
  const next = safeNextPath(form.get('next'));
  const ref = { name: form.get('username'), domain: { name: form.get('domain') } };
  const user = findOwned(context.contents, context.contents.users, ref);
  const region = cookieOf(call, 'services_region');
  const session =
    user?.password === form.get('password')
      ? context.dashboard.open(context, user, region === undefined ? {} : { region })
      : undefined;
  if (!session) return page(context, call, next, true);
  return redirect(next, [...sessionCookies(session), `login_domain=${form.get('domain')}; Path=/; Max-Age=31536000`]);
}
