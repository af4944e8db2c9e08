import { createMutex } from '@/utils/async';
import { canonicalJson } from '@/utils/clouds/compare';
import type { CloudProfile } from '@/utils/clouds/profile';
import type { Request } from '@/utils/messaging/page-requests';
import type { PasswordReplacementReport } from '@/utils/messaging/views';
import type { Client } from '@/utils/openstack/client';
import { OpenStackError } from '@/utils/openstack/errors';
import type { UserRef } from '@/utils/openstack/identity/auth-request';
import { AppError, isOpenStackError } from '@/utils/problems/app-error';
import type { Sessions } from '@/utils/sessions/sessions';
import { rescope } from '@/utils/sessions/sign-in';
import { stateOfIssuedToken, type TokenState } from '@/utils/sessions/token-state';
import type { IssuedAppCredential } from '@/utils/sign-in/application-credential';
import { cloudCache } from '@/utils/storage/cloud-cache';
import { cloudsLock, findCloud, putCloud } from '@/utils/storage/clouds';
import { lastPlace } from '@/utils/storage/last-place';
import type { Vault } from '@/utils/vault/vault';
import { createConsoleCredential, deleteByName, type ProvenCredential } from './create';
import { appCredentialJournal, type JournalEntry, journalEntryOf } from './journal';

const DAY_MS = 24 * 3600_000;

