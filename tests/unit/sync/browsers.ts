import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { applyExternalChange } from '@/utils/accounts/external-change';
import type { CloudProfile } from '@/utils/clouds/profile';
import { deleteCloud, findCloud, listClouds, putClouds } from '@/utils/storage/clouds';
import { createSync } from '@/utils/sync/sync';

type Items = Record<string, unknown>;

/** The `storage.sync` that the browsers of one user share. */
export class SyncAccount {
  items: Items = {};
  writes = 0;
}

/**
 * One browser of the user: a `storage.local` and `storage.session` of its own, and the account's `storage.sync`. The
 * fake browser is one at a time: `use` puts this one in.
 */
export class OneBrowser {
  readonly account: SyncAccount;
  readonly removed: string[] = [];
  /** ids of clouds that lost their secret here */
  readonly secretsRemoved: string[] = [];
  now: number;
  allowed = true;
  managed = new Set<string>();
  private local: Items = {};
  private session: Items = {};

  constructor(account: SyncAccount, now = 1_700_000_000_000) {
    this.account = account;
    this.now = now;
  }

  readonly sync = createSync({
    applyExternalChange: (cloudId, say) =>
      applyExternalChange(
        {
          sessions: { endTokens: async () => [], revoke: async () => 'revoked' },
          vault: {
            assertUnlocked: async () => undefined,
            get: async () => null,
            put: async () => {},
            remove: async (id) => {
              if ((await findCloud(id)) !== null) this.secretsRemoved.push(id);
            },
          },
        },
        cloudId,
        say,
      ),
    remove: async (cloudId) => {
      this.removed.push(cloudId);
      await deleteCloud(cloudId);
    },
    policy: { allowsSync: async () => this.allowed, managedIds: async () => this.managed },
    now: () => this.now,
  });

  /** Runs `act` in this browser. */
  async use<T>(act: () => Promise<T>): Promise<T> {
    await fakeBrowser.storage.local.clear();
    await fakeBrowser.storage.session.clear();
    await fakeBrowser.storage.local.set(this.local);
    await fakeBrowser.storage.session.set(this.session);
    const { account } = this;
    vi.spyOn(fakeBrowser.storage.sync, 'get').mockImplementation(async () => structuredClone(account.items));
    vi.spyOn(fakeBrowser.storage.sync, 'set').mockImplementation(async (items) => {
      account.writes += 1;
      // Chromium hands objects back with their keys in order.
      Object.assign(account.items, JSON.parse(JSON.stringify(sorted(items))));
    });
    vi.spyOn(fakeBrowser.storage.sync, 'remove').mockImplementation(async (keys) => {
      for (const key of [keys].flat() as string[]) delete account.items[key];
    });
    try {
      return await act();
    } finally {
      this.local = await fakeBrowser.storage.local.get();
      this.session = await fakeBrowser.storage.session.get();
    }
  }

  turnOn = () => this.use(() => this.sync.setEnabled(true));
  reconcile = () => this.use(() => this.sync.reconcile());
  view = () => this.use(() => this.sync.view());
  clouds = () => this.use(listClouds);
  find = (id: string) => this.use(() => findCloud(id));

  /** As the settings do: stored, then synced. */
  save = (profile: CloudProfile) =>
    this.use(async () => {
      await putClouds([profile]);
      await this.sync.reconcile();
    });

  edit = async (id: string, change: Partial<CloudProfile>) => {
    const before = await this.find(id);
    if (before !== null) await this.save({ ...before, ...change });
  };

  remove = (id: string) =>
    this.use(async () => {
      await this.sync.recordRemoval(id);
      await deleteCloud(id);
      await this.sync.reconcile();
    });
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, sorted(part)]),
  );
}
