import type { CloudContext } from '@/tests/fake-cloud/context';
import type { Call } from '@/tests/fake-cloud/http/messages';
import type { Knobs } from '@/tests/fake-cloud/knobs';
import { cookieOf } from './answers';
import type { RenderContext, Visitor } from './markup/render-context';
import { traitsOf } from './release';
import { type DashboardSession, projectsOf } from './sessions';
import { WEBROOT } from './webroot';
import { wordsOf } from './words';

/** The theme of the visitor's cookie, else the dashboard's own. */
export function themeOf(context: CloudContext, call: Call): Knobs['horizonTheme'] {
  const picked = cookieOf(call, 'theme');
  return picked === 'default' || picked === 'material' ? picked : context.knobs.horizonTheme;
}

function visitorOf(context: CloudContext, session: DashboardSession): Visitor {
  const { project, user, region, token } = session;
  const domain = context.world.domains.find((item) => item.id === user.domainId) ?? { id: user.domainId, name: '' };
  return {
    userName: user.name,
    domain,
    project,
    projects: projectsOf(context, user),
    region,
    regions: context.world.regions,
    isAdmin: token.roles.includes('admin'),
  };
}

/** The context for this visitor's pages. Removes the session's notices: they are shown once. */
export function renderContextOf(context: CloudContext, call: Call, session: DashboardSession): RenderContext {
  const { knobs } = context;
  return {
    root: WEBROOT,
    traits: traitsOf(knobs),
    language: knobs.horizonLanguage,
    words: wordsOf(knobs.horizonLanguage),
    theme: themeOf(context, call),
    pollMs: knobs.horizonPollMs,
    mayBeFramed: knobs.horizonFrames,
    csrfToken: session.csrfToken,
    visitor: visitorOf(context, session),
    notices: session.notices.splice(0),
  };
}
