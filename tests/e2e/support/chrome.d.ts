/** The browser APIs that tests call in Chromium's own pages and the extension's. */
declare namespace chrome {
  const developerPrivate: {
    addHostPermission(extensionId: string, pattern: string): Promise<void>;
    updateProfileConfiguration(update: { inDeveloperMode: boolean }): Promise<void>;
    updateExtensionConfiguration(update: { extensionId: string; incognitoAccess: boolean }): Promise<void>;
  };
  const tabs: {
    create(properties: { url: string }): Promise<unknown>;
    query(filter: object): Promise<{ id?: number; url?: string }[]>;
    sendMessage(tabId: number, message: unknown): Promise<unknown>;
  };
  const windows: { create(options: { incognito: boolean; url: string }): Promise<unknown> };
  const permissions: {
    contains(permissions: { origins: string[] }): Promise<boolean>;
    request(permissions: { origins: string[] }): Promise<boolean>;
    remove(permissions: { origins: string[] }): Promise<boolean>;
  };
  const scripting: { getRegisteredContentScripts(): Promise<{ id: string }[]> };
  const commands: { getAll(): Promise<{ name?: string; shortcut?: string }[]> };
  const action: { openPopup(): Promise<void> };
  const storage: Record<
    'local' | 'session' | 'sync',
    { get(keys: null): Promise<Record<string, unknown>>; set(items: Record<string, unknown>): Promise<void> }
  >;
  const runtime: { sendMessage(message: unknown): Promise<unknown>; reload(): void };
}
