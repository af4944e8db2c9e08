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

/** The registered content scripts of a browser, and the tabs in which one was started. */
export interface ScriptingStub {
  /** match patterns of what is registered */
  matches(): string[];
  /** the file that is registered for pages with this match pattern */
  fileOf(pattern: string): string | undefined;
  /** ids of tabs where a script was started, in order */
  started: number[];
  /** ids of tabs where the scripts were ended, in order */
  ended: number[];
  /** ids of tabs that never answer */
  hanging: Set<number>;
  /** the browser forgets all registrations, as it does when it updates an extension */
  forget(): void;
}

/** What the fake browser does not do by itself: content scripts that are registered at run time. */
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
  // It compares addresses, where a browser matches patterns.
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
    forget: () => (scripts = []),
  };
}

/** What addresses begin with that a match pattern means: they leave the default port out. */
function startOf(pattern: string): string {
  const start = pattern.replace(/\*$/, '');
  return URL.canParse(start) ? new URL(start).href : start;
}
