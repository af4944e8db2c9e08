import { beforeEach, describe, expect, it } from 'vitest';
import { fakeCloud } from '@/tests/unit/support/cloud';
import { dashboardUser } from '@/tests/unit/support/dashboard-user';
import { demoProfile, PLACE } from '@/tests/unit/support/profile';
import { emptyVault } from '@/tests/unit/support/stored';
import { asked, newWorker } from '@/tests/unit/support/worker';
import type { CloudProfile } from '@/utils/clouds/profile';
import { findCloud, putClouds } from '@/utils/storage/clouds';

const cloud = fakeCloud();
let user: ReturnType<typeof dashboardUser>;
let worker: ReturnType<typeof newWorker>;
const domain = { name: 'Default' };

beforeEach(async () => {
  logIn('demo');
  await emptyVault();
  await newWorker().sessions.endTokens(profile());
  cloud.resetRequests();
});

function logIn(name: string): void {
  user = dashboardUser(cloud, name);
  worker = newWorker(user.fetch);
}

const profile = (overrides: Partial<CloudProfile> = {}): CloudProfile =>
  demoProfile(cloud.authUrl, {
    signIn: { method: 'horizon_session' },
    dashboardUrl: cloud.horizonUrl,
    remember: 'device',
    ...overrides,
  });
const save = (overrides?: Partial<CloudProfile>) => worker.accounts.save({ profile: profile(overrides), verify: true });
const valid = () => cloud.validTokens().map(({ id }) => id);
const otherProject = async () =>
  (await worker.serverLists.projects('cloud-1')).find(({ name }) => name !== 'demo')?.id ?? '';

