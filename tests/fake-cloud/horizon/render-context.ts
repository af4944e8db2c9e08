import type { CloudContext } from '@/tests/fake-cloud/context';
import type { Call } from '@/tests/fake-cloud/http/messages';
import type { Knobs } from '@/tests/fake-cloud/knobs';
import { cookieOf, WEBROOT } from './answers';
import { type Traits, traitsOf } from './release';
import { enabledProjectsOf, type FakeDashboardSession } from './sessions';
import { type Words, wordsOf } from './words';

/** The theme of the visitor's cookie, else the dashboard's own. */
export function themeOf(context: CloudContext, call: Call): Knobs['horizonTheme'] {
  const picked = cookieOf(call, 'theme');
  return picked === 'default' || picked === 'material' ? picked : context.knobs.horizonTheme;
}

function visitorOf(context: CloudContext, session: FakeDashboardSession): Visitor {
  const { project, user, region, token } = session;
  const domain = context.world.domains.find((item) => item.id === user.domainId) ?? { id: user.domainId, name: '' };
  return {
    userName: user.name,
    domain,
    project,
    projects: enabledProjectsOf(context, user),
    region,
    regions: context.world.regions,
    isAdmin: token.roles.includes('admin'),
  };
}

/** The context for this visitor's pages. Removes the session's notices: they are shown once. */
export function renderContextOf(context: CloudContext, call: Call, session: FakeDashboardSession): RenderContext {
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

interface Named {
  id: string;
  name: string;
}

/** The user, project and region in the page's header. */
export interface Visitor {
  userName: string;
  domain: Named;
  project: Named;
  projects: Named[];
  /** the header shows it only where there are several */
  region: string;
  regions: string[];
  isAdmin: boolean;
}

export interface PageNotice {
  kind: 'success' | 'error';
  text: string;
}

/** What the rendering of a page depends on, apart from its content. */
export interface RenderContext {
  /** the dashboard's own path, such as `/horizon/` */
  root: string;
  traits: Traits;
  language: Knobs['horizonLanguage'];
  words: Words;
  theme: Knobs['horizonTheme'];
  /** milliseconds between two requests for a pending row */
  pollMs: number;
  mayBeFramed: boolean;
  csrfToken: string;
  visitor: Visitor;
  /** shown once, above the page */
  notices: PageNotice[];
}
