import { canonicalJson, secretTargetChanged } from '@/utils/clouds/compare';
import type { CloudProfile } from '@/utils/clouds/profile';
import { OpenStackError } from '@/utils/openstack/errors';
import { AppError } from '@/utils/problems/app-error';
import { findCloud } from '@/utils/storage/clouds';
import type { Vault } from '@/utils/vault/vault';

/** Notices what happened to a cloud between the steps of a call. */
export interface StalenessCheck {
  /**
   * Who waited for a turn, or tries once more, must not sign in to what is another cloud by now, or was signed out of.
   * @param startedAt `Generations.byUser` when the call began
   * @throws AppError CLOUD_UNKNOWN, VAULT_LOCKED; OpenStackError CONFLICT.
   */
  assertUnchanged(profile: CloudProfile, startedAt: number): Promise<void>;
  /**
   * Where the cloud was removed, changed, signed out of or locked, nobody may use what was got for it.
   * @param generation `Generations.of` before that was got
   * @param undo done before it throws, as `assertUnchanged` does
   */
  discardIfStale(profile: CloudProfile, generation: number, undo: () => Promise<void>): Promise<void>;
  /** Whether the cloud is still there, with this sign-in, and not locked. */
  isUnchanged(profile: CloudProfile): Promise<boolean>;
}

/** Makes what looks at the stored clouds, their vault and a worker's counters. */
export function createStalenessCheck(vault: Pick<Vault, 'ready'>, generations: Generations): StalenessCheck {
  /** Where the vault is locked, that is why the cloud was given up. */
  async function tell({ id, remember }: CloudProfile, present: CloudProfile | null): Promise<never> {
    if (present === null) throw new AppError('CLOUD_UNKNOWN', { cloudId: id });
    await vault.ready(remember, 'reading', 'background');
    throw new OpenStackError('CONFLICT');
  }

  return {
    async assertUnchanged(profile, startedAt) {
      const { id, signIn } = profile;
      const present = await findCloud(id);
      const isSame =
        present !== null &&
        !secretTargetChanged(present, profile) &&
        canonicalJson(present.signIn) === canonicalJson(signIn);
      if (!isSame || generations.byUser(id) !== startedAt) await tell(profile, present);
    },
    async discardIfStale(profile, generation, undo) {
      const present = await findCloud(profile.id);
      if (generations.of(profile.id) === generation && present !== null) return;
      await undo();
      await tell(profile, present);
    },
    async isUnchanged(profile) {
      const present = await findCloud(profile.id);
      if (present === null || secretTargetChanged(present, profile)) return false;
      return vault.ready(profile.remember, 'reading', 'background').then(
        () => true,
        () => false,
      );
    },
  };
}

/** Counts how often the tokens of each cloud were given up, to notice that between the steps of a call. */
export interface Generations {
  /** how often they were */
  of(cloudId: string): number;
  /** how often a person, another browser or an administrator did that */
  byUser(cloudId: string): number;
  /** @param isLost what a dashboard lent is lent no more: another loan may follow without a word */
  end(cloudId: string, isLost?: boolean): void;
}

/** Makes the counters of one worker; each starts at 0. */
export function createGenerations(): Generations {
  const all = new Map<string, number>();
  const lost = new Map<string, number>();
  const of = (cloudId: string) => all.get(cloudId) ?? 0;
  return {
    of,
    byUser: (cloudId) => of(cloudId) - (lost.get(cloudId) ?? 0),
    end(cloudId, isLost = false) {
      all.set(cloudId, of(cloudId) + 1);
      if (isLost) lost.set(cloudId, (lost.get(cloudId) ?? 0) + 1);
    },
  };
}
