import type { ApplicationCredential, Domain, FakeProject, RoleName, User } from '@/tests/fake-cloud/contents';
import { stableId } from '@/tests/fake-cloud/ids';

export const DEFAULT_PASSWORD = 'password';
export const TOTP_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
export const APPLICATION_CREDENTIAL_SECRET = 'fake-appcred-secret-Zk3v9Q';

export const DOMAINS: Domain[] = [
  { id: 'default', name: 'Default' },
  { id: stableId('domain', 'corp'), name: 'corp' },
];
const [DEFAULT, CORP] = DOMAINS.map((domain) => domain.id) as [string, string];

/** A project name with markup, spaces, Chinese and right-to-left text. */
const ODD_PROJECT = '研究 & “R&D” <é> مشروع';

function project(name: string, domainId: string, description = ''): FakeProject {
  return { id: stableId('project', domainId, name), name, domainId, enabled: true, description };
}

/** Projects by short key. */
export function seedProjects() {
  return {
    demo: project('demo', DEFAULT),
    ops: project('ops', DEFAULT, 'Monitoring and machines that keep the rest alive'),
    sandbox: project('sandbox', DEFAULT, 'Nothing in it'),
    odd: project(ODD_PROJECT, DEFAULT),
    admin: project('admin', DEFAULT, 'Bootstrap project for initializing the cloud.'),
    web: project('web', CORP),
  };
}
export type SeedProjects = ReturnType<typeof seedProjects>;

/** An enabled user who needs a password alone. */
export function makeUser(fields: Pick<User, 'id' | 'name' | 'domainId' | 'password' | 'roles'> & Partial<User>): User {
  return { enabled: true, passwordExpiresAt: null, mfaRules: [], systemAdmin: false, ...fields };
}

/** The users that `npm run fake-cloud` lists, all with the same password. */
export function seedUsers(projects: SeedProjects, password: string): User[] {
  const user = (name: string, domainId: string, roles: User['roles'], overrides: Partial<User> = {}): User =>
    makeUser({ id: stableId('user', domainId, name), name, domainId, password, roles, ...overrides });
  const member: RoleName[] = ['reader', 'member'];
  const { demo, ops, sandbox, odd, admin, web } = projects;
  const memberOfDemo = { [demo.id]: member };
  const adminOfAll = Object.fromEntries(
    [demo, ops, sandbox, odd, admin, web].map((item) => [item.id, ['reader', 'member', 'admin']]),
  );
  return [
    user(
      'demo',
      DEFAULT,
      { ...memberOfDemo, [ops.id]: member, [sandbox.id]: member, [odd.id]: member },
      { defaultProjectId: demo.id },
    ),
    user('reader', DEFAULT, { [demo.id]: ['reader'] }),
    user('carol', CORP, { [web.id]: member }),
    user('totp', DEFAULT, memberOfDemo, { totpSecret: TOTP_SECRET, mfaRules: [['password', 'totp']] }),
    user('noproject', DEFAULT, {}),
    user('disabled', DEFAULT, memberOfDemo, { enabled: false }),
    user('expired', DEFAULT, memberOfDemo, { passwordExpiresAt: '2020-01-01T00:00:00.000000' }),
    user('admin', DEFAULT, adminOfAll as Record<string, RoleName[]>, { systemAdmin: true, defaultProjectId: admin.id }),
  ];
}

/** The application credential of demo, restricted to project demo. */
export function seedApplicationCredential(projects: SeedProjects, userId: string): ApplicationCredential {
  return {
    id: stableId('application credential', 'demo-appcred'),
    name: 'demo-appcred',
    description: 'for clouds.yaml',
    userId,
    projectId: projects.demo.id,
    secret: APPLICATION_CREDENTIAL_SECRET,
    roles: ['reader', 'member'],
    expiresAt: null,
    unrestricted: null,
  };
}
