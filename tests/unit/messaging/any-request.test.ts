import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { like } from '@/tests/unit/support/like';
import { demoProfile } from '@/tests/unit/support/profile';
import { runs } from '@/tests/unit/support/runs';
import { dashboardRequests } from '@/utils/messaging/dashboard-schemas';
import { requests } from '@/utils/messaging/schemas';

const page = {
  root: 'https://horizon.example.org/horizon/',
  panel: 'project',
  userName: 'demo',
  projectName: 'demo',
  domainName: null,
  regionName: 'RegionOne',
};
const server = { id: '7f9d1cfe-0000-4000-8000-000000000000', name: 'web', check: true };
const place = { cloudId: 'c', projectId: 'p', region: 'r', serverId: 's', serverName: 'web', check: false };
const credential = { kind: 'password', password: 'p' };
const profile = demoProfile('https://keystone.example.org/v3', { regions: ['a', 'b'], computeUrl: 'https://n' });

/** Every field that some request has, so that each schema finds its own. */
const SAMPLE = {
  ...place,
  page,
  server,
  tab: { windowId: 3, cookies: 'private' },
  credential,
  profile,
  kind: 'open',
  requestId: 'request-1',
  wanted: { ...place, kind: 'open' },
  origins: ['https://nova.example.org/*'],
  verify: true,
  url: 'https://horizon.example.org/',
  root: 'https://horizon.example.org/',
  found: true,
  clouds: [{ profile, credential }, { profile }],
  cloudIds: ['a'],
  serverIds: [server.id],
  passphrase: 'a whole sentence',
  next: 'another sentence',
  minutes: 15,
};

describe('whatever is sent', () => {
  const schemas = Object.entries({ ...requests, ...dashboardRequests });

  it.each(schemas)('%s is taken or refused, and taken again as what it was taken for', (_, schema) => {
    fc.assert(
      fc.property(
        fc.oneof({ arbitrary: like(SAMPLE), weight: 4 }, fc.anything({ withNullPrototype: true })),
        (data) => {
          const parsed = schema.safeParse(data);
          if (!parsed.success) return;
          expect(schema.safeParse(parsed.data)).toEqual(parsed);
          expect(Object.getPrototypeOf(parsed.data)).toBe(Object.prototype);
        },
      ),
      { numRuns: runs(50) },
    );
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
