// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import type { CurrentDashboard } from '@/utils/messaging/views';
import { type FakeHandlers, failed, ok } from '../fake-page-api';
import { button, click, text } from '../render';
import { drawPopup } from './open-popup';

const ROOT = 'https://horizon.example.org/horizon/';
const HERE: CurrentDashboard = {
  ...{ root: ROOT, kind: 'horizon', enabled: false, isCloudSaved: false, hasNormalCookies: true, missingAccess: [] },
};

/** A popup on a tab that shows a dashboard; what it shows of it can change. */
async function popupOn(here: CurrentDashboard, handlers: FakeHandlers = {}) {
  const seen = { ...here };
  const done = () => ok(null);
  const answers = { queueUntilGranted: done, resumePending: done, dismissNotice: done, ...handlers };
  return { seen, api: await drawPopup(answers, { currentDashboard: async () => ({ ...seen }) }) };
}

it('enables a dashboard once: what the background does is not repeated', async () => {
  const { api, seen } = await popupOn(HERE, {
    resumePending: () => {
      seen.enabled = true;
      return ok(null);
    },
  });
  await click(button('Enable on this dashboard'));
  const pendingAction = { kind: 'enable', url: ROOT, dashboard: 'horizon' };
  expect(api.sent[0]).toMatchObject({ name: 'queueUntilGranted', request: { pendingAction } });
  expect(api.calls).toEqual(['send:queueUntilGranted', 'requestAccess', 'send:resumePending']);
  expect(button('Save this cloud')).toBeDefined();
});

it('says why a dashboard could not be enabled, once', async () => {
  const { api } = await popupOn(HERE, { resumePending: () => ok({ code: 'NETWORK', facts: {} }) });
  await click(button('Enable on this dashboard'));
  expect(text('[role=alert]')).toContain('The cloud cannot be reached.');
  expect(api.calls.at(-1)).toBe('send:dismissNotice');
});

it('offers access to the hosts that consoles need, and to save the cloud before and after that', async () => {
  const { api, seen } = await popupOn({ ...HERE, enabled: true, missingAccess: ['https://nova.example.org/*'] });
  api.requestAccess = async (origins) => {
    expect(origins).toEqual(['https://nova.example.org/*']);
    seen.missingAccess = [];
    return true;
  };
  expect(text('.dashboard')).toContain('nova.example.org');
  expect(button('Save this cloud')).toBeDefined();
  await click(button('Allow access'));
  await click(button('Save this cloud'));
  expect(api.opened).toEqual([{ dashboard: ROOT }]);
});

it.each<[string, Partial<CurrentDashboard>]>([
  ['shows nothing for a dashboard that is enabled and saved', { isCloudSaved: true }],
  ['does not offer to save the cloud of a login that the extension cannot read', { hasNormalCookies: false }],
])('%s', async (_, here) => {
  await popupOn({ ...HERE, enabled: true, ...here }, { listServers: () => failed('NETWORK') });
  expect(text('.dashboard')).toBeNull();
});
