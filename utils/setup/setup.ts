import type { CloudProfile } from '@/utils/clouds/profile';
import { cloudIds, findCloud, putCloud, removeCloud } from '@/utils/clouds/store';
import type { Dashboards } from '@/utils/dashboards/dashboards';
import { hostsOf } from '@/utils/listing/hosts';
import { computePatterns, projectsOf } from '@/utils/listing/listing';
import { choice } from '@/utils/memory/choice';
import { inventory } from '@/utils/memory/inventory';
import { lastConsole } from '@/utils/memory/last-console';
import type { Request } from '@/utils/messaging/map';
import type { ProjectView, SignInReport } from '@/utils/messaging/views';
import { regionsOf } from '@/utils/openstack/catalog';
import type { Client } from '@/utils/openstack/client';
import { authUrlCandidates } from '@/utils/openstack/identity/auth-url';
import { discoverIdentity } from '@/utils/openstack/identity/discovery';
import { issueToken } from '@/utils/openstack/identity/tokens';
import { AppError } from '@/utils/problems';
import { createSerial } from '@/utils/serial';
import type { Sessions } from '@/utils/sessions/sessions';
import { signIn } from '@/utils/sessions/sign-in';
import { stateOfIssuedToken, type TokenState } from '@/utils/sessions/token-state';
import type { Credential } from '@/utils/vault/credential';
import type { Vault } from '@/utils/vault/vault';
import { adoptCloud } from './adopt';
import { importClouds } from './import-clouds';

/** Adding, editing, testing and removing clouds. */
export interface Setup {
  /**
   * Signs in once and keeps nothing.
   * @throws AppError CREDENTIAL_MISSING where none is given and none is stored; OpenStackError.
   */
  test(request: Request<'testCloud'>): Promise<SignInReport>;
  /** Stores profile and credential; with `verify` only after a sign-in, whose token is then kept. Throws as `test`. */
  save(request: Request<'saveCloud'>): Promise<{ profile: CloudProfile; report: SignInReport | null }>;
  /** Stores several clouds, all or none, and asks nobody. Throws as {@link importClouds}. */
  importClouds(request: Request<'importClouds'>): Promise<void>;
  /** Stores what another browser or an administrator says of a cloud, as {@link adoptCloud}. */
  adopt(before: CloudProfile | null, after: CloudProfile): Promise<void>;
  /** Forgets all of a cloud and revokes its tokens; harmless when asked twice. */
  remove(cloudId: string): Promise<{ revoked: boolean }>;
  /** Drops what belongs to no cloud any more, as a worker that died while removing one leaves it. */
  tidy(): Promise<void>;
}

export interface SetupDeps {
  client: Client;
  sessions: Sessions;
  vault: Vault;
  /** where the button goes into the dashboard that a cloud names */
  dashboards: Pick<Dashboards, 'enableNamed'>;
  /** ms since the epoch */
  now?: () => number;
}

interface Trial {
  profile: CloudProfile;
  state: TokenState;
  projects: ProjectView[];
  compute: string[];
  regions: string[];
}

