import { canonical, isElsewhere } from '@/utils/clouds/compare';
import type { CloudProfile } from '@/utils/clouds/profile';
import { OpenStackError } from '@/utils/openstack/errors';
import { AppError } from '@/utils/problems/app-error';
import { findCloud } from '@/utils/storage/clouds';
import type { Vault } from '@/utils/vault/vault';

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

/** Counts how often the tokens of each cloud were given up, to notice that between the steps of a call. */
export interface Epochs {
  /** how often they were */
  of(cloudId: string): number;
  /** how often a person, another browser or an administrator did that */
  ownOf(cloudId: string): number;
  /** @param isLost what a dashboard lent is lent no more: another loan may follow without a word */
  end(cloudId: string, isLost?: boolean): void;
}

/** Makes the counters of one worker; each starts at 0. */
export function createEpochs(): Epochs {
  const all = new Map<string, number>();
  const lost = new Map<string, number>();
  const of = (cloudId: string) => all.get(cloudId) ?? 0;
  return {
    of,
    ownOf: (cloudId) => of(cloudId) - (lost.get(cloudId) ?? 0),
    end(cloudId, isLost = false) {
      all.set(cloudId, of(cloudId) + 1);
      if (isLost) lost.set(cloudId, (lost.get(cloudId) ?? 0) + 1);
    },
  };
}
