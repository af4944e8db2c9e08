import { browser } from '@/utils/browser';
import { typedOriginPattern } from '@/utils/clouds/hosts';
import { requestAccess } from '@/utils/clouds/permissions';
import { send } from '@/utils/messaging/client';
import type { PageApi } from '@/utils/messaging/page-api';
import { readPlace, readSnapshot } from './snapshot';

/** The real {@link PageApi}, for the entrypoints of extension pages. */
export function createPageApi(): PageApi {
  return {
    send,
    snapshot: readSnapshot,
    cached: readPlace,
    // A browser that will not even ask, as for an address no pattern can name, has not allowed it.
    requestAccess: (origins) => requestAccess(origins).catch(() => false),
    originOf: typedOriginPattern,
    async openSettings(target) {
      const page = new URL('options.html', browser.runtime.getURL('/'));
      page.hash = target === undefined ? '' : target === 'new' ? 'new' : `cloud=${target.cloudId}`;
      await browser.tabs.create({ url: page.href });
    },
    async about() {
      const commands = await browser.commands.getAll();
      const keyOf = (name: string) => commands.find((command) => command.name === name)?.shortcut || null;
      return {
        version: browser.runtime.getManifest().version,
        shortcuts: { popup: keyOf('_execute_action'), reopen: keyOf('reopen-last-console') },
      };
    },
    close() {
      if (browser.extension.getViews({ type: 'popup' }).includes(window)) window.close();
    },
  };
}
