import fc from 'fast-check';
import { mergeRecords, type Register, type SyncRecord } from '@/utils/sync/record';
import type { Stamp } from '@/utils/sync/stamp';

/** Few times, browsers and values, so that they meet often. */
const stamp: fc.Arbitrary<Stamp> = fc.tuple(fc.nat({ max: 6 }), fc.constantFrom('aaaaaaaa', 'bbbbbbbb', 'cccccccc'));
const value = fc.constantFrom<unknown>('x', 'y', null, true, { id: '1' }, { name: 'a', domain: { id: '1' } });
const register: fc.Arbitrary<Register> = fc
  .tuple(value, stamp)
  .map(([held, [at, browserId]]): Register => [held, at, browserId]);

/** What a browser may hold of a cloud: any fields, any removal, in the form that merging leaves. */
export const record: fc.Arbitrary<SyncRecord> = fc
  .record({
    fields: fc.dictionary(fc.constantFrom('name', 'color', 'signIn', 'later'), register, { noNullPrototype: true }),
    removed: fc.option(stamp, { nil: undefined }),
  })
  .map(({ fields, removed }): SyncRecord => {
    const one: SyncRecord = { v: 1, fields, ...(removed !== undefined && { removed }) };
    return mergeRecords(one, one);
  });
