import { browser } from '@/utils/browser';
import { requestAccess } from '@/utils/clouds/host-access';
import { typedOriginPattern } from '@/utils/clouds/host-patterns';
import { dashboardAddress } from '@/utils/dashboards/address';
import { send } from '@/utils/messaging/client';
import type { PageApi } from '@/utils/messaging/page-api';
import type { Request, RequestName } from '@/utils/messaging/page-requests';
import { activityItem, lockMark } from '@/utils/storage/signals';
import { settledOffers } from './dismissed-offers';
import { lastSight } from './first-paint';
import { settingsUrl } from './settings-route';

/** What a popup showed before one of these is not to be shown again. */
const CHANGES_CLOUDS: ReadonlySet<RequestName> = new Set(['saveCloud', 'removeCloud']);

/** The real {@link PageApi}, for the entrypoints of extension pages. */
export function createPageApi(): PageApi {
  const reading = import('./lazy');
  return {
    async send(name, request) {
      const reply = await send(name, request);
      if (CHANGES_CLOUDS.has(name)) lastSight.forget();
      if (reply.ok && name === 'restrictSignIn') settledOffers.add((request as Request<'restrictSignIn'>).cloudId);
      if (reply.ok && name === 'removeCloud') settledOffers.forget((request as Request<'removeCloud'>).cloudId);
      return reply;
    },
    lastSight: lastSight.get,
    keepSight: lastSight.put,
    snapshot: async () => (await reading).readSnapshot(),
    cached: async (place) => (await reading).readPlace(place),
    // A browser that will not even ask, as for an address no pattern can name, has not allowed it.
    requestAccess: (origins) => requestAccess(origins).catch(() => false),
    originOf: typedOriginPattern,
    async openSettings(target) {
      const aim = typeof target === 'object' && 'aim' in target ? `&${target.aim}` : '';
      await browser.tabs.create({ url: settingsUrl(target) + aim });
    },
    offerSettled: settledOffers.has,
    settleOffer: settledOffers.add,
    dashboardHere: async () => (await reading).dashboardHere(),
    dashboardAddress,
    async about() {
      const commands = await browser.commands.getAll();
      const keyOf = (name: string) => commands.find((command) => command.name === name)?.shortcut || null;
      return {
        version: browser.runtime.getManifest().version,
        shortcuts: { popup: keyOf('_execute_action'), reopen: keyOf('reopen-last-console'), lock: keyOf('lock') },
      };
    },
    onLockChange: (run) => lockMark.watch(run),
    onActivity: (run) => activityItem.watch(run),
    close() {
      if (browser.extension.getViews({ type: 'popup' }).includes(window)) window.close();
    },
  };
}
