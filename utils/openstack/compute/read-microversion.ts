import { OpenStackError } from '@/utils/openstack/errors';
import type { ComputeAccess } from './access';
import { isOlder, microversionHeaders } from './microversion';

/**
 * The microversions that change what is read from a server, newest first:
 * - 2.69 (Stein) lists the servers of a down cell, with status UNKNOWN, instead of leaving them out;
 * - 2.47 (Pike) puts the flavor's name into the record, which otherwise costs a request per flavor;
 * - null: 2.1, what every Nova understands.
 * Later ones add fields that are not used here, and strictness.
 * Source: https://docs.openstack.org/nova/latest/reference/api-microversion-history.html
 */
const READ_MICROVERSIONS = ['2.69', '2.47', null] as const;
export type ReadMicroversion = (typeof READ_MICROVERSIONS)[number];

/** The best of them for a cloud whose newest microversion is `max`. */
function readMicroversion(max: string): ReadMicroversion {
  return READ_MICROVERSIONS.find((version) => version !== null && !isOlder(max, version)) ?? null;
}

export interface Reading {
  /** told the newest microversion when the cloud proves too old for the one asked for, to be kept as `maxMicroversion` */
  onMaxMicroversion?: (max: string) => void;
}

/**
 * Does a read with the best microversion: the one that `access` allows, or the newest, and on a 406 that names the range
 * once more with what is in range. Throws what `read` throws.
 */
export async function readWithMicroversion<T>(
  access: ComputeAccess,
  { onMaxMicroversion }: Reading,
  read: (headers: Record<string, string>) => Promise<T>,
): Promise<T> {
  const headersFor = (version: ReadMicroversion) => ({
    'X-Auth-Token': access.token,
    ...microversionHeaders(version),
  });
  const first = access.legacy ? null : readMicroversion(access.maxMicroversion ?? READ_MICROVERSIONS[0]);
  try {
    return await read(headersFor(first));
  } catch (error) {
    if (!(error instanceof OpenStackError) || error.code !== 'MICROVERSION_UNSUPPORTED' || first === null) throw error;
    const max = error.facts.microversions?.max;
    if (max !== undefined) onMaxMicroversion?.(max);
    const second = max === undefined ? null : readMicroversion(max);
    if (second === first) throw error;
    return await read(headersFor(second));
  }
}
