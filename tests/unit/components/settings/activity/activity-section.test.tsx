// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { ActivitySection } from '@/components/settings/activity/activity-section';
import { fakePageApi, ok } from '@/tests/unit/components/fake-page-api';
import { button, click, draw, text } from '@/tests/unit/components/render';
import type { ActivityView } from '@/utils/messaging/views';

const ENTRY = { at: 1_700_000_000_000, cloudOrHost: 'North', serverName: 'web-01' } as const;

it('shows what is added while it is open, and disappears once it is cleared, here or elsewhere', async () => {
  let entries: ActivityView[] = [];
  const api = fakePageApi({
    listActivity: () => ok(entries),
    clearActivity: () => {
      entries = [];
      notify();
      return ok(null);
    },
  });
  const notify = () => {
    for (const run of api.activityListeners) run();
  };
  await draw(api, <ActivitySection />);
  expect(text('.activity')).toBeNull();
  entries = [{ ...ENTRY, via: 'redirect', outcome: 'opened' }];
  notify();
  await expect.poll(() => text('.activity')).toContain("North: by Horizon's own link");
  entries = [{ ...ENTRY, via: 'none', outcome: 'DASHBOARD_NEEDS_CLOUD' }, ...entries];
  notify();
  await expect.poll(() => text('.activity')).toMatch(/web-01North[A-Z]/);
  await click(button('Clear the list'));
  await expect.poll(() => text('.activity')).toBeNull();
});
