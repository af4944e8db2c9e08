// @vitest-environment happy-dom
import '@/tests/unit/setup/i18n';
import { afterEach, expect, it } from 'vitest';
import { PopupPage } from '@/components/popup/popup-page';
import { failed, fakePageApi, ok } from '@/tests/unit/components/fake-page-api';
import { button, click, close, draw, text } from '@/tests/unit/components/render';
import type { CurrentDashboard } from '@/utils/messaging/views';

const ROOT = 'https://horizon.example.org/horizon/';
const HERE: CurrentDashboard = {
  root: ROOT,
  kind: 'horizon',
  enabled: false,
  saved: false,
  readable: true,
  missing: [],
};

/** A popup on a tab that shows a dashboard; what it shows of it can change. */
function popupOn(here: CurrentDashboard, handlers: Parameters<typeof fakePageApi>[0] = {}) {
  const seen = { ...here };
  const all = {
    queueUntilGranted: () => ok(null),
    resumePending: () => ok(null),
    dismissNotice: () => ok(null),
    ...handlers,
  };
  return { seen, api: fakePageApi(all, { currentDashboard: async () => ({ ...seen }) }) };
}

afterEach(close);

it('enables a dashboard once: what the background does is not repeated', async () => {
  const { api, seen } = popupOn(HERE, {
    resumePending: () => {
      seen.enabled = true;
      return ok(null);
    },
  });
  await draw(api, <PopupPage />);
  await click(button('Enable on this dashboard'));
  const pendingAction = { kind: 'enable', url: ROOT, dashboard: 'horizon' };
  expect(api.sent[0]).toMatchObject({ name: 'queueUntilGranted', request: { pendingAction } });
  expect(api.calls).toEqual(['send:queueUntilGranted', 'requestAccess', 'send:resumePending']);
  expect(button('Save this cloud')).toBeDefined();
});

it('says why a dashboard could not be enabled, once', async () => {
  const { api } = popupOn(HERE, { resumePending: () => ok({ code: 'NETWORK', facts: {} }) });
  await draw(api, <PopupPage />);
  await click(button('Enable on this dashboard'));
  expect(text('[role=alert]')).toContain('The cloud cannot be reached.');
  expect(api.calls.at(-1)).toBe('send:dismissNotice');
});

it('offers access to the hosts that consoles need, and to save the cloud before and after that', async () => {
  const { api, seen } = popupOn({ ...HERE, enabled: true, missing: ['https://nova.example.org/*'] });
  api.requestAccess = async (origins) => {
    expect(origins).toEqual(['https://nova.example.org/*']);
    seen.missing = [];
    return true;
  };
  await draw(api, <PopupPage />);
  expect(text('.dashboard')).toContain('nova.example.org');
  expect(button('Save this cloud')).toBeDefined();
  await click(button('Allow access'));
  await click(button('Save this cloud'));
  expect(api.opened).toEqual([{ dashboard: ROOT }]);
});

it('shows nothing for a dashboard that is enabled and saved', async () => {
  const { api } = popupOn({ ...HERE, enabled: true, saved: true }, { listServers: () => failed('NETWORK') });
  await draw(api, <PopupPage />);
  expect(text('.dashboard')).toBeNull();
});

it('does not offer to save the cloud of a login that the extension cannot read', async () => {
  const { api } = popupOn({ ...HERE, enabled: true, readable: false }, { listServers: () => failed('NETWORK') });
  await draw(api, <PopupPage />);
  expect(text('.dashboard')).toBeNull();
});
