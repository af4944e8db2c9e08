import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forAny } from '@/tests/unit/support/runs';
import { emptyRecord, mergeRecords, parseRecord, recordValues, removeRecord, setFields } from '@/utils/sync/record';
import { nextStamp } from '@/utils/sync/stamp';
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

  it('refuses a time too far ahead, so that there is always a later one', () => {
    const at = (time: number) => ({ v: 1, fields: { name: ['North', time, 'aaaaaaaa'] } });
    const decades = Date.now() + 50 * 365 * 24 * 3600_000;
    for (const known of [0, 1.8e12, decades]) {
      expect(parseRecord(at(known))).toEqual(at(known));
      const [next] = nextStamp(1.8e12, known, 'bbbbbbbb');
      expect(parseRecord(at(next))).toEqual(at(next));
    }
    for (const strange of [8.64e15, Number.MAX_SAFE_INTEGER, decades * 3]) expect(parseRecord(at(strange))).toBeNull();
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
