import { createMutex } from '@/utils/async';
import { browser } from '@/utils/browser';
import type { CloudProfile } from '@/utils/clouds/profile';
import { logProblem } from '@/utils/log';
import type { PolicyView, PresetField } from '@/utils/messaging/views';
import { AppError, toProblem } from '@/utils/problems/app-error';
import { enforce, presetFields } from './enforce';
import { NO_POLICY, type Policy, parsePolicy, presetId } from './parse-policy';

/** The administrator's policy (`storage.managed`). */
export interface ManagedPolicy {
  /** Stores the clouds of the policy. Never throws. */
  apply(): Promise<void>;
  view(): Promise<PolicyView>;
  allowsSync(): Promise<boolean>;
  managedIds(): Promise<ReadonlySet<string>>;
  presetFields(): Promise<ReadonlyMap<string, PresetField[]>>;
  /** A profile that the policy does not name stays unchanged. */
  enforce(profile: CloudProfile): Promise<CloudProfile>;
  /** @throws AppError CLOUD_MANAGED */
  assertRemovable(cloudId: string): Promise<void>;
  /** @param minutes null: never */
  limitAutoLock(minutes: number | null): Promise<number | null>;
}

/** How the policy changes a stored cloud. */
export interface PolicyDeps {
  /** Deletes the secret of another address or user. */
  applyExternalChange(cloudId: string, update: (before: CloudProfile | null) => CloudProfile): Promise<void>;
}

/** Call `apply` in each new worker and after each change. */
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
    async assertRemovable(cloudId) {
      if ((await presets()).has(cloudId)) throw new AppError('CLOUD_MANAGED', { cloudId });
    },
    async limitAutoLock(minutes) {
      const { maxAutoLockMinutes: longest } = await readPolicy();
      return longest === null ? minutes : Math.min(minutes ?? longest, longest);
    },
  };
}

/** Called when the administrator changed it. */
export function onPolicyChanged(listener: () => void): void {
  browser.storage.managed?.onChanged?.addListener(listener);
}

/** Without a policy Firefox throws. */
async function readPolicy(): Promise<Policy> {
  const managed = await browser.storage.managed?.get().catch(() => null);
  return managed ? parsePolicy(managed) : NO_POLICY;
}
