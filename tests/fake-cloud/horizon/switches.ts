import type { CloudContext } from '@/tests/fake-cloud/context';
import type { Call, FakeAnswer } from '@/tests/fake-cloud/http/messages';
import { htmlAnswer, redirect, safeNextPath, WEBROOT } from './answers';
import { sessionCookies } from './log-in';
import { releaseOf } from './release';
import type { FakeDashboardSession } from './sessions';
import { fillIn, wordsOf } from './words';

function switchProject(
  context: CloudContext,
  call: Call,
  session: FakeDashboardSession,
  projectId: string,
): FakeAnswer {
  const words = wordsOf(context.config.horizonLanguage);
  const done = context.dashboard.switchProject(context, session, projectId);
  session.messages.push(
    done
      ? { kind: 'success', text: fillIn(words.switched, session.project.name) }
      : { kind: 'error', text: fillIn(words.switchFailed, session.user.name) },
  );
  const recent = `recent_project=${session.project.id}; Path=/; Max-Age=31536000`;
  return redirect(safeNextPath(call.query.get('next')), [recent, ...sessionCookies(session)]);
}

function switchRegion(context: CloudContext, call: Call, session: FakeDashboardSession, region: string): FakeAnswer {
  if (context.contents.regions.includes(region)) session.region = region;
  const cookie = `services_region=${session.region}; Path=/; Max-Age=31536000`;
  return redirect(safeNextPath(call.query.get('next')), [cookie]);
}

function logOut(context: CloudContext, call: Call, session: FakeDashboardSession): FakeAnswer {
  if (releaseOf(context.config).isNewest && call.method !== 'POST') return htmlAnswer(405, '');
  context.dashboard.end(session);
  return redirect(`${WEBROOT}auth/login/`, ['sessionid=; Path=/; Max-Age=0']);
}

/** `auth/…` with a login: switch project or region, log out; undefined: another path. Source: openstack_auth/urls.py, views.py. */
export function answerSwitchOrLogOut(
  context: CloudContext,
  call: Call,
  path: string,
  session: FakeDashboardSession,
): FakeAnswer | undefined {
  if (path === 'auth/logout/') return logOut(context, call, session);
  const [, action, target] = /^auth\/(switch|switch_services_region)\/([^/]+)\/$/.exec(path) ?? [];
  if (target === undefined) return undefined;
  return action === 'switch'
    ? switchProject(context, call, session, target)
    : switchRegion(context, call, session, decodeURIComponent(target));
}
