import type { FakeCloudConfig } from '@/tests/fake-cloud/config';
import type { CloudContext } from '@/tests/fake-cloud/context';
import type { Call } from '@/tests/fake-cloud/http/messages';
import { cookieOf, WEBROOT } from './answers';
import { type Release, releaseOf } from './release';
import { enabledProjectsOf, type FakeDashboardSession } from './sessions';
import { type Words, wordsOf } from './words';

/** The theme of the visitor's cookie, else the dashboard's own. */
export function themeOf(context: CloudContext, call: Call): FakeCloudConfig['horizonTheme'] {
  const picked = cookieOf(call, 'theme');
  return picked === 'default' || picked === 'material' ? picked : context.config.horizonTheme;
}

function visitorOf(context: CloudContext, session: FakeDashboardSession): Visitor {
  const { project, user, region, token } = session;
  const domain = context.contents.domains.find((item) => item.id === user.domainId) ?? { id: user.domainId, name: '' };
  return {
    userName: user.name,
    domain,
    project,
    projects: enabledProjectsOf(context, user),
    region,
    regions: context.contents.regions,
    isAdmin: token.roles.includes('admin'),
  };
}

/** The context for this visitor's pages. Removes the session's notices: they are shown once. */
export function renderContextOf(context: CloudContext, call: Call, session: FakeDashboardSession): RenderContext {
  const { config } = context;
  return {
    root: WEBROOT,
    traits: releaseOf(config),
    language: config.horizonLanguage,
    words: wordsOf(config.horizonLanguage),
    theme: themeOf(context, call),
    pollMs: config.horizonPollMs,
    mayBeFramed: config.horizonFrames,
    csrfToken: session.csrfToken,
    visitor: visitorOf(context, session),
    messages: session.messages.splice(0),
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

export interface PageMessage {
  kind: 'success' | 'error';
  text: string;
}

/** What the rendering of a page depends on, apart from its content. */
export interface RenderContext {
  /** the dashboard's own path, such as `/horizon/` */
  root: string;
  traits: Release;
  language: FakeCloudConfig['horizonLanguage'];
  words: Words;
  theme: FakeCloudConfig['horizonTheme'];
  /** milliseconds between two requests for a pending row */
  pollMs: number;
  mayBeFramed: boolean;
  csrfToken: string;
  visitor: Visitor;
  /** shown once, above the page */
  messages: PageMessage[];
}
