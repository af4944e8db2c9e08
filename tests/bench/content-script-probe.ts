/** How many rows the page replaces as a poller does. */
export const POLLS = 10;

/** What one page measured, in ms. */
export interface Visit {
  /** until the script waits, with the first piece of a long list */
  start: number;
  /** the longest of the other pieces, each in an idle moment */
  piece: number;
  /** all pieces together */
  all: number;
  laidOut: number;
  answer: number;
  row: number;
  idleCalls: number;
  /** how often it was called back while {@link POLLS} rows were replaced */
  pollCalls: number;
  buttons: number;
}

interface World {
  chrome: unknown;
  browser: unknown;
  MutationObserver: typeof MutationObserver;
}

/**
 * Goes into the page's second world, starts the content script there as its extension does, and takes its times.
 * It is sent to the page as text: nothing outside it is there.
 *
 * @param source the content script
 * @param idle how long to leave the page alone, in ms
 * @param polls how many rows to replace
 */
export async function visit(source: string, idle: number, polls: number): Promise<Visit> {
  const world = globalThis as unknown as World;
  const BUTTON = 'button[data-novnc-for-openstack]';
  let answerAll = () => {};
  const answered = new Promise<void>((resolve) => {
    answerAll = resolve;
  });
  world.chrome = world.browser = {
    runtime: {
      id: 'bench',
      onMessage: { addListener: () => undefined, removeListener: () => undefined },
      sendMessage: async ({ data }: { data: { serverIds?: string[] } }) => {
        await answered;
        const value = Object.fromEntries((data.serverIds ?? []).map((id) => [id, 'The server is off.']));
        return { res: { ok: true, value } };
      },
    },
    i18n: { getMessage: (name: string) => name },
  };
  let calls = 0;
  const Observer = world.MutationObserver;
  world.MutationObserver = class extends Observer {
    constructor(callback: MutationCallback) {
      super((records, observer) => {
        calls += 1;
        callback(records, observer);
      });
    }
  };
  const pieces: number[] = [];
  const whenIdle = globalThis.requestIdleCallback;
  globalThis.requestIdleCallback = (callback, options) =>
    whenIdle((deadline) => {
      const begun = performance.now();
      callback(deadline);
      pieces.push(performance.now() - begun);
    }, options);
  // Asking for a size makes the browser compute styles and layout now.
  const layOut = () => document.body.getBoundingClientRect();
  const nextTask = () => {
    const { port1, port2 } = new MessageChannel();
    return new Promise((resolve) => {
      port1.onmessage = resolve;
      port2.postMessage(null);
    });
  };

  layOut();
  // The browser has a long page to draw first, with all its processes.
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const begun = performance.now();
  // biome-ignore lint/security/noGlobalEval: it is our own script, compiled and run as the browser does it
  globalThis.eval(source);
  const start = performance.now() - begun;
  layOut();
  const laidOut = performance.now() - begun;
  // A piece asks for the next one before it ends, so that ours comes after all of them.
  for (let seen = -1; seen < pieces.length; ) {
    seen = pieces.length;
    await new Promise((resolve) => whenIdle(resolve));
  }
  const piece = Math.max(0, ...pieces);
  const all = pieces.reduce((sum, ms) => sum + ms, start);
  layOut();
  const buttons = document.querySelectorAll(BUTTON).length;

  const asked = performance.now();
  answerAll();
  await nextTask();
  const answer = performance.now() - asked;

  const poll = () => {
    const row = document.querySelector('tr[data-object-id]');
    const fresh = row?.cloneNode(true) as Element | undefined;
    fresh?.querySelector(BUTTON)?.remove();
    if (fresh !== undefined) row?.replaceWith(fresh);
  };
  const replaced = performance.now();
  poll();
  await Promise.resolve();
  const row = performance.now() - replaced;

  const beforePolls = calls;
  for (let count = 0; count < polls; count += 1) {
    await new Promise(requestAnimationFrame);
    poll();
  }
  await new Promise(requestAnimationFrame);
  await nextTask();
  const pollCalls = calls - beforePolls;

  const before = calls;
  if (idle > 0) await new Promise((resolve) => setTimeout(resolve, idle));
  return { start, piece, all, laidOut, answer, row, idleCalls: calls - before, pollCalls, buttons };
}
