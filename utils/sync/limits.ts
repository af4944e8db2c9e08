import { FIELD_NAMES, isValidValue } from './fields';
import type { Register, SyncRecord } from './record';

/** Whoever may write to the browser's account must not fill this browser's storage. */
export const MAX_CLOUDS = 100;
export const MAX_REMOVALS = 200;
export const MAX_RESTORABLE = 100;

/** An address has at most 2000 characters. */
const MAX_VALUE_LENGTH = 2_100;
const MAX_LONG_VALUE_LENGTH = 8_000;
const LONG_FIELDS: readonly string[] = ['regions', 'signIn'];
/** fields of a newer release */
const MAX_OTHER_FIELDS = 10;
const MAX_OTHER_VALUE_LENGTH = 500;

/**
 * Drops values that are invalid, too long or after `latest` (ms since the epoch), and unknown fields but the first ten
 * by name: the order of merges must not matter.
 */
export function boundedRecord({ removed, fields, v }: SyncRecord, latest = Number.MAX_SAFE_INTEGER): SyncRecord {
  const fitting = Object.entries(fields).filter(([name, register]) => fits(name, register) && register[1] <= latest);
  const knownFields = fitting.filter(([name]) => FIELD_NAMES.includes(name));
  const otherFields = fitting.filter(([name]) => !FIELD_NAMES.includes(name)).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    v,
    ...(removed !== undefined && removed[0] <= latest && { removed }),
    fields: Object.fromEntries([...knownFields, ...otherFields.slice(0, MAX_OTHER_FIELDS)]),
  };
}

function fits(name: string, [value]: Register): boolean {
  const isKnown = FIELD_NAMES.includes(name);
  if (isKnown ? !isValidValue(name, value) : isInherited(name)) return false;
  const max = LONG_FIELDS.includes(name) ? MAX_LONG_VALUE_LENGTH : isKnown ? MAX_VALUE_LENGTH : MAX_OTHER_VALUE_LENGTH;
  return JSON.stringify(value).length <= max;
}

/** Such as `constructor`: every object has it, so it would be found where it is not. */
export function isInherited(name: string): boolean {
  return name in Object.prototype;
}