describe('a cloud that is signed in to with a Horizon session', () => {
  it('uses its token as it is, and requests none', async () => {
    await save();
    expect((await worker.serverLists.servers(PLACE)).servers).not.toEqual([]);
    expect(asked(cloud)).not.toContain('POST /v3/auth/tokens');
    expect(await worker.sessions.list('cloud-1')).toMatchObject([
      { token: user.login.token(), requestedByExtension: false },
    ]);
  });

  it('finds the dashboard from the URL that was typed, and is stored for the next start of the browser', async () => {
    await save({ dashboardUrl: `${cloud.horizonUrl}project/instances` });
    expect((await findCloud('cloud-1'))?.dashboardUrl).toBe(cloud.horizonUrl);
    await worker.sessions.endTokens(profile());
    expect((await newWorker(user.fetch).serverLists.servers(PLACE)).servers).not.toEqual([]);
  });

  it('requests a token for another project, and revokes it at sign-out; that of Horizon is never revoked', async () => {
    await save();
    const projectId = await otherProject();
    await worker.serverLists.servers({ ...PLACE, projectId });
    const extensionTokens = valid().filter((token) => token !== user.login.token());
    expect(extensionTokens).toHaveLength(1);
    expect(await worker.accounts.signOut('cloud-1')).toEqual({ revoked: false, reason: 'dashboard-session' });
    expect(valid()).toEqual([user.login.token()]);
    // The next use reads it again.
    await worker.serverLists.servers(PLACE);
    expect(await worker.accounts.remove('cloud-1')).toEqual({ revoked: false, reason: 'dashboard-session' });
    expect(valid()).toEqual([user.login.token()]);
  });

  it('never revokes the token of Horizon, whatever ends it here', async () => {
    const userToken = user.login.token();
    await save();
    const [state] = await worker.sessions.list('cloud-1');
    if (state === undefined) throw new Error('no token');
    await worker.sessions.queueRevocation(profile(), state);
    await worker.sessions.storeToken(profile(), { ...state, token: 'another' });
    await worker.sessions.revokeOnce(profile());
    await worker.accounts.test({ profile: profile() });
    await save({ name: 'Renamed' });
    // Another one takes its place.
    user.login.switchProject('ops');
    await save({ name: 'Renamed again' });
    await worker.accounts.save({
      profile: demoProfile(cloud.authUrl),
      credential: { kind: 'password', password: 'password' },
      verify: true,
    });
    await worker.sessions.revoke();
    expect(valid()).toContain(userToken);
    expect(valid()).toContain(user.login.token());
    expect(cloud.requests.filter(({ method }) => method === 'DELETE')).toEqual([]);
  });

  it('starts in the project that it names, and uses the session of that project as it is', async () => {
    const { report, profile: stored } = await save({
      signIn: { method: 'horizon_session', project: { name: 'ops', domain } },
    });
    expect(report?.projects.map(({ name }) => name)).toContain('ops');
    const [own] = await worker.sessions.list('cloud-1');
    expect(own).toMatchObject({ requestedByExtension: true, project: { name: 'ops' } });

    await worker.sessions.endTokens(profile());
    user.login.switchProject('ops');
    const projectId = own?.project?.id ?? '';
    expect(await worker.sessions.use(stored, { projectId }, async ({ token }) => token)).toBe(user.login.token());
  });

  it('fails in other projects where the cloud does not rescope, and works in the project of the session', async () => {
    cloud.config.allowRescope = false;
    await save();
    const projectId = await otherProject();
    await expect(worker.serverLists.servers({ ...PLACE, projectId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect((await worker.serverLists.servers(PLACE)).servers).not.toEqual([]);
  });
});

describe('the session in Horizon', () => {
  const ENDED = { code: 'DASHBOARD_SESSION_ENDED', facts: { dashboardUrl: 'set below' } };
  beforeEach(() => {
    ENDED.facts.dashboardUrl = cloud.horizonUrl;
  });

  it('that has ended ends its tokens here, those of other projects too; after a login they are issued again', async () => {
    await save();
    const projectId = await otherProject();
    await worker.serverLists.servers({ ...PLACE, projectId });
    user.login.end();
    // Horizon's logout ends no token.
    expect(valid()).toHaveLength(2);
    await expect(worker.serverLists.servers({ ...PLACE, projectId })).rejects.toMatchObject(ENDED);
    await expect(worker.serverLists.servers(PLACE)).rejects.toMatchObject(ENDED);
    await expect.poll(valid).toEqual([user.login.token()]);
    expect(await worker.sessions.list('cloud-1')).toEqual([]);

    logIn('demo');
    expect((await worker.serverLists.servers({ ...PLACE, projectId })).projectId).toBe(projectId);
  });

  it('is read again where its token has ended', async () => {
    await save();
    cloud.revokeAllTokens();
    logIn('demo');
    expect((await worker.serverLists.servers(PLACE)).servers).not.toEqual([]);
  });

  it('of another user replaces the tokens of the first one', async () => {
    await save();
    await worker.serverLists.servers({ ...PLACE, projectId: await otherProject() });
    user.login.end();
    logIn('admin');
    const userOf = () => worker.sessions.use(profile(), 'default', async ({ userName }) => userName);
    expect(await Promise.all([userOf(), userOf(), userOf()])).toEqual(['admin', 'admin', 'admin']);
    expect((await worker.sessions.list('cloud-1')).map(({ userName }) => userName)).toEqual(['admin']);
  });

  it('counts as valid where the dashboard cannot be reached', async () => {
    await save();
    const deaf = newWorker((input, init) =>
      String(input).startsWith(cloud.horizonUrl) ? Promise.reject(new TypeError('down')) : fetch(input, init),
    );
    expect((await deaf.serverLists.servers(PLACE)).servers).not.toEqual([]);
  });

  it('is not waited for where the cloud has answered and the dashboard has not', async () => {
    await save();
    const silent = newWorker((input, init) =>
      String(input).startsWith(cloud.horizonUrl) ? new Promise<Response>(() => undefined) : fetch(input, init),
    );
    expect((await silent.serverLists.servers(PLACE)).servers).not.toEqual([]);
  });

  it('of another cloud is reported as that, where a project is named too', async () => {
    useStrangeWorker();
    const signIn = { method: 'horizon_session', project: { name: 'ops', domain } } as const;
    await expect(save({ signIn })).rejects.toMatchObject({ code: 'DASHBOARD_TOKEN_UNKNOWN' });
  });

  it('is used as it is for its own project, although that is named by its id', async () => {
    cloud.config.allowRescope = false;
    const id = cloud.project('demo').id;
    await save({ signIn: { method: 'horizon_session', project: { id } } });
    expect((await worker.serverLists.servers(PLACE)).servers).not.toEqual([]);
  });

  it.each([
    [
      'does not give its token to scripts',
      'DASHBOARD_TOKEN_WITHHELD',
      () => Object.assign(cloud.config, { horizonClientToken: false }),
    ],
    ['has ended', 'DASHBOARD_SESSION_ENDED', () => user.login.end()],
    ['has a token that the cloud does not know', 'DASHBOARD_TOKEN_UNKNOWN', () => useStrangeWorker()],
  ])('that %s is reported when the cloud is saved, which is then not stored', async (_, code, happen) => {
    happen();
    await expect(save()).rejects.toMatchObject({ code });
    expect(await findCloud('cloud-1')).toBeNull();
  });

  function useStrangeWorker(): void {
    worker = newWorker(async (input, init) => {
      const answer = await user.fetch(input, init);
      if (!String(input).includes('user-session')) return answer;
      return Response.json({ ...((await answer.json()) as object), token: 'of-another-cloud' });
    });
  }

  it('is tried again after a failure: no account can be locked by it', async () => {
    await save();
    await worker.sessions.endTokens(profile());
    user.login.end();
    await expect(worker.serverLists.servers(PLACE)).rejects.toMatchObject(ENDED);
    logIn('demo');
    const projectId = 'no-such-project';
    const useProject = () => worker.sessions.use(profile(), { projectId }, async () => 'in');
    await expect(useProject()).rejects.toMatchObject({ code: 'PROJECT_UNAVAILABLE' });
    cloud.resetRequests();
    await expect(useProject()).rejects.toMatchObject({ code: 'PROJECT_UNAVAILABLE' });
    expect(asked(cloud)).toContain('POST /v3/auth/tokens');
    expect((await worker.serverLists.servers(PLACE)).servers).not.toEqual([]);
  });
});

describe('the token of a Horizon session', () => {
  const theirs = fakeCloud();
  const UNCONFIRMED = { code: 'DASHBOARD_UNCONFIRMED' };

  it.each([
    ['another auth URL', () => ({ authUrl: theirs.authUrl })],
    ['another dashboard', () => ({ dashboardUrl: theirs.horizonUrl })],
  ])('is not sent for a profile that was given %s without the user', async (_, change) => {
    await save();
    await worker.sessions.endTokens(profile());
    theirs.resetRequests();
    cloud.resetRequests();
    await putClouds([profile(change())]);
    await expect(worker.serverLists.servers(PLACE)).rejects.toMatchObject(UNCONFIRMED);
    expect(theirs.requests).toEqual([]);
    expect(cloud.requests.filter(({ path }) => /v3|session/.test(path))).toEqual([]);
  });

  it.each([
    ['another auth URL', () => ({ authUrl: theirs.authUrl })],
    ['another dashboard', () => ({ dashboardUrl: theirs.horizonUrl })],
    ['another compute endpoint', () => ({ computeUrl: theirs.authUrl })],
  ])('is not sent for %s that came by sync, policy or a file, until the user saves that', async (_, change) => {
    for (const arrive of [
      () => worker.accounts.applyExternalChange('cloud-1', () => profile(change())),
      () => worker.accounts.importClouds({ clouds: [{ profile: profile(change()) }] }),
    ]) {
      await putClouds([profile()]);
      await save();
      theirs.resetRequests();
      await arrive();
      await expect(worker.serverLists.servers(PLACE)).rejects.toMatchObject(UNCONFIRMED);
      // Not even where it is changed back: what was said once does not hold for ever.
      await worker.accounts.applyExternalChange('cloud-1', () => profile());
      await expect(worker.serverLists.servers(PLACE)).rejects.toMatchObject(UNCONFIRMED);
      expect(theirs.requests).toEqual([]);
    }
    await save();
    expect((await worker.serverLists.servers(PLACE)).servers).not.toEqual([]);
  });

  it('is not sent for a cloud that is new here', async () => {
    cloud.resetRequests();
    await worker.accounts.applyExternalChange('cloud-1', () => profile());
    await expect(worker.serverLists.servers(PLACE)).rejects.toMatchObject(UNCONFIRMED);
    expect(cloud.requests).toEqual([]);
  });
});
