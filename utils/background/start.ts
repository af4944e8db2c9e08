import { browser, browserName } from '@/utils/browser';
import { fetchWithHostAccess, onAccessGranted, onAccessRemoved } from '@/utils/clouds/host-access';
import { logStorageChange } from '@/utils/log';
import { serve } from '@/utils/messaging/gate';
import { onPolicyChanged } from '@/utils/policy/policy';
import { onAreaChanged } from '@/utils/sync/area';
import { type BackgroundWorker, createWorker } from './worker';

/** Call it synchronously when the worker starts. */
export function startBackground(): void {
  const worker = createWorker({
    fetch: fetchWithHostAccess,
    now: () => Date.now(),
    browserName: browserName(navigator.userAgent),
    version: browser.runtime.getManifest().version,
  });
  // Before the first await: later listeners miss the event that started the worker.
  listen(worker);
  void closeStorageToContentScripts();
  void worker.start();
}

function listen({
  routes,
  dashboards,
  pendingActions,
  vaultLock,
  autoLock,
  sync,
  applyPolicy,
}: BackgroundWorker): void {
  serve(routes);
  onAccessGranted((origins) => {
    void pendingActions.performIfGranted();
    void dashboards.granted(origins);
  });
  onAccessRemoved(() => void dashboards.revoked());
  // An update drops registered scripts; open tabs keep the old one.
  browser.runtime.onInstalled.addListener(() => void dashboards.restore({ openTabs: 'all' }));
  browser.runtime.onStartup.addListener(() => void dashboards.restore({ openTabs: 'none' }));
  browser.commands.onCommand.addListener((command) => {
    if (command === 'reopen-last-console') void pendingActions.perform({ kind: 'reopen' });
    if (command === 'lock') void vaultLock.lock();
  });
  autoLock.listen(vaultLock.lock);
  onAreaChanged(() => void sync.reconcile());
  onPolicyChanged(() => void applyPolicy());
  if (import.meta.env.MODE === 'development') {
    browser.storage.onChanged.addListener((changes, area) => {
      for (const key of Object.keys(changes)) logStorageChange(area, key);
    });
  }
}

/** Not available in Firefox; neither area holds a secret. */
async function closeStorageToContentScripts(): Promise<void> {
  const { local, sync } = browser.storage;
  const level = { accessLevel: 'TRUSTED_CONTEXTS' } as const;
  await Promise.allSettled([local, sync].map((area) => area.setAccessLevel?.(level)));
}
