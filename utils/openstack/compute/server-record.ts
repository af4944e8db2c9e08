import * as z from 'zod/mini';
import { capped, cappedRecord } from '@/utils/openstack/capped';

/** An IP address; `type` null: Nova does not say. */
export interface ServerAddress {
  address: string;
  version: number;
  type: 'fixed' | 'floating' | null;
  network: string;
}

/** Null: Nova gives no value. */
export interface Server {
  id: string;
  /** null where its cell is down */
  name: string | null;
  /** UNKNOWN where its cell is down */
  status: string;
  taskState: string | null;
  vmState: string | null;
  /** 0 none, 1 running, 3 paused, 4 shut down, 6 crashed, 7 suspended */
  powerState: number | null;
  projectId: string | null;
  addresses: ServerAddress[];
  /** null before microversion 2.47 */
  flavor: string | null;
  /** ISO 8601, UTC */
  created: string | null;
  updated: string | null;
}

const nullableText = z.nullish(z.string());
/** Far more than servers have. */
const MAX_NETWORKS = 100;
const MAX_ADDRESSES = 1000;

/** Source: nova/api/openstack/compute/views/servers.py `show`, `_show_from_down_cell` */
export const serverRecord = z.object({
  id: z.string(),
  status: z.string(),
  name: nullableText,
  tenant_id: nullableText,
  created: nullableText,
  updated: nullableText,
  'OS-EXT-STS:task_state': nullableText,
  'OS-EXT-STS:vm_state': nullableText,
  'OS-EXT-STS:power_state': z.nullish(z.number()),
  flavor: z.nullish(z.object({ original_name: nullableText })),
  addresses: z.nullish(
    cappedRecord(
      capped(
        z.object({ addr: z.string(), version: z.optional(z.number()), 'OS-EXT-IPS:type': nullableText }),
        MAX_ADDRESSES,
      ),
      MAX_NETWORKS,
    ),
  ),
});

/** Reads a missing IP version from the address. */
export function readServer(record: z.infer<typeof serverRecord>): Server {
  return {
    id: record.id,
    name: record.name ?? null,
    status: record.status,
    taskState: record['OS-EXT-STS:task_state'] ?? null,
    vmState: record['OS-EXT-STS:vm_state'] ?? null,
    powerState: record['OS-EXT-STS:power_state'] ?? null,
    projectId: record.tenant_id ?? null,
    addresses: Object.entries(record.addresses ?? {}).flatMap(([network, addresses]) =>
      addresses.map(({ addr, version, 'OS-EXT-IPS:type': type }) => ({
        address: addr,
        version: version ?? (addr.includes(':') ? 6 : 4),
        type: type === 'fixed' || type === 'floating' ? type : null,
        network,
      })),
    ),
    flavor: record.flavor?.original_name ?? null,
    created: record.created ?? null,
    updated: record.updated ?? null,
  };
}
