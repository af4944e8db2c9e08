import fc from 'fast-check';
import { createStore, set } from 'idb-keyval';
import { describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { malformed } from '@/tests/unit/support/malformed';
import { forAny, forAnyAsync } from '@/tests/unit/support/runs';
import { SAMPLES } from '@/tests/unit/support/stored-samples';
import { parsePolicy } from '@/utils/policy/parse-policy';
import { parseRecord } from '@/utils/sync/record';

const AUTH = 'https://keystone.example.org/v3';
const cache = createStore('cache', 'records');

async function plant(area: string, key: string, record: unknown): Promise<void> {
  if (area === 'cache') await set(key, record, cache);
  else await fakeBrowser.storage[area as 'local' | 'session' | 'sync'].set({ [key]: record });
}

describe('whatever the storage holds', () => {
  it.each(Object.keys(SAMPLES))('%s is read, or taken for missing', async (name) => {
    const { id, sample, read } = SAMPLES[name as keyof typeof SAMPLES];
    const [area = '', key] = name.split(':');
    const isVersioned = area !== 'sync';
    const records = isVersioned
      ? fc.oneof(
          malformed(sample).map((value) => ({ v: 1, value })),
          malformed({ v: 1, value: sample }),
        )
      : malformed(sample);
    await forAnyAsync(50, records, async (record) => {
      // What a newer release stored is left alone: see stored-item.test.ts.
      fc.pre(!isVersioned || !(Number((record as { v?: unknown } | null)?.v) > 1));
      await plant(area, id === undefined ? `${key}` : `${key}:${id}`, record);
      await read();
    });
  });

  it('what another browser has synced is a record, a newer one, or none', () => {
    const sample = { v: 1, removed: [1, '0123abcd'], fields: { name: ['North', 1, '0123abcd'] } };
    forAny(200, malformed(sample), (value) => {
      const record = parseRecord(value);
      if (record !== null && record !== 'newer')
        expect(Object.keys(record)).toEqual(expect.arrayContaining(['fields']));
    });
  });

  it('what an administrator has set up makes clouds that can be used, and says of the rest what is wrong', () => {
    const clouds = [{ id: 'a', name: 'North', authUrl: AUTH, region: 'r', production: true }];
    forAny(200, malformed({ clouds, disableSync: true, maxAutoLockMinutes: 5 }), (value) => {
      const { presets, problems } = parsePolicy(value);
      for (const { name, authUrl } of presets) expect([typeof name, typeof authUrl]).toEqual(['string', 'string']);
      expect(Array.isArray(problems)).toBe(true);
    });
  });
});
