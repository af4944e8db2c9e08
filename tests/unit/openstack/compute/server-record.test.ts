import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { recording } from '@/tests/fixtures/recorded';
import { forAny } from '@/tests/unit/support/runs';
import { readServer, serverRecord } from '@/utils/openstack/compute/server-record';

const recorded = (name: string) =>
  z.parse(z.object({ servers: z.array(z.unknown()) }), recording(name).response.body).servers;
const read = (record: unknown) => readServer(z.parse(serverRecord, record));

describe('readServer', () => {
  it('reads every server of a real Nova', () => {
    const statuses = recorded('servers-detail').map((server) => read(server).status);
    expect(new Set(statuses)).toEqual(
      new Set(['ACTIVE', 'SHELVED_OFFLOADED', 'RESCUE', 'ERROR', 'SUSPENDED', 'PAUSED', 'SHUTOFF']),
    );
  });

  it('has no flavor name below 2.47', () => {
    const [first] = recorded('servers-detail-no-microversion');
    expect(read(first)).toMatchObject({ name: 'real-console', flavor: null });
  });

  it('reads the record of a down cell', () => {
    const record = { id: 'a', status: 'UNKNOWN', tenant_id: 'p', created: '2026-01-02T03:04:05Z', links: [] };
    expect(read(record)).toEqual({
      id: 'a',
      name: null,
      status: 'UNKNOWN',
      taskState: null,
      vmState: null,
      powerState: null,
      projectId: 'p',
      addresses: [],
      flavor: null,
      created: '2026-01-02T03:04:05Z',
      updated: null,
    });
  });

  it('reads addresses of all networks', () => {
    const addresses = {
      private: [
        { addr: '10.0.0.5', version: 4, 'OS-EXT-IPS:type': 'fixed', 'OS-EXT-IPS-MAC:mac_addr': 'fa:16:3e:00:00:01' },
        { addr: '203.0.113.7', version: 4, 'OS-EXT-IPS:type': 'floating' },
      ],
      v6: [{ addr: '2001:db8::1' }],
    };
    expect(read({ id: 'a', status: 'ACTIVE', addresses }).addresses).toEqual([
      { address: '10.0.0.5', version: 4, type: 'fixed', network: 'private' },
      { address: '203.0.113.7', version: 4, type: 'floating', network: 'private' },
      { address: '2001:db8::1', version: 6, type: null, network: 'v6' },
    ]);
  });

  it('needs no more than id and status', () => {
    const text = fc.oneof(fc.string(), fc.constant(null), fc.constant(undefined));
    const record = fc.record(
      {
        id: fc.uuid(),
        status: fc.string(),
        name: text,
        tenant_id: text,
        created: text,
        'OS-EXT-STS:task_state': text,
        'OS-EXT-STS:power_state': fc.option(fc.nat(9)),
        flavor: fc.option(fc.oneof(fc.record({ id: fc.string() }), fc.record({ original_name: fc.string() }))),
        addresses: fc.option(fc.dictionary(fc.string(), fc.array(fc.record({ addr: fc.ipV4() })))),
        image: fc.constantFrom('', { id: 'i' }),
        'some:extension': fc.jsonValue(),
      },
      { requiredKeys: ['id', 'status'] },
    );
    forAny(100, record, (any) => {
      const server = read(any);
      expect(server).toMatchObject({ id: any.id, status: any.status, name: any.name ?? null });
      expect(Object.values(server)).not.toContain(undefined);
    });
  });

  it('is refused without id or status', () => {
    expect(z.safeParse(serverRecord, { id: 'a' }).success).toBe(false);
    expect(z.safeParse(serverRecord, { status: 'ACTIVE' }).success).toBe(false);
  });
});
