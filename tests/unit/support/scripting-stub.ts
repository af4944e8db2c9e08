import { type Mock, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { SCRIPT_STARTED } from '@/utils/content/lifecycle';

interface Injection {
  target: { tabId: number };
  files?: string[];
  args?: unknown[];
}

interface Script {
  id: string;
  matches?: string[];
  js?: string[];
}

/** The registered content scripts, and the tabs with a started one. */
export interface ScriptingStub {
  /** the registered match patterns */
  matches(): string[];
  /** the file registered for this match pattern */
  fileOf(pattern: string): string | undefined;
  /** ids of the tabs where a script was started */
  started: number[];
  /** ids of the tabs where the scripts were ended */
  ended: number[];
  /** ids of tabs that never answer */
  hanging: Set<number>;
  /** removes all registrations, as an update of the extension does */
  removeAll(): void;
}

/** Adds content scripts registered at run time to the fake browser. */
export function stubScripting(): ScriptingStub {
  let scripts: Script[] = [];
  const started: number[] = [];
  const ended: number[] = [];
  const hanging = new Set<number>();
  const replace = async (changed: Script[]) => {
    const ids = changed.map(({ id }) => id);
    scripts = [...scripts.filter(({ id }) => !ids.includes(id)), ...changed];
  };
  const stub = (name: keyof typeof fakeBrowser.scripting, work: (argument: never) => Promise<unknown>) =>
    (vi.spyOn(fakeBrowser.scripting, name as never) as unknown as Mock).mockImplementation(work);
  stub('getRegisteredContentScripts', async () => scripts);
  stub('registerContentScripts', async (added: Script[]) => {
    if (added.some(({ id }) => scripts.some((known) => known.id === id))) throw new Error('Duplicate script ID');
    await replace(added);
  });
  stub('updateContentScripts', async (changed: Script[]) => {
    if (!changed.every(({ id }) => scripts.some((known) => known.id === id))) throw new Error('Nonexistent script ID');
    await replace(changed);
  });
  stub('unregisterContentScripts', async ({ ids }: { ids: string[] }) => {
    scripts = scripts.filter(({ id }) => !ids.includes(id));
  });
  stub('executeScript', async ({ target: { tabId }, files, args }: Injection) => {
    if (hanging.has(tabId)) await new Promise(() => {});
    if (files !== undefined) started.push(tabId);
    if (args?.[0] === SCRIPT_STARTED) ended.push(tabId);
    return [];
  });
  // The fake browser compares URLs instead of matching patterns.
  const query = fakeBrowser.tabs.query.bind(fakeBrowser.tabs);
  vi.spyOn(fakeBrowser.tabs, 'query').mockImplementation(async ({ url, ...others }) => {
    const patterns = [url ?? '*'].flat().map(startOf);
    return (await query(others)).filter((tab) => patterns.some((start) => tab.url?.startsWith(start)));
  });
  return {
    matches: () => scripts.flatMap(({ matches = [] }) => matches),
    fileOf: (pattern) => scripts.find(({ matches }) => matches?.includes(pattern))?.js?.[0],
    started,
    ended,
    hanging,
    removeAll: () => (scripts = []),
  };
}

/** The start of the URLs that a match pattern matches, without a default port. */
function startOf(pattern: string): string {
  const start = pattern.replace(/\*$/, '');
  return URL.canParse(start) ? new URL(start).href : start;
}
