import { createMutex } from '@/utils/async';
import { browser } from '@/utils/browser';
import type { CloudProfile } from '@/utils/clouds/profile';
import { logProblem } from '@/utils/log';
import type { PolicyView, PresetField } from '@/utils/messaging/views';
import { AppError, toProblem } from '@/utils/problems/app-error';
import { enforce, presetFields } from './enforce';
import { NO_POLICY, type Policy, parsePolicy, presetId } from './parse-policy';

/** The administrator's policy in `storage.managed`. */
export interface ManagedPolicy {
  /** Stores the clouds of the policy; what it leaves open stays as the user has it. Never throws. */
  apply(): Promise<void>;
  view(): Promise<PolicyView>;
  allowsSync(): Promise<boolean>;
  managedIds(): Promise<ReadonlySet<string>>;
  /** the fields that the user cannot change, by the id of the cloud */
  presetFields(): Promise<ReadonlyMap<string, PresetField[]>>;
  /** @returns the profile with the settings of the policy; that of any other cloud as it is */
  enforce(profile: CloudProfile): Promise<CloudProfile>;
  /** @throws AppError CLOUD_MANAGED for a cloud of the policy */
  mayRemove(cloudId: string): Promise<void>;
  /** @param minutes null: never. @returns the same, or the longest time that the policy allows */
  autoLock(minutes: number | null): Promise<number | null>;
}

export interface PolicyDeps {
  /** Stores a cloud. The secret is deleted where the address or user is another. */
  applyExternalChange(cloudId: string, update: (before: CloudProfile | null) => CloudProfile): Promise<void>;
}

/** Each new worker calls `apply`, and again after each change of the policy. */
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
    async enforce(profile) {
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

/** Calls `listener` after each change of the policy. */
export function onPolicyChanged(listener: () => void): void {
  browser.storage.onChanged.addListener((_, area) => {
    if (area === 'managed') listener();
  });
}

/** Without a policy Firefox throws; other browsers return an empty object. */
async function readPolicy(): Promise<Policy> {
  const managed = await browser.storage.managed?.get().catch(() => null);
  return managed ? parsePolicy(managed) : NO_POLICY;
}
