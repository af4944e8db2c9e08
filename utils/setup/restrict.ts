import type { CloudProfile, MadeCredential } from '@/utils/clouds/profile';
import { findCloud, putCloud } from '@/utils/clouds/store';
import { choice } from '@/utils/memory/choice';
import { inventory } from '@/utils/memory/inventory';
import type { RestrictReport } from '@/utils/messaging/account-views';
import type { Request } from '@/utils/messaging/map';

import type { Client } from '@/utils/openstack/client';
import { AppError } from '@/utils/problems';
import { createSerial } from '@/utils/serial';
import type { Sessions } from '@/utils/sessions/sessions';
import { stateOfIssuedToken, type TokenState } from '@/utils/sessions/token-state';
import type { Vault } from '@/utils/vault/vault';
import { cleanUp, makeCredential, type ProvenCredential } from './make-credential';
import { pending } from './pending';

const DAY_MS = 24 * 3600_000;

/** Changes a password for an application credential of this browser's own. */
export interface Restricting {
  /**
   * Makes the credential, proves it, stores it and forgets the password. Where anything fails before it is stored, none
   * is left on the cloud and the password stays.
   * @throws AppError CLOUD_UNKNOWN, CREDENTIAL_MISSING (no password to change); as `Sessions.use`; OpenStackError.
   */
  restrict(request: Request<'restrictSignIn'>): Promise<RestrictReport>;
  /** A worker started: finishes what an earlier one had stored, or deletes what it had not. Never throws. */
  resume(): Promise<void>;
}

interface Deps {
  client: Client;
  sessions: Sessions;
  vault: Vault;
  /** such as `Firefox` */
  browserName: string;
  /** ms since the epoch */
  now: () => number;
}

export function createRestricting({ client, sessions, vault, browserName, now }: Deps): Restricting {
  // What is being made is not to be taken for what a dead worker left.
  const inTurn = createSerial();

  async function change(
    profile: CloudProfile,
    { projectId, days }: Request<'restrictSignIn'>,
  ): Promise<RestrictReport> {
    const way = profile.signIn;
    if (way.method !== 'password') throw new AppError('CREDENTIAL_MISSING', { cloudId: profile.id });
    await vault.ready(profile.remember, 'writing');
    const name = `novnc-for-openstack ${browserName} ${crypto.randomUUID().slice(0, 8)}`;
    const expiresAt = days === null ? null : now() + days * DAY_MS;
    const note = { cloudId: profile.id, projectId, name };
    const { made, owner } = await sessions.use(profile, { projectId }, async (state) => {
      await pending.put(note);
      try {
        return { made: await makeCredential(client, profile, state, { name, expiresAt }), owner: state };
      } catch (error) {
        // What cannot be deleted now stays noted, and is deleted at the next start.
        await cleanUp(client, profile, state, name)
          .then(() => pending.remove(profile.id))
          .catch(() => undefined);
        throw error;
      }
    });
    const { user, project, passcode } = way;
    const about: MadeCredential = {
      ...{ name, expiresAt, limited: made.limited, userId: owner.userId, userName: owner.userName },
      ...{ projectId, projectName: owner.project?.name ?? projectId },
      before: { user, ...(project && { project }), ...(passcode && { passcode }) },
    };
    await pending.put({ ...note, signIn: { method: 'application_credential', id: made.id, made: about } });
    await vault.put(profile.id, profile.remember, { kind: 'application_credential', secret: made.secret });
    return {
      profile: await settle(profile, { method: 'application_credential', id: made.id, made: about }, made),
      name,
    };
  }

  /** The secret is stored: the profile says so from now on, and nothing of the password is used any more. */
  async function settle(
    profile: CloudProfile,
    signIn: CloudProfile['signIn'],
    made: ProvenCredential | null,
  ): Promise<CloudProfile> {
    const changed = { ...profile, signIn };
    await putCloud(changed);
    await pending.remove(profile.id);
    await sessions.forget(profile);
    if (made !== null) await adopt(changed, stateOfIssuedToken(made.issued, now()));
    await sessions.revoke(profile.authUrl);
    return changed;
  }

  async function adopt(profile: CloudProfile, state: TokenState): Promise<void> {
    await sessions.adopt(profile, state);
    if (state.project === null) return;
    const { id, name } = state.project;
    await inventory.putProjects(profile.id, [{ id, name }]);
    const before = await choice.on(profile.id);
    if (before.projectId !== id) await choice.put({ ...before, projectId: id });
  }

  async function finish({ cloudId, projectId, name, signIn }: Awaited<ReturnType<typeof pending.all>>[number]) {
    const profile = await findCloud(cloudId);
    const credential = profile === null ? null : await vault.get(cloudId, profile.remember);
    if (profile !== null && credential?.kind === 'application_credential' && signIn !== undefined) {
      await settle(profile, signIn, null);
    } else if (profile !== null && credential?.kind === 'password') {
      await sessions.use(profile, { projectId }, (state) => cleanUp(client, profile, state, name));
      await pending.remove(cloudId);
    } else await pending.remove(cloudId); // nothing here could delete it
  }

  return {
    restrict: (request) =>
      inTurn(async () => {
        const profile = await findCloud(request.cloudId);
        if (profile === null) throw new AppError('CLOUD_UNKNOWN', { cloudId: request.cloudId });
        return change(profile, request);
      }),
    resume: () =>
      inTurn(async () => {
        // A cloud that does not answer, or a vault that is locked, is met again at the next start.
        for (const note of await pending.all()) await finish(note).catch(() => undefined);
      }),
  };
}
