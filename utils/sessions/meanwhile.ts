import { canonical } from '@/utils/clouds/canonical';
import { isElsewhere } from '@/utils/clouds/elsewhere';
import type { CloudProfile } from '@/utils/clouds/profile';
import { findCloud } from '@/utils/clouds/store';
import { OpenStackError } from '@/utils/openstack/errors';
import { AppError } from '@/utils/problems';
import type { Vault } from '@/utils/vault/vault';
import type { Epochs } from './epochs';

/** Notices what happened to a cloud between the steps of a call. */
export interface Meanwhile {
  /**
   * Who waited for a turn, or tries once more, must not sign in to what is another cloud by now, or was signed out of.
   * @param asked `Epochs.ownOf` when the call began
   * @throws AppError CLOUD_UNKNOWN, VAULT_LOCKED; OpenStackError CONFLICT.
   */
  stays(profile: CloudProfile, asked: number): Promise<void>;
  /**
   * Where the cloud was removed, changed, signed out of or locked, nobody may use what was got for it.
   * @param epoch `Epochs.of` before that was got
   * @param undo done before it throws, as `stays` does
   */
  mustLast(profile: CloudProfile, epoch: number, undo: () => Promise<void>): Promise<void>;
  /** Whether the cloud is still there, with this sign-in, and not locked. */
  isAsBefore(profile: CloudProfile): Promise<boolean>;
}

/** Makes what looks at the stored clouds, their vault and a worker's counters. */
export function createMeanwhile(vault: Pick<Vault, 'ready'>, epochs: Epochs): Meanwhile {
  /** Where the vault is locked, that is why the cloud was given up. */
  async function tell({ id, remember }: CloudProfile, present: CloudProfile | null): Promise<never> {
    if (present === null) throw new AppError('CLOUD_UNKNOWN', { cloudId: id });
    await vault.ready(remember, 'reading', 'itself');
    throw new OpenStackError('CONFLICT');
  }

  return {
    async stays(profile, asked) {
      const { id, signIn } = profile;
      const present = await findCloud(id);
      const isSame =
        present !== null && !isElsewhere(present, profile) && canonical(present.signIn) === canonical(signIn);
      if (!isSame || epochs.ownOf(id) !== asked) await tell(profile, present);
    },
    async mustLast(profile, epoch, undo) {
      const present = await findCloud(profile.id);
      if (epochs.of(profile.id) === epoch && present !== null) return;
      await undo();
      await tell(profile, present);
    },
    async isAsBefore(profile) {
      const present = await findCloud(profile.id);
      if (present === null || isElsewhere(present, profile)) return false;
      return vault.ready(profile.remember, 'reading', 'itself').then(
        () => true,
        () => false,
      );
    },
  };
}
