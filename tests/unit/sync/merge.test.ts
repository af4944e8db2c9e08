import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forAny } from '@/tests/unit/support/runs';
import { boundedRecord } from '@/utils/sync/limits';
import {
  emptyRecord,
  mergeRecords,
  parseRecord,
  recordValues,
  removeRecord,
  type SyncRecord,
  setFields,
} from '@/utils/sync/record';
import { acceptedOf } from '@/utils/sync/replica';
import { latestAccepted, nextStamp } from '@/utils/sync/stamp';
import { record } from './arbitraries';

describe('merging two records of a cloud', () => {
  it('is commutative, associative and idempotent', () => {
    forAny(2000, record, record, record, (a, b, c) => {
      expect(mergeRecords(a, b)).toEqual(mergeRecords(b, a));
      expect(mergeRecords(mergeRecords(a, b), c)).toEqual(mergeRecords(a, mergeRecords(b, c)));
      expect(mergeRecords(a, a)).toEqual(a);
      expect(mergeRecords(mergeRecords(a, b), b)).toEqual(mergeRecords(a, b));
    });
  });

  it('takes the latest value of each field', () => {
    const both = setFields(emptyRecord(), { name: 'North', color: '#111111' }, [1, 'aaaaaaaa']);
    const renamed = setFields(both, { name: 'South' }, [2, 'aaaaaaaa']);
    const painted = setFields(both, { color: '#222222' }, [3, 'bbbbbbbb']);
    expect(recordValues(mergeRecords(renamed, painted))).toEqual({ name: 'South', color: '#222222' });
  });

  it.each([0, 5_000, 25 * 3600_000, 50 * 365 * 24 * 3600_000])(
    'takes no time so far ahead that there is no later one; taken ones are taken again with a clock %d ms behind',
    (behind) => {
      const now = 1.8e12;
      const at = (time: number): SyncRecord => ({ v: 1, fields: { name: ['North', time, 'aaaaaaaa'] } });
      const replica = { browserId: 'bbbbbbbb', entries: {}, removed: [] };
      for (const time of [0, now, latestAccepted(now, 0) - 1, latestAccepted(now, 0)]) {
        expect(parseRecord(at(time))).toEqual(at(time));
        expect(acceptedOf({ c: at(time) }, replica, now)).toEqual({ c: at(time) });
        const [next] = nextStamp(now, time, 'bbbbbbbb');
        const known = { ...replica, entries: { c: { cloudId: 'c', record: at(next) } } };
        expect(acceptedOf({ c: at(next), d: at(time) }, known, now - behind)).toEqual({ c: at(next), d: at(time) });
      }
      for (const strange of [latestAccepted(now, 0) + 1, 8.64e15, Number.MAX_SAFE_INTEGER])
        expect(acceptedOf({ c: at(strange) }, replica, now)).toEqual({ c: emptyRecord() });
    },
  );

  it('keeps of unknown fields the first ten by name, whatever the order of merges', () => {
    const names = Array.from({ length: 30 }, (_, at) => `x${String.fromCharCode(97 + (at % 26))}${at > 25 ? 'z' : ''}`);
    const unknown = (name: string): SyncRecord => ({ v: 1, fields: { [name]: ['x', 1, 'aaaaaaaa'] } });
    const merged = (order: string[]) =>
      order.reduce((all, name) => boundedRecord(mergeRecords(all, unknown(name))), emptyRecord());
    expect(Object.keys(merged(names).fields).sort()).toEqual([...names].sort().slice(0, 10));
    expect(merged([...names].reverse())).toEqual(merged(names));
    const long = { v: 1 as const, fields: { later: ['x'.repeat(600), 1, 'aaaaaaaa'] as [string, number, string] } };
    expect(boundedRecord(long).fields).toEqual({});
  });

  it('a removal drops values that were set before it, and none that were set after', () => {
    const before = setFields(emptyRecord(), { name: 'North', color: '#111111' }, [1, 'aaaaaaaa']);
    const gone = removeRecord(before, [2, 'aaaaaaaa']);
    expect(recordValues(gone)).toEqual({});
    const back = setFields(gone, { name: 'North', color: '#111111' }, [3, 'bbbbbbbb']);
    expect(recordValues(mergeRecords(back, gone))).toEqual({ name: 'North', color: '#111111' });
  });
});

describe('reading an item', () => {
  it('reads a record again after it was stored as JSON', () => {
    forAny(100, record, (one) => {
      expect(parseRecord(JSON.parse(JSON.stringify(one)))).toEqual(one);
    });
  });

  it('distinguishes a record of a newer release from anything else', () => {
    expect(parseRecord({ v: 2, whatever: true })).toBe('newer');
    for (const junk of [null, 1, 'x', [], {}, { v: '2' }, { v: 1 }, { v: 1, fields: { name: ['x', -1, 'aaaaaaaa'] } }])
      expect(parseRecord(junk)).toBeNull();
  });

  it('never throws', () => {
    forAny(1000, fc.anything(), (value) => {
      const parsed = parseRecord(value);
      expect(parsed === null || parsed === 'newer' || parsed.v === 1).toBe(true);
    });
  });
});
