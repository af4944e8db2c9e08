/** What one page measured, in ms. */
export interface Visit {
  start: number;
  laidOut: number;
  answer: number;
  row: number;
  idleCalls: number;
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
 */
export async function visit(source: string, idle: number): Promise<Visit> {
  const world = globalThis as unknown as World;
  const BUTTON = 'button[data-novnc-for-openstack]';
  let answerAll = () => {};
  const answered = new Promise<void>((resolve) => {
    answerAll = resolve;
  });
  world.chrome = world.browser = {
    runtime: {
      id: 'bench',
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
  const buttons = document.querySelectorAll(BUTTON).length;

  const asked = performance.now();
  answerAll();
  await nextTask();
  const answer = performance.now() - asked;

  const row = document.querySelector('tr[data-object-id]');
  const fresh = row?.cloneNode(true) as Element | undefined;
  fresh?.querySelector(BUTTON)?.remove();
  const replaced = performance.now();
  if (fresh !== undefined) row?.replaceWith(fresh);
  await Promise.resolve();
  const ofRow = performance.now() - replaced;

  const before = calls;
  if (idle > 0) await new Promise((resolve) => setTimeout(resolve, idle));
  return { start, laidOut, answer, row: ofRow, idleCalls: calls - before, buttons };
}
