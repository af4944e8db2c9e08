import { SettingsPage } from '@/components/settings/settings-page';
import type { CloudView } from '@/utils/messaging/views';
import { type FakeHandlers, type FakePageApi, fakePageApi, ok, type Rest } from '../fake-page-api';
import { draw } from '../render';

/** Draws the settings at this place of their address, with these clouds unless the test answers otherwise. */
export async function openSettings(
  { clouds = [], hash = '#' }: { clouds?: CloudView[]; hash?: string } = {},
  handlers: FakeHandlers = {},
  rest: Rest = {},
): Promise<FakePageApi> {
  history.replaceState(null, '', hash);
  const vaultState = () => ok({ exists: false, locked: false, autoLockMinutes: 15, retryAt: null });
  const api = fakePageApi({ listClouds: () => ok(clouds), vaultState, ...handlers }, rest);
  await draw(api, <SettingsPage />);
  return api;
}
