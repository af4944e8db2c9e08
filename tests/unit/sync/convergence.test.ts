import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demoProfile } from '@/tests/unit/support/profile';
import { forAnyAsync } from '@/tests/unit/support/runs';
import { canonicalJson } from '@/utils/clouds/compare';
import type { CloudProfile } from '@/utils/clouds/profile';
import { OneBrowser, SyncAccount } from './browsers';

type Step = { at: number; wait: number; away: boolean } & (
  | { do: 'add' | 'remove' | 'bring back' | 'reconcile'; cloud: number }
  | { do: 'edit'; cloud: number; change: Partial<CloudProfile> }
);

const change = fc.constantFrom<Partial<CloudProfile>>(
  { name: 'One' },
  { name: 'Two' },
  { color: '#111111' },
  { production: true },
  { region: 'RegionOne' },
  { authUrl: 'https://other.example.org/v3' },
);
const step: fc.Arbitrary<Step> = fc
  .record({
    at: fc.nat({ max: 2 }),
    wait: fc.nat({ max: 3 }),
    away: fc.boolean(),
    do: fc.constantFrom('add', 'edit', 'edit', 'remove', 'bring back', 'reconcile'),
    cloud: fc.nat({ max: 2 }),
    change,
  })
  .map((drawn) => drawn as Step);

async function perform(browser: OneBrowser, todo: Step): Promise<void> {
  const id = `cloud-${todo.cloud}`;
  browser.now += todo.wait;
  // Changes of a browser that is offline are synced later.
  browser.allowed = !todo.away;
  const authUrl = `https://keystone-${todo.cloud}.example.org/v3`;
  if (todo.do === 'add') await browser.save(demoProfile(authUrl, { id }));
  if (todo.do === 'edit') await browser.edit(id, todo.change);
  if (todo.do === 'remove') await browser.remove(id);
  if (todo.do === 'bring back') await browser.use(() => browser.sync.resolveRemoval(id, 'restore'));
  if (todo.do === 'reconcile') await browser.reconcile();
  browser.allowed = true;
}

describe('three browsers', () => {
  it('end with the same clouds, whatever is done in them in which order, and then write no more', async () => {
    await forAnyAsync(60, fc.array(step, { maxLength: 14 }), async (steps) => {
      const account = new SyncAccount();
      // Their clocks disagree.
      const browsers = [0, 5, -3].map((off) => new OneBrowser(account, 1_700_000_000_000 + off));
      for (const browser of browsers) await browser.turnOn();
      for (const todo of steps) {
        const browser = browsers[todo.at];
        if (browser !== undefined) await perform(browser, todo);
      }
      for (let round = 0; round < 2; round += 1) for (const browser of browsers) await browser.reconcile();
      const { writes } = account;
      for (const browser of browsers) await browser.reconcile();
      expect(account.writes).toBe(writes);
      const [first, ...others] = await Promise.all([
        await seen(browsers[0]),
        await seen(browsers[1]),
        await seen(browsers[2]),
      ]);
      for (const other of others) expect(other).toEqual(first);
    });
  });
});

/**
 * What a browser has, but for the order and for what is each browser's own: that is the id, too, where two browsers have
 * set up by themselves what is the same cloud.
 */
async function seen(browser: OneBrowser | undefined): Promise<string[]> {
  const clouds = (await browser?.clouds()) ?? [];
  return clouds.map(({ remember: _, id: __, ...shared }) => canonicalJson(shared)).sort();
}
