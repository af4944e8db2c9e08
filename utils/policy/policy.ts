import { createMutex } from '@/utils/async';
import { browser } from '@/utils/browser';
import type { CloudProfile } from '@/utils/clouds/profile';
import { logProblem } from '@/utils/log';
import type { PolicyView, PresetField } from '@/utils/messaging/views';
import { AppError, toProblem } from '@/utils/problems/app-error';
import { enforce, presetFields } from './enforce';
import { NO_POLICY, type Policy, parsePolicy, presetId } from './parse-policy';

/** What the administrator of this browser has set, in `storage.managed`. */
export interface ManagedPolicy {
  /** Stores the administrator's clouds as they have set them; the person's part of them stays. Never throws. */
  apply(): Promise<void>;
  view(): Promise<PolicyView>;
  allowsSync(): Promise<boolean>;
  managedIds(): Promise<ReadonlySet<string>>;
  /** For each cloud of the administrator, by its id here, the fields that are not the person's to change. */
  presetFields(): Promise<ReadonlyMap<string, PresetField[]>>;
  /** @returns the profile with what the administrator has set; any other cloud's as it is. */
  hold(profile: CloudProfile): Promise<CloudProfile>;
  /** @throws AppError CLOUD_MANAGED where the person may not remove this cloud. */
  mayRemove(cloudId: string): Promise<void>;
  /** @param minutes null: never. @returns the time after which the vault is to be locked, as far as they may choose. */
  autoLock(minutes: number | null): Promise<number | null>;
}

export interface PolicyDeps {
  /** Stores a cloud as it is to be. A secret does not follow it to another address or user. */
  applyExternalChange(cloudId: string, update: (before: CloudProfile | null) => CloudProfile): Promise<void>;
}

/**
 * Makes what carries out the administrator's policy; `apply` has to be called by each new worker and at each
 * change.
 */
export function createPolicy({ applyExternalChange }: PolicyDeps): ManagedPolicy {
  const withLock = createMutex();

  async function presets() {
    return new Map((await readPolicy()).presets.map((preset) => [presetId(preset), preset]));
  }

  async function apply(): Promise<void> {
    for (const [id, preset] of await presets()) await applyExternalChange(id, (before) => enforce(preset, before));
  }

  return {
    apply: () => withLock(apply).catch((error: unknown) => logProblem('policy', toProblem(error).code, error)),
    async view() {
      const { problems, syncDisabled, maxAutoLockMinutes } = await readPolicy();
      return { problems, syncDisabled, maxAutoLockMinutes };
    },
    allowsSync: async () => !(await readPolicy()).syncDisabled,
    managedIds: async () => new Set((await presets()).keys()),
    async presetFields() {
      return new Map([...(await presets())].map(([id, preset]) => [id, presetFields(preset)]));
    },
    async hold(profile) {
      const preset = (await presets()).get(profile.id);
      return preset === undefined ? profile : enforce(preset, profile);
    },
    async mayRemove(cloudId) {
      if ((await presets()).has(cloudId)) throw new AppError('CLOUD_MANAGED', { cloudId });
    },
    async autoLock(minutes) {
      const { maxAutoLockMinutes: longest } = await readPolicy();
      return longest === null ? minutes : Math.min(minutes ?? longest, longest);
    },
  };
}

/** Calls `listener` each time the administrator has changed something. */
export function onPolicyChanged(listener: () => void): void {
  browser.storage.onChanged.addListener((_, area) => {
    if (area === 'managed') listener();
  });
}

/** Firefox throws where no administrator has set anything, other browsers give an empty object. */
async function readPolicy(): Promise<Policy> {
  const managed = await browser.storage.managed?.get().catch(() => null);
  return managed ? parsePolicy(managed) : NO_POLICY;
}
