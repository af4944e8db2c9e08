import { randomBytes } from 'node:crypto';
import type { FakeProject, User } from '@/tests/fake-cloud/contents';
import type { CloudContext } from '@/tests/fake-cloud/context';
import type { Call } from '@/tests/fake-cloud/http/messages';
import type { Token } from '@/tests/fake-cloud/keystone/tokens';
import { cookieOf } from './answers';
import type { PageMessage } from './render-context';

/** A login at the dashboard: it holds a token scoped to one project. */
export interface FakeDashboardSession {
  id: string;
  csrfToken: string;
  user: User;
  project: FakeProject;
  /** region of all services but Keystone */
  region: string;
  token: Token;
  /** milliseconds since the epoch of its last request */
  lastSeen: number;
  /** shown on the next page */
  messages: PageMessage[];
}

function issueToken(context: CloudContext, user: User, project: FakeProject, parent?: Token): Token {
  return context.tokens.issue(
    {
      user,
      methods: ['password', 'token'],
      scope: { kind: 'project', projectId: project.id },
      roles: user.roles[project.id] ?? [],
      ...(parent && { parent }),
    },
    context.config.tokenSeconds,
  );
}

/** Logins by the value of cookie `sessionid`. */
export class DashboardSessions {
  readonly #sessions = new Map<string, FakeDashboardSession>();
  readonly #secrets: string[] = [];

  /** Logs in to that project, else the default one, else the first; undefined: the user is disabled or has no project. */
  open(
    context: CloudContext,
    user: User,
    requested: { projectId?: string; region?: string } = {},
  ): FakeDashboardSession | undefined {
    const projects = enabledProjectsOf(context, user);
    const project = projects.find((item) => item.id === (requested.projectId ?? user.defaultProjectId)) ?? projects[0];
    const { regions } = context.contents;
    const region = regions.find((name) => name === requested.region) ?? regions[0];
    if (!project || !user.enabled || region === undefined) return undefined;
    const session = {
      id: randomBytes(24).toString('base64url'),
      csrfToken: randomBytes(32).toString('hex'),
      user,
      project,
      region,
      token: issueToken(context, user, project),
      lastSeen: Date.now(),
      messages: [],
    };
    this.#sessions.set(session.id, session);
    this.#secrets.push(session.id, session.csrfToken);
    return session;
  }

  /** The login of a request, unless it or its token has expired. Each request extends it (`SESSION_REFRESH`). */
  of(context: CloudContext, call: Call): FakeDashboardSession | undefined {
    const session = this.#sessions.get(cookieOf(call, 'sessionid') ?? '');
    if (!session || !context.tokens.valid(session.token.id)) return undefined;
    const { horizonSessionSeconds: seconds } = context.config;
    if (seconds !== null && Date.now() >= session.lastSeen + seconds * 1000) return undefined;
    session.lastSeen = Date.now();
    return session;
  }

  /**
   * Switches a login to another project: same cookie, new token; false where the user has no role
   * there. The old token stays valid. Source: openstack_auth/views.py `switch`.
   */
  switchProject(context: CloudContext, session: FakeDashboardSession, projectId: string): boolean {
    const project = enabledProjectsOf(context, session.user).find((item) => item.id === projectId);
    if (!project) return false;
    session.token = issueToken(context, session.user, project, session.token);
    session.project = project;
    return true;
  }

  end(session: FakeDashboardSession): void {
    this.#sessions.delete(session.id);
  }

  endAll(): void {
    this.#sessions.clear();
  }

  /** cookie values of all logins so far */
  secrets(): string[] {
    return this.#secrets;
  }

  all(): FakeDashboardSession[] {
    return [...this.#sessions.values()];
  }
}

/** Projects in which the user has a role. */
export function enabledProjectsOf(context: CloudContext, user: User): FakeProject[] {
  return context.contents.projects.filter((project) => project.enabled && (user.roles[project.id]?.length ?? 0) > 0);
}

/** A request with a login. */
export interface SessionRequest {
  context: CloudContext;
  call: Call;
  session: FakeDashboardSession;
}
