import { browser } from '@/utils/browser';
import { requestAccess } from '@/utils/clouds/host-access';
import { typedMatchPattern } from '@/utils/clouds/host-patterns';
import { normalizeDashboardUrl } from '@/utils/dashboards/address';
import type { PageApi } from '@/utils/messaging/page-api';
import type { Request, RequestName } from '@/utils/messaging/page-requests';
import { send } from '@/utils/messaging/wire';
import { watchStored } from '@/utils/storage/areas';
import { dismissedOffers } from './dismissed-offers';
import { firstPaintCache } from './first-paint';
import { settingsUrl } from './settings-route';

/** They make the cached first paint outdated. */
const REQUESTS_THAT_CHANGE_CLOUDS: ReadonlySet<RequestName> = new Set(['saveCloud', 'removeCloud']);

/** The client of the background. Starts to load the module that reads storage. */
export function createPageApi(): PageApi {
  const lazyModule = import('./lazy');
  return {
    async send(name, request) {
      const reply = await send(name, request);
      if (REQUESTS_THAT_CHANGE_CLOUDS.has(name)) firstPaintCache.remove();
      if (reply.ok && name === 'replacePassword') dismissedOffers.add((request as Request<'replacePassword'>).cloudId);
      if (reply.ok && name === 'removeCloud') dismissedOffers.remove((request as Request<'removeCloud'>).cloudId);
      return reply;
    },
    firstPaintCache: firstPaintCache.get,
    saveFirstPaint: firstPaintCache.put,
    async snapshot() {
      const { readSnapshot, toProblem } = await lazyModule;
      try {
        return { ok: true, value: await readSnapshot() };
      } catch (error) {
        return { ok: false, problem: toProblem(error) };
      }
    },
    cached: async (place) => (await lazyModule).readPlace(place),
    // rejects for an address without a pattern
    requestAccess: (origins) => requestAccess(origins).catch(() => false),
    matchPatternOf: typedMatchPattern,
    async openSettings(target) {
      const openWith = typeof target === 'object' && 'openWith' in target ? `&${target.openWith}` : '';
      await browser.tabs.create({ url: settingsUrl(target) + openWith });
    },
    isOfferDismissed: dismissedOffers.has,
    dismissOffer: dismissedOffers.add,
    currentDashboard: async () => (await lazyModule).currentDashboard(),
    normalizeDashboardUrl,
    async versionAndShortcuts() {
      const commands = await browser.commands.getAll();
      const keyOf = (name: string) => commands.find((command) => command.name === name)?.shortcut || null;
      return {
        version: browser.runtime.getManifest().version,
        shortcuts: { popup: keyOf('_execute_action'), reopen: keyOf('reopen-last-console'), lock: keyOf('lock') },
      };
    },
    onLockChange: (run) => watchStored('session:lock-change', run),
    onActivity: (run) => watchStored('local:activity', run),
    close() {
      if (browser.extension.getViews({ type: 'popup' }).includes(window)) window.close();
    },
  };
}
