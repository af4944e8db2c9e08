import { PopupPage } from '@/components/popup/popup-page';
import type { Snapshot } from '@/utils/messaging/page-api';
import { fakeClouds, fakeProjects, fakeView } from '../fake-data';
import { type FakeHandlers, type FakePageApi, fakePageApi, ok, type Rest } from '../fake-page-api';
import { draw } from '../render';

export const KNOWN_PLACE = { cloudId: 'cloud-north', projectId: 'p-demo', region: 'RegionOne' };
export const KNOWN: Partial<Snapshot> = {
  ...{ clouds: fakeClouds, lastPlace: KNOWN_PLACE, projects: fakeProjects, servers: fakeView() },
};

/** Draws a popup that knows a place and its servers, unless the test says otherwise. */
export async function drawPopup(handlers: FakeHandlers = {}, rest: Rest = { state: KNOWN }): Promise<FakePageApi> {
  const answers = { listProjects: () => ok(fakeProjects), listServers: () => ok(fakeView()), ...handlers };
  const api = fakePageApi(answers, rest);
  await draw(api, <PopupPage />);
  return api;
}
