/**
 * Everything that the extension stores, by area and key: types allow nothing else, but for `sync` (utils/sync/area.ts).
 * Only types are imported, so no bundle has the texts.
 */
export const STORED = {
  'local:clouds': {
    ...{ version: 1, secret: false, until: 'the user removes the cloud', readme: 'clouds' },
    holds: 'profiles of the clouds, in the order in which they were added',
  },
  'local:dashboards': {
    ...{ version: 1, secret: false, until: 'the user disables the dashboard', readme: 'dashboards you enabled' },
    holds: 'dashboards that the user enabled',
  },
  'local:disabled-dashboards': {
    ...{ version: 1, secret: false, until: 'the user enables the dashboard', readme: 'addresses of dashboards' },
    holds: 'roots of dashboards that the user disabled; at most 100',
  },
  'local:last-place': {
    ...{
      version: 1,
      secret: false,
      until: 'the user removes the cloud',
      readme: 'the place and the console chosen last',
    },
    holds: 'project and region chosen last on each cloud',
  },
  'local:last-console': {
    ...{ version: 1, secret: false, until: 'its owner is removed', readme: 'the place and the console chosen last' },
    holds: 'the server whose console was opened last, without the URL',
  },
  'local:activity': {
    ...{ version: 1, secret: false, until: 'the user clears the list', readme: 'dashboards you enabled' },
    holds: 'the last 50 consoles that were asked for: when, where, how, outcome',
  },
  'local:sync': {
    ...{ version: 1, secret: false, until: 'half a year after a cloud was removed', readme: 'clouds' },
    holds: 'what this browser knows of the synced clouds, removed ones too',
  },
  'local:unfinished-clouds': {
    ...{ version: 1, secret: false, until: 'the change is finished or undone', readme: 'clouds' },
    holds: 'ids of clouds that are being added, changed or removed; host access still to give back',
  },
  'local:app-credential-journal': {
    ...{ version: 1, secret: false, until: 'it is in use or deleted', readme: 'the name and user of an application' },
    holds: 'application credentials that are being created, or are to be deleted; no secrets of theirs',
  },
  'local:auto-lock-minutes': {
    ...{ version: 1, secret: false, until: 'the extension is removed', readme: 'when to lock' },
    holds: 'minutes without use after which the vault locks; 0: never',
  },
  'local:passphrase-attempts': {
    ...{ version: 1, secret: false, until: 'the right passphrase', readme: 'when to lock' },
    holds: 'wrong passphrases in a row, and when the last one was tried',
  },
  'session:credentials': {
    ...{ version: 1, per: 'cloud', secret: true, until: 'the browser closes', readme: 'password or application' },
    holds: 'credentials that are stored until the browser closes',
  },
  'session:tokens': {
    ...{ version: 1, per: 'cloud', secret: true, until: 'the token expires', readme: 'tokens' },
    holds: 'tokens by project, with the endpoints of their catalogs',
  },
  'session:receipts': {
    ...{ version: 1, per: 'cloud', secret: true, until: 'the receipt expires', readme: 'a receipt' },
    holds: 'receipts of sign-ins that still need a passcode',
  },
  'session:refusals': {
    ...{ version: 1, secret: false, until: 'the browser closes', readme: 'what a restarted' },
    holds: 'refused passwords and other secrets: a hash with a random key, the error, how often; at most 200',
  },
  'session:revocations': {
    ...{ version: 1, secret: true, until: 'the cloud has revoked the token', readme: 'tokens' },
    holds: 'tokens that are still to be revoked',
  },
  'session:vault-key': {
    ...{ version: 1, secret: true, until: 'the vault locks', readme: 'the same, *On this device, locked' },
    holds: 'the key of the unlocked vault',
  },
  'session:vault-last-used': {
    ...{ version: 1, secret: false, until: 'the browser closes', readme: 'when to lock' },
    holds: 'when the unlocked vault was last used',
  },
  'session:cloud-capabilities': {
    ...{ version: 1, secret: false, until: 'the browser closes', readme: 'what a restarted' },
    holds: 'what compute endpoints can do: microversion, paging; at most 200',
  },
  'session:console-types': {
    ...{ version: 1, secret: false, until: 'the browser closes', readme: 'what a restarted' },
    holds: 'the console type of servers that do not offer the best one; at most 200',
  },
  'session:console-tabs': {
    ...{ version: 1, secret: false, until: 'the browser closes', readme: 'what a restarted' },
    holds: 'tabs that show consoles: server, and a hash of origin and path; at most 100',
  },
  'session:pending-action': {
    ...{ version: 1, secret: false, until: 'it is done, at most two minutes', readme: 'what a restarted' },
    holds: 'what the user asked for and is not done yet',
  },
  'session:dashboard-problems': {
    ...{ version: 1, secret: false, until: 'the browser closes', readme: 'what a restarted' },
    holds: 'why dashboards could not be enabled, by address',
  },
  'session:notice': {
    ...{ version: 1, secret: false, until: 'the user has seen it', readme: 'what a restarted' },
    holds: 'an error for the next popup to show',
  },
  'session:lock-change': {
    ...{ version: 1, secret: false, until: 'the browser closes', readme: 'when to lock' },
    holds: 'a random value, changed whenever the vault locks or unlocks',
  },
  'session:sync-writes': {
    ...{ version: 1, secret: false, until: 'the browser closes', readme: 'what a restarted' },
    holds: 'when the sync storage was written, to stay within its limits',
  },
  'vault:device-credentials': {
    ...{
      version: 1,
      per: 'cloud',
      secret: true,
      until: 'the user removes the cloud',
      readme: 'the same, *On this device*',
    },
    holds: 'credentials, encrypted with keys derived from the device key and a salt each',
  },
  'vault:device-key': {
    ...{ version: 1, secret: true, until: 'the extension is removed', readme: 'the same, *On this device*' },
    holds: 'the device key, which cannot be exported',
  },
  'vault:passphrase-credentials': {
    ...{ version: 1, per: 'cloud', secret: true, until: 'the user removes the cloud or resets the passphrase' },
    ...{
      holds: 'credentials, encrypted with keys derived from the vault key and a salt each',
      readme: 'the same, *On this device, locked',
    },
  },
  'vault:passphrase-key': {
    ...{
      version: 1,
      secret: true,
      until: 'the user resets the passphrase',
      readme: 'the same, *On this device, locked',
    },
    holds: 'the vault key, encrypted with a key derived from the passphrase and a salt',
  },
  'vault:passkey-key': {
    ...{ version: 1, secret: true, until: 'the user removes the passkey, or changes or resets the passphrase' },
    ...{
      holds: 'the key that the passphrase gives, encrypted with one that an authenticator computes',
      readme: 'the same, *On this device, locked',
    },
  },
  'files:salts': {
    ...{ version: 1, per: 'record', secret: true, until: 'its record is deleted or replaced' },
    ...{ holds: 'a random salt for each encrypted record of the vault', readme: 'the same, *On this device*' },
  },
  'cache:projects': {
    ...{ version: 1, per: 'cloud', secret: false, until: 'the user removes the cloud', readme: 'servers and projects' },
    holds: 'the projects of the last list',
  },
  'cache:servers': {
    ...{ version: 1, per: 'place', secret: false, until: 'the user removes the cloud', readme: 'servers and projects' },
    holds: 'the servers of the last list',
  },
  'cache:hosts': {
    ...{ version: 1, per: 'cloud', secret: false, until: 'the user removes the cloud', readme: 'servers and projects' },
    holds: 'match patterns of the hosts that a cloud needs',
  },
  'page:first-paint': {
    ...{ version: 1, secret: false, until: 'a cloud is saved or removed', readme: 'servers and projects' },
    holds: 'the first rows that the popup showed last',
  },
  'page:dismissed-offers': {
    ...{ version: 1, secret: false, until: 'the user removes the cloud', readme: 'for which cloud you dismissed' },
    holds: 'ids of clouds whose offer in the popup the user answered',
  },
  'sync:cloud': {
    ...{ version: 1, per: 'cloud', secret: false, until: 'the user removes the cloud', readme: 'with *Sync clouds' },
    holds: 'profiles of the synced clouds, with a time for each field',
  },
} as const satisfies Record<`${AreaName}:${string}`, Description>;

