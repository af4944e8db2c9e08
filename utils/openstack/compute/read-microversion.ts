import { OpenStackError } from '@/utils/openstack/errors';
import { isOlder, microversionHeaders, type NovaConnection } from './access';

/**
 * 2.69 lists servers of a down cell; 2.47 names the flavor; null is 2.1. Source:
 * https://docs.openstack.org/nova/latest/reference/api-microversion-history.html
 */
const READ_MICROVERSIONS = ['2.69', '2.47', null] as const;
/** To read servers; null: 2.1. */
export type ReadMicroversion = (typeof READ_MICROVERSIONS)[number];

function readMicroversion(max: string): ReadMicroversion {
  return READ_MICROVERSIONS.find((version) => version !== null && !isOlder(max, version)) ?? null;
}

/** Reports the cloud's newest microversion. */
export interface Reading {
  /** called where the cloud is too old */
  onMaxMicroversion?: (max: string) => void;
}

/** Calls `read` with the newest usable microversion, again after a 406. Throws what `read` throws. */
export async function readWithMicroversion<T>(
  nova: NovaConnection,
  { onMaxMicroversion }: Reading,
  read: (headers: Record<string, string>) => Promise<T>,
): Promise<T> {
  const headersFor = (version: ReadMicroversion) => ({
    'X-Auth-Token': nova.token,
    ...microversionHeaders(version),
  });
  const first = nova.legacy ? null : readMicroversion(nova.maxMicroversion ?? READ_MICROVERSIONS[0]);
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