/** Changes a password for an application credential of this browser's own. */
export interface PasswordReplacement {
  /**
   * Makes the credential, proves it, stores it and forgets the password. Where anything fails before it is stored, none
   * is left on the cloud and the password stays.
   * @throws AppError CLOUD_UNKNOWN, CREDENTIAL_MISSING (no password to change); as `Sessions.use`; OpenStackError, CONFLICT
   *   where the cloud was changed meanwhile.
   */
  replacePassword(request: Request<'replacePassword'>): Promise<PasswordReplacementReport>;
  /**
   * A worker started, or there is a sign-in again: finishes what an earlier worker had stored, or deletes what it had not.
   * Never throws.
   */
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

/** Makes what puts an application credential in the place of a password. */
export function createPasswordReplacement({ client, sessions, vault, browserName, now }: Deps): PasswordReplacement {
  // What is being made is not to be taken for what a dead worker left.
  const withLock = createMutex();

  async function change(
    profile: CloudProfile,
    { projectId, days }: Request<'replacePassword'>,
  ): Promise<PasswordReplacementReport> {
    const way = profile.signIn;
    if (way.method !== 'password') throw new AppError('CREDENTIAL_MISSING', { cloudId: profile.id });
    await vault.ready(profile.remember, 'writing');
    const name = `novnc-for-openstack ${browserName} ${crypto.randomUUID().slice(0, 8)}`;
    const expiresAt = days === null ? null : now() + days * DAY_MS;
    // A token of our own: whoever forgets the cloud's tokens meanwhile leaves us this one to clean up with.
    const owner = await sessions.use(profile, { projectId }, (state) => own(profile, state));
    const note = journalEntryOf(profile, { ...owner, projectId, name });
    let stored = false;
    try {
      // With the password goes what earlier ones could be deleted with.
      await deleteLeft(profile, owner);
      await appCredentialJournal.put(note);
      const issued = await createConsoleCredential(client, profile, owner, { name, expiresAt });
      const { user, project, passcode } = way;
      const about: IssuedAppCredential = {
        ...{ name, expiresAt, limited: issued.limited, userId: owner.userId, userName: owner.userName },
        ...{ projectId, projectName: owner.project?.name ?? projectId },
        before: { user, ...(project && { project }), ...(passcode && { passcode }) },
      };
      const signIn = { method: 'application_credential', id: issued.id, issued: about } as const;
      return await cloudsLock(async () => {
        await mustBeAsBefore(profile, issued.issued);
        await appCredentialJournal.put({ ...note, signIn });
        const kept = { kind: 'application_credential', secret: issued.secret } as const;
        await vault.put(profile.id, profile.remember, kept, profile.authUrl);
        stored = true;
        return { profile: await settle(profile, { ...note, signIn }, issued), name };
      });
    } catch (error) {
      // What cannot be deleted now stays noted, and is deleted at the next start.
      if (!stored)
        await deleteByName(client, profile, owner, name)
          .then(() => appCredentialJournal.remove(name))
          .catch(() => undefined);
      throw error;
    } finally {
      const inUse = (await sessions.list(profile.id)).some(({ token }) => token === owner.token);
      if (!inUse) await sessions.queueRevocation(profile, owner);
      await sessions.revoke(profile);
    }
  }

  /** @returns another token for the same; where the cloud gives none from one with a scope, the same one. */
  async function own(profile: CloudProfile, state: TokenState): Promise<TokenState> {
    return rescope(client, profile, state, state.project?.id ?? null, now).catch((error: unknown) => {
      if (isOpenStackError(error, 'FORBIDDEN')) return state;
      throw error;
    });
  }

  /** @throws AppError CLOUD_UNKNOWN, OpenStackError CONFLICT where somebody removed or changed the cloud meanwhile. */
  async function mustBeAsBefore(profile: CloudProfile, issued: ProvenCredential['issued']): Promise<void> {
    const present = await findCloud(profile.id);
    if (present !== null && canonicalJson(present) === canonicalJson(profile)) return;
    await sessions.queueRevocation(profile, stateOfIssuedToken(issued, now()));
    throw present === null ? new AppError('CLOUD_UNKNOWN', { cloudId: profile.id }) : new OpenStackError('CONFLICT');
  }

  /** The secret is stored: the profile says so from now on, and nothing of the password is used any more. */
  async function settle(
    profile: CloudProfile,
    { name, signIn }: Stored,
    issued: ProvenCredential | null,
  ): Promise<CloudProfile> {
    const changed = { ...profile, signIn };
    await putCloud(changed);
    await appCredentialJournal.remove(name);
    await sessions.endTokens(profile);
    await sessions.clearRefusals(profile);
    if (issued !== null) await adopt(changed, stateOfIssuedToken(issued.issued, now()));
    return changed;
  }

  async function adopt(profile: CloudProfile, state: TokenState): Promise<void> {
    await sessions.storeToken(profile, state);
    if (state.project === null) return;
    const { id, name } = state.project;
    await cloudCache.putProjects(profile.id, [{ id, name }]);
    const before = await lastPlace.on(profile.id);
    if (before.projectId !== id) await lastPlace.put({ ...before, projectId: id });
  }

  /**
   * Deletes what earlier tries of this user have left on the cloud. What cannot be deleted now stays noted.
   * Throws TOKEN_INVALID where another token may do it.
   */
  async function deleteLeft(profile: CloudProfile, state: TokenState): Promise<void> {
    for (const note of await appCredentialJournal.of(profile.id)) {
      // Asked for another user's, or at another address, the cloud would say that there is none.
      if (note.userId !== state.userId || note.authUrl !== profile.authUrl) continue;
      // Its secret is not the one that is stored, whatever a worker was about to do.
      if (note.signIn !== undefined) await appCredentialJournal.put(unstored(note));
      await deleteByName(client, profile, state, note.name)
        .then(() => appCredentialJournal.remove(note.name))
        .catch((error: unknown) => {
          if (isOpenStackError(error, 'TOKEN_INVALID')) throw error;
        });
    }
  }

  /** Nobody waits for this, so it does not count as use of the vault. */
  async function finish(cloudId: string): Promise<void> {
    const profile = await findCloud(cloudId);
    if (profile === null) return; // nothing here could delete it: the settings tell of it
    if (await cloudsLock(() => isSettled(cloudId))) return void (await sessions.revoke(profile));
    const credential = await vault.get(cloudId, profile.remember, undefined, 'background');
    // Only a password can delete one; until there is one again, they stay noted.
    const { signIn: way, authUrl } = profile;
    if (way.method !== 'password' || credential?.kind !== 'password') return;
    const note = (await appCredentialJournal.of(cloudId)).find(
      (one) => one.authUrl === authUrl && mayBeOf(way.user, one),
    );
    if (note === undefined) return;
    await sessions.use(profile, { projectId: note.projectId }, (state) => deleteLeft(profile, state), 'background');
  }

  /** Says in the profile that the secret of the newest credential is stored, where it is. */
  async function isSettled(cloudId: string): Promise<boolean> {
    const profile = await findCloud(cloudId);
    const newest = (await appCredentialJournal.of(cloudId)).findLast(isStored);
    if (profile?.signIn.method !== 'password' || newest === undefined) return false;
    const credential = await vault.get(cloudId, profile.remember, undefined, 'background');
    if (credential?.kind !== 'application_credential') return false;
    await settle(profile, newest, null);
    return true;
  }

  return {
    replacePassword: (request) =>
      withLock(async () => {
        const profile = await findCloud(request.cloudId);
        if (profile === null) throw new AppError('CLOUD_UNKNOWN', { cloudId: request.cloudId });
        return change(profile, request);
      }),
    resume: () =>
      withLock(async () => {
        // A cloud that does not answer, or a vault that is locked, is met again at the next start.
        const clouds = new Set((await appCredentialJournal.all()).map(({ cloudId }) => cloudId));
        for (const cloudId of clouds) await finish(cloudId).catch(() => undefined);
      }),
  };
}

/** A note of a credential whose secret is stored, or about to be. */
type Stored = JournalEntry & { signIn: CloudProfile['signIn'] };

function isStored(note: JournalEntry): note is Stored {
  return note.signIn !== undefined;
}

/** Whether a credential may be this user's: a name may be another's, of another domain. */
function mayBeOf(user: UserRef, { userId, userName }: JournalEntry): boolean {
  return 'id' in user ? user.id === userId : user.name.toLowerCase() === userName.toLowerCase();
}

function unstored({ signIn: _, ...note }: JournalEntry): JournalEntry {
  return note;
}