export function createSetup({ client, sessions, vault, dashboards, now = Date.now }: SetupDeps): Setup {
  // Tidying must not see a credential whose profile is about to be stored.
  const inTurn = createSerial();

  async function attempt(draft: CloudProfile, given: Credential | undefined): Promise<Trial> {
    const credential = given ?? (await vault.get(draft.id, draft.remember));
    if (credential === null) throw new AppError('CREDENTIAL_MISSING', { cloudId: draft.id });
    const { authUrl } = await discoverIdentity(client, draft.authUrl);
    const profile = { ...draft, authUrl };
    const state = await signIn(client, profile, credential, null, now);
    try {
      const projects = await projectsOf(client, profile, state);
      const scoped = await someScoped(authUrl, state, projects);
      const regions = scoped === null ? [] : regionsOf(scoped.catalog, profile);
      const compute = scoped === null ? [] : computePatterns(scoped, profile);
      if (scoped !== null && scoped !== state) await sessions.discard(authUrl, scoped);
      return { profile, state, projects, compute, regions };
    } catch (error) {
      await sessions.discard(authUrl, state);
      throw error;
    }
  }

  /** Only a scoped token has a catalog, and the catalog tells which hosts to ask permission for. */
  async function someScoped(authUrl: string, state: TokenState, projects: ProjectView[]): Promise<TokenState | null> {
    const first = projects[0];
    if (state.project !== null || first === undefined) return state.project === null ? null : state;
    const identity = { method: 'token', token: state.token } as const;
    // The sign-in itself was fine: a project that refuses only leaves the report without regions.
    return issueToken(client, authUrl, { identity, scope: { project: { id: first.id } } })
      .then((issued) => stateOfIssuedToken(issued, now()))
      .catch(() => null);
  }

  async function report({ profile, state, projects, compute, regions }: Trial): Promise<SignInReport> {
    const hosts = await hostsOf(profile, { compute, console: [] });
    return { userName: state.userName, projects, regions, hosts };
  }

  async function store(profile: CloudProfile, credential: Credential | undefined): Promise<void> {
    const before = await findCloud(profile.id);
    if (before !== null && before.authUrl !== profile.authUrl) await forgetSeen(profile.id);
    // Tokens of the credential or address that is about to be replaced must not be used again.
    await sessions.forget(before ?? profile);
    if (credential === undefined) await vault.move(profile.id, profile.remember);
    else await vault.put(profile.id, profile.remember, credential);
    await putCloud(profile);
  }

  /** What was seen on a cloud: none of it is true of another one at a new address. */
  async function forgetSeen(cloudId: string): Promise<void> {
    await inventory.forget(cloudId);
    await choice.forget(cloudId);
    await lastConsole.forget(cloudId);
  }

  return {
    async test({ profile, credential }) {
      const trial = await attempt(profile, credential);
      const { authUrl } = trial.profile;
      await sessions.discard(authUrl, trial.state);
      if (credential === undefined) await sessions.forgive(profile.id);
      const result = await report(trial);
      await sessions.revoke(authUrl);
      return result;
    },

    async save({ profile: draft, credential, verify }) {
      await vault.ready(draft.remember, 'writing');
      if (!verify) {
        const [authUrl = draft.authUrl] = authUrlCandidates(draft.authUrl);
        const profile = { ...draft, authUrl };
        await inTurn(() => store(profile, credential));
        await choice.put(await choice.on(profile.id));
        await sessions.revoke(authUrl);
        // Nothing is contacted, the dashboard neither: the settings offer to enable it.
        return { profile, report: null };
      }
      const trial = await attempt(draft, credential);
      const { profile, state, projects, compute } = trial;
      await inTurn(() => store(profile, credential));
      await sessions.adopt(profile, state);
      await inventory.putProjects(profile.id, projects);
      await inventory.putHosts(profile.id, { compute });
      const before = await choice.on(profile.id);
      const stays = projects.some(({ id }) => id === before.projectId);
      await choice.put(stays ? before : { ...before, projectId: state.project?.id ?? null });
      const result = await report(trial);
      await sessions.revoke(profile.authUrl);
      if (profile.dashboardUrl !== undefined) dashboards.enableNamed(profile.dashboardUrl);
      return { profile, report: result };
    },

    importClouds: (request) => inTurn(() => importClouds({ sessions, vault, forgetSeen }, request)),

    adopt: (before, after) => inTurn(() => adoptCloud({ sessions, vault, forgetSeen }, before, after)),

    async remove(cloudId) {
      const profile = await findCloud(cloudId);
      if (profile !== null) await sessions.forget(profile);
      await removeCloud(cloudId);
      await vault.remove(cloudId);
      await forgetSeen(cloudId);
      return { revoked: await sessions.revoke(profile?.authUrl) };
    },

    tidy: () =>
      inTurn(async () => {
        const ids = await cloudIds();
        await vault.retain(ids);
        await inventory.retain(ids);
      }),
  };
}