/**
 * `local`, `session` and `sync` are areas of `browser.storage`; `vault` and `cache` IndexedDB databases, two so that
 * the cache cannot harm the vault; `files` is the origin private file system; `page` is `localStorage` of our pages.
 */
export type AreaName = 'local' | 'session' | 'sync' | 'vault' | 'files' | 'cache' | 'page';

interface Description {
  /** older releases leave a record of a higher version alone */
  version: number;
  /** one record for each, with the key `name:id` */
  per?: 'cloud' | 'place' | 'record';
  holds: string;
  /** encrypted or not */
  secret: boolean;
  /** when it is deleted at the latest */
  until: string;
  /** how its row in README's table begins */
  readme: string;
}

type Table = typeof STORED;
/** Area and key, such as `local:clouds`. */
export type StoredName = keyof Table;
/** The record's version; code with another one does not compile. */
export type VersionOf<N extends StoredName> = Table[N]['version'];

type FamilyName = { [N in StoredName]: Table[N] extends { per: string } ? N : never }[StoredName];
type InArea<N, A extends AreaName> = Extract<N, `${A}:${string}`>;
type AsyncArea = 'local' | 'session' | 'vault' | 'cache';

/** For `storedItem` and `storedList`. */
export type SingleItemName = InArea<Exclude<StoredName, FamilyName>, AsyncArea>;
/** For `storedFamily`. */
export type FamilyItemName = InArea<FamilyName, AsyncArea>;
/** In `localStorage`. */
export type LocalStorageItemName = InArea<StoredName, 'page'>;
