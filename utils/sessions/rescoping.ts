import type { CloudProfile } from '@/utils/clouds/profile';
import { AppError, isOpenStackError } from '@/utils/problems/app-error';
import type { Problem } from '@/utils/problems/problem';
import { signInMethod } from '@/utils/sign-in/methods';
import { isKnown, rescope, type SignInContext } from './sign-in';
import { PASSCODE_TOKEN, type TokenState, tokenStore } from './token-store';

/** Each dead token costs a request. */
const MAX_CANDIDATES = 2;
const RECHECK_INTERVAL_MS = 60_000;

/** What rescoping has shown. */
export interface RescopingNotes {
  /** clouds that rescope only unscoped tokens: Keystone's `[token] allow_rescope_scoped_token` */
  forbidding: Set<string>;
  /** projects without a role, by cloud */
  lost: Map<string, Map<string | null, { at: number; facts: Problem['facts'] }>>;
}

/** Empty notes. */
export function createRescopingNotes(): RescopingNotes {
  return { forbidding: new Set(), lost: new Map() };
}

/**
 * Rescopes a stored token: this sends no secret, and shows whether a refusal is about the project.
 * @param project id; null: the profile's, else the user's default
 * @returns null: no token can be rescoped
 * @throws AppError PROJECT_UNAVAILABLE; as `rescope`
 */
export async function rescopeStored(
  context: SignInContext & { rescoping: RescopingNotes },
  profile: CloudProfile,
  project: string | null,
  isUsable: (state: TokenState) => boolean,
): Promise<TokenState | null> {
  const { client, now, rescoping } = context;
  const { hasOwnProject, sendsToken } = signInMethod(profile.signIn.method);
  if (hasOwnProject || sendsToken) return null;
  assertNotLost(context, profile, project);
  for (const state of await candidates(context, profile, isUsable)) {
    try {
      return await rescope(client, profile, state, project, now);
    } catch (error) {
      if (isOpenStackError(error, 'FORBIDDEN') && state.scope !== 'unscoped') {
        rescoping.forbidding.add(profile.id);
        continue;
      }
      if (!isOpenStackError(error, 'TOKEN_INVALID', 'INVALID_CREDENTIALS')) throw error;
      if (error.code === 'INVALID_CREDENTIALS' && (await isKnown(client, profile.authUrl, state.token))) {
        const facts = { ...error.facts, cloudId: profile.id };
        noteLost(context, profile, project, facts);
        throw new AppError('PROJECT_UNAVAILABLE', facts, error);
      }
      await tokenStore.remove(profile.id, state.token);
    }
  }
  return null;
}

/** The passcode's first, then those valid longest. */
async function candidates(
  { rescoping }: { rescoping: RescopingNotes },
  { id }: CloudProfile,
  isUsable: (state: TokenState) => boolean,
): Promise<TokenState[]> {
  const ofPasscode = (await tokenStore.get(id, PASSCODE_TOKEN))?.token;
  const isAllowed = ({ scope }: TokenState) => scope === 'unscoped' || !rescoping.forbidding.has(id);
  const rank = ({ token, expiresAt }: TokenState) => (token === ofPasscode ? Infinity : (expiresAt ?? Infinity));
  return (await tokenStore.all(id))
    .filter((state) => isUsable(state) && isAllowed(state))
    .sort((a, b) => (rank(a) === rank(b) ? 0 : rank(b) - rank(a)))
    .slice(0, MAX_CANDIDATES);
}

function assertNotLost(
  { rescoping, now }: { rescoping: RescopingNotes; now: () => number },
  { id }: CloudProfile,
  project: string | null,
): void {
  const lost = rescoping.lost.get(id)?.get(project);
  if (lost === undefined) return;
  const age = now() - lost.at;
  if (age >= 0 && age < RECHECK_INTERVAL_MS) throw new AppError('PROJECT_UNAVAILABLE', lost.facts);
}

function noteLost(
  { rescoping, now }: { rescoping: RescopingNotes; now: () => number },
  { id }: CloudProfile,
  project: string | null,
  facts: Problem['facts'],
): void {
  const lost = rescoping.lost.get(id) ?? new Map();
  rescoping.lost.set(id, lost.set(project, { at: now(), facts }));
}
