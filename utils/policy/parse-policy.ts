import type { PolicyProblem } from '@/utils/messaging/views';
import { optionalSchemas, type Preset, requiredSchemas } from './schema';

/** The valid part of a policy. */
export interface Policy {
  presets: Preset[];
  syncDisabled: boolean;
  /** until the vault locks; null: no limit */
  maxAutoLockMinutes: number | null;
  problems: PolicyProblem[];
}

export const NO_POLICY: Policy = { presets: [], syncDisabled: false, maxAutoLockMinutes: null, problems: [] };

const MAX_CLOUDS = 100;

/** Reads `storage.managed`; unknown names are no problem. */
export function parsePolicy(managed: unknown): Policy {
  const settings = asObject(managed) ?? {};
  const problems: PolicyProblem[] = [];
  const addProblem = (entry: string, fields: string[]) => void problems.push({ entry, fields });
  const syncDisabled = settings.disableSync === true;
  if (settings.disableSync !== undefined && typeof settings.disableSync !== 'boolean') addProblem('disableSync', []);
  const minutes = settings.maxAutoLockMinutes;
  const areMinutesValid =
    typeof minutes === 'number' && Number.isInteger(minutes) && minutes >= 1 && minutes <= 24 * 60;
  if (minutes !== undefined && !areMinutesValid) addProblem('maxAutoLockMinutes', []);
  const clouds = settings.clouds === undefined ? [] : settings.clouds;
  if (!Array.isArray(clouds)) addProblem('clouds', []);
  const presets: Preset[] = [];
  const entries: unknown[] = Array.isArray(clouds) ? clouds : [];
  for (const [index, value] of entries.slice(0, MAX_CLOUDS).entries()) {
    const { preset, invalidFields } = parsePreset(value);
    const isDuplicate = preset !== null && presets.some((other) => presetId(other) === presetId(preset));
    if (preset !== null && !isDuplicate) presets.push(preset);
    if (invalidFields.length > 0 || preset === null || isDuplicate)
      addProblem(entryNameOf(value, index), isDuplicate ? [...invalidFields, 'id'] : invalidFields);
  }
  if (entries.length > MAX_CLOUDS) addProblem('clouds', []);
  return { presets, syncDisabled, maxAutoLockMinutes: areMinutesValid ? minutes : null, problems };
}

/** The id of its cloud. */
export function presetId({ id, authUrl }: Preset): string {
  return `managed-${id ?? encodeURIComponent(authUrl).slice(0, 200)}`;
}

function parsePreset(value: unknown): { preset: Preset | null; invalidFields: string[] } {
  const settings = asObject(value);
  if (settings === null) return { preset: null, invalidFields: [] };
  const invalidFields: string[] = [];
  const read = (
    schemas: Partial<Record<string, { safeParse(input: unknown): { success: boolean; data?: unknown } }>>,
  ) =>
    Object.entries(schemas).flatMap(([name, schema]) => {
      if (!Object.hasOwn(settings, name)) return [];
      const parsed = schema?.safeParse(settings[name]);
      if (parsed?.success) return [[name, parsed.data] as const];
      invalidFields.push(name);
      return [];
    });
  const requiredFields = Object.fromEntries(read(requiredSchemas)) as Partial<Preset>;
  const optionalFields = Object.fromEntries(read(optionalSchemas)) as Partial<Preset>;
  const { name, authUrl } = requiredFields;
  const missing = Object.keys(requiredSchemas).filter(
    (field) => !Object.hasOwn(requiredFields, field) && !invalidFields.includes(field),
  );
  invalidFields.push(...missing);
  return {
    preset: name === undefined || authUrl === undefined ? null : { ...optionalFields, name, authUrl },
    invalidFields,
  };
}

function entryNameOf(value: unknown, index: number): string {
  const name = asObject(value)?.name;
  return typeof name === 'string' && name !== '' ? name.slice(0, 80) : `clouds[${index}]`;
}

function asObject(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}
