import { randomBytes } from 'node:crypto';
import type { CloudContext } from '@/tests/fake-cloud/context';
import { type Call, header } from '@/tests/fake-cloud/http/messages';
import type { Token } from '@/tests/fake-cloud/keystone/tokens';
import type { Project, User } from '@/tests/fake-cloud/world';

/** A login at the dashboard: it holds a token scoped to one project. */
export interface DashboardSession {
  id: string;
  user: User;
  project: Project;
  token: Token;
}

/** Logins by the value of cookie `sessionid`. */
export class DashboardSessions {
  readonly #sessions = new Map<string, DashboardSession>();

  /** Signs in to the default project, or the first there is; undefined: wrong password, disabled, or no project. */
  open(context: CloudContext, user: User, projectId?: string): DashboardSession | undefined {
    const projects = projectsOf(context, user);
    const project = projects.find((item) => item.id === (projectId ?? user.defaultProjectId)) ?? projects[0];
    if (!project || !user.enabled) return undefined;
    const token = context.tokens.issue(
      {
        user,
        methods: ['password', 'token'],
        scope: { kind: 'project', projectId: project.id },
        roles: user.roles[project.id] ?? [],
      },
      context.knobs.tokenSeconds,
    );
    const session = { id: randomBytes(24).toString('base64url'), user, project, token };
    this.#sessions.set(session.id, session);
    return session;
  }

  /** The login of a request, unless its token is over: a session never outlives its token. */
  of(context: CloudContext, call: Call): DashboardSession | undefined {
    const id = /(?:^|;\s*)sessionid=([^;]+)/.exec(header(call, 'cookie') ?? '')?.[1];
    const session = this.#sessions.get(id ?? '');
    return session && context.tokens.valid(session.token.id) ? session : undefined;
  }

  end(session: DashboardSession): void {
    this.#sessions.delete(session.id);
  }

  ids(): string[] {
    return [...this.#sessions.keys()];
  }
}

/** Projects in which the user has a role. */
export function projectsOf(context: CloudContext, user: User): Project[] {
  return context.world.projects.filter((project) => project.enabled && (user.roles[project.id]?.length ?? 0) > 0);
}

/** `Set-Cookie` of a login. */
export function sessionCookie(session: DashboardSession): string[] {
  return [
    `sessionid=${session.id}; HttpOnly; Path=/; SameSite=Lax`,
    `csrftoken=${randomBytes(24).toString('hex')}; Path=/; SameSite=Lax`,
  ];
}
