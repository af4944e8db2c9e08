import { describe, expect, it } from 'vitest';
import { fakeCloud, PASSWORD } from '@/tests/unit/support/cloud';
import { demoProfile, PLACE, passwordOf } from '@/tests/unit/support/profile';
import { newWorker, signIns, workerWith } from '@/tests/unit/support/worker';

const cloud = fakeCloud({ password: PASSWORD });
const workerWithTotp = (project?: string) =>
  workerWith(demoProfile(cloud.authUrl, { signIn: { ...passwordOf('totp', project), passcode: true } }), {
    verify: false,
  });

describe('a project that a user with a passcode has lost', () => {
  it('is reported as unavailable, and blocks neither other projects nor the next passcode', async () => {
    const { accounts, serverLists } = await workerWithTotp('nowhere');
    await expect(serverLists.servers(PLACE)).rejects.toMatchObject({ code: 'PASSCODE_NEEDED' });
    await accounts.signInWithPasscode('cloud-1', cloud.passcode());
    const lost = { code: 'PROJECT_UNAVAILABLE', facts: { cloudId: 'cloud-1' } };
    await expect(serverLists.servers(PLACE)).rejects.toMatchObject(lost);
    await expect(newWorker().serverLists.servers(PLACE)).rejects.toMatchObject(lost);
    const { servers } = await newWorker().serverLists.servers({ ...PLACE, projectId: cloud.project('demo').id });
    expect(servers).not.toEqual([]);
    await newWorker().accounts.signInWithPasscode('cloud-1', cloud.passcode());
  });
});

describe('an expired password of a user with a passcode', () => {
  it('is to be changed once the passcode shows that, and is not sent again; then the passcode works', async () => {
    const user = cloud.user('totp');
    user.passwordExpiresAt = '2020-01-01T00:00:00.000000';
    const { accounts, serverLists } = await workerWithTotp();
    await expect(serverLists.servers(PLACE)).rejects.toMatchObject({ code: 'PASSCODE_NEEDED' });
    const needed = { code: 'NEW_PASSWORD_NEEDED', facts: { cloudId: 'cloud-1', userId: user.id } };
    await expect(accounts.signInWithPasscode('cloud-1', cloud.passcode())).rejects.toMatchObject(needed);
    await expect(newWorker().accounts.signInWithPasscode('cloud-1', cloud.passcode())).rejects.toMatchObject(needed);
    await expect(newWorker().serverLists.servers(PLACE)).rejects.toMatchObject(needed);
    expect(signIns(cloud)).toBe(1);

    const changed = await accounts.changePassword({ cloudId: 'cloud-1', userId: user.id, password: 'battery-staple' });
    expect(changed.problem).toMatchObject({ code: 'PASSCODE_NEEDED' });
    await expect(serverLists.servers(PLACE)).rejects.toMatchObject({ code: 'PASSCODE_NEEDED' });
    await accounts.signInWithPasscode('cloud-1', cloud.passcode());
    expect(user.password).toBe('battery-staple');
    expect((await accounts.listTokens('cloud-1'))[0]?.methods).toEqual(expect.arrayContaining(['password', 'totp']));
  });
});
