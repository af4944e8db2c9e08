import { alongside } from '@/utils/alongside';
import type { CloudProfile } from '@/utils/clouds/profile';
import { OpenStackError } from '@/utils/openstack/errors';
import { AppError, isOpenStackError } from '@/utils/problems';
import { isLent, type Lend } from './loan';
import type { TokenState } from './token-state';

/**
 * Runs `call`, and asks meanwhile whether its token is still lent. Horizon's logout ends no token
 * (openstack_auth/views.py `logout`), but whoever logged out there means to be out here as well.
 * @throws what the call throws; AppError DASHBOARD_SESSION_ENDED; OpenStackError HOST_PERMISSION_MISSING, and TOKEN_INVALID
 *   where another user is logged in by now.
 */
export type Watch = <T>(
  profile: CloudProfile,
  state: TokenState,
  call: (state: TokenState) => Promise<T>,
) => Promise<T>;

/** @param forget gives up all tokens of a cloud; done once for all that wait. */
export function createWatch(lend: Lend, forget: (profile: CloudProfile) => Promise<unknown>): Watch {
  const asking = new Map<string, Promise<string | null>>();

  /** @returns the id of the user who is logged in; null: the dashboard does not say, or cannot be asked. */
  async function ask(profile: CloudProfile, userId: string): Promise<string | null> {
    try {
      const loan = await lend(profile.dashboardUrl ?? '');
      if (loan.userId !== null && loan.userId !== userId) await forget(profile);
      return loan.userId;
    } catch (error) {
      if (error instanceof AppError && error.code === 'DASHBOARD_SESSION_ENDED') await forget(profile);
      else if (!isOpenStackError(error, 'HOST_PERMISSION_MISSING')) return null;
      throw error;
    }
  }

  async function check(profile: CloudProfile, { userId }: TokenState): Promise<void> {
    const { id } = profile;
    const answer = asking.get(id) ?? ask(profile, userId).finally(() => asking.delete(id));
    asking.set(id, answer);
    const now = await answer;
    if (now !== null && now !== userId) throw new OpenStackError('TOKEN_INVALID');
  }

  return async (profile, state, call) => {
    if (!isLent(profile)) return call(state);
    const [answer, told] = await alongside(check(profile, state), call(state));
    if (told?.status === 'rejected') throw told.reason;
    if (answer.status === 'rejected') throw answer.reason;
    return answer.value;
  };
}
