import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { malformed } from '@/tests/unit/support/malformed';
import { forAny } from '@/tests/unit/support/runs';
import { dashboardRequests } from '@/utils/messaging/dashboard-requests';
import { requests } from '@/utils/messaging/page-requests';
import { SAMPLE } from './sample';

describe('whatever is sent', () => {
  const schemas = Object.entries({ ...requests, ...dashboardRequests });

  it.each(schemas)('%s has its fields in the sample', (_, schema) => {
    expect(schema.safeParse(SAMPLE)).toMatchObject({ success: true });
  });

  it.each(schemas)('%s is taken or refused, and taken again as what it was taken for', (_, schema) => {
    forAny(
      50,
      fc.oneof({ arbitrary: malformed(SAMPLE), weight: 4 }, fc.anything({ withNullPrototype: true })),
      (data) => {
        const parsed = schema.safeParse(data);
        if (!parsed.success) return;
        expect(schema.safeParse(parsed.data)).toEqual(parsed);
        expect(Object.getPrototypeOf(parsed.data)).toBe(Object.prototype);
      },
    );
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
