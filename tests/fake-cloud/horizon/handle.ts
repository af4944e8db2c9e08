import { findOwned } from '@/tests/fake-cloud/contents';
import type { CloudContext } from '@/tests/fake-cloud/context';
import { sessionCookies } from './log-in';
import { enabledProjectsOf, type FakeDashboardSession } from './sessions';

export interface LogInAs {
  /** default: the user's default project, or the first */
  project?: string;
  region?: string;
  /** domain's name; default `Default` */
  domain?: string;
}

function projectId(context: CloudContext, session: Pick<FakeDashboardSession, 'user'>, name: string): string {
  const project = enabledProjectsOf(context, session.user).find((item) => item.name === name);
  if (!project) throw new Error(`${session.user.name} has no project ${name}`);
  return project.id;
}

function assertRegion(context: CloudContext, name: string): void {
  if (!context.contents.regions.includes(name)) throw new Error(`the fake cloud has no region ${name}`);
}

/** A login that a test opens without the login page; throws where there is no such user or project. */
function logIn(context: CloudContext, userName: string, as: LogInAs) {
  const user = findOwned(context.contents, context.contents.users, {
    name: userName,
    domain: { name: as.domain ?? 'Default' },
  });
  if (!user) throw new Error(`the fake cloud has no user ${userName}`);
  const session = context.dashboard.open(context, user, {
    ...(as.project !== undefined && { projectId: projectId(context, { user }, as.project) }),
    ...(as.region !== undefined && { region: as.region }),
  });
  if (!session) throw new Error(`${userName} cannot log in`);
  const pairs = sessionCookies(session).map((line) => line.slice(0, line.indexOf(';')));
  return {
    /** ready for a browser's cookie store */
    cookies: pairs.map((pair) => {
      const cut = pair.indexOf('=');
      return { name: pair.slice(0, cut), value: pair.slice(cut + 1) };
    }),
    /** value of the request header `Cookie` */
    cookie: pairs.join('; '),
    csrfToken: session.csrfToken,
    /** the token that the session holds now */
    token: () => session.token.id,
    /** as a click in another tab: the open page does not change */
    switchProject: (name: string) =>
      void context.dashboard.switchProject(context, session, projectId(context, session, name)),
    switchRegion(name: string) {
      assertRegion(context, name);
      session.region = name;
    },
    end: () => context.dashboard.end(session),
  };
}

export type FakeLogin = ReturnType<typeof logIn>;

/** Changes the dashboard's logins from a test. */
export function dashboardHandle(context: CloudContext) {
  return {
    logIn: (userName: string, as: LogInAs = {}) => logIn(context, userName, as),
    /** ends every login, as a restart of the dashboard does; tokens stay valid */
    endSessions: () => context.dashboard.endAll(),
    switchProject: (name: string) => switchAll(context, name),
    switchRegion(name: string) {
      assertRegion(context, name);
      for (const session of context.dashboard.all()) session.region = name;
    },
    logins: () => context.dashboard.all().length,
  };
}

/** Switches every login to the project of that name, except where the user has no role there. */
export function switchAll(context: CloudContext, name: string): void {
  for (const session of context.dashboard.all()) {
    const project = enabledProjectsOf(context, session.user).find((item) => item.name === name);
    if (project) context.dashboard.switchProject(context, session, project.id);
  }
}
