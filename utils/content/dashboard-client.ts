import type {
  DashboardApi,
  DashboardPage,
  DashboardReply,
  DashboardRequest,
  DashboardRequestName,
  ErrorText,
} from '@/utils/messaging/dashboard-requests';
import type { Message } from '@/utils/messaging/wire';
import { LOOK_AGAIN } from './lifecycle';
import { runtime } from './runtime';
import type { ContentWords } from './word-names';

/** How many servers a question may be about, as `dashboard-schemas` has it. Of any others a click tells. */
const MAX_IDS = 100;

/** How long a name may be, as `dashboard-schemas` has it. */
const MAX_NAME_LENGTH = 255;

/** What a content script does before it touches its page. */
export interface Beginning {
  /**
   * Where the browser cannot tell one port of a host from another, the script may be in a wrong place.
   * @returns what to wait for, which may end it; null: it is in the right one. Never throws.
   */
  begun(): Promise<void> | null;
}

/**
 * The real {@link DashboardApi}, for content scripts.
 *
 * @param words what it says where the background does not
 * @param running ended by the first answer that the page is of no enabled dashboard
 */
export function createDashboardApi(words: ContentWords, running: AbortController): DashboardApi & Beginning {
  async function send<N extends DashboardRequestName>(name: N, data: DashboardRequest<N>): Promise<Answer<N>> {
    const answer = await ask(name, data);
    if (answer === 'disabled') running.abort();
    return answer;
  }
  const check = async () => {
    await send('dashboardCheck', {});
  };
  const told = (message: unknown) => {
    if (message === LOOK_AGAIN) void check();
  };
  runtime()?.onMessage.addListener(told);
  running.signal.addEventListener('abort', () => runtime()?.onMessage.removeListener(told));
  return {
    begun: () => (import.meta.env.FIREFOX ? check() : null),
    async obstacles(page, serverIds) {
      const answer = await send('dashboardObstacles', { page: cutPage(page), serverIds: serverIds.slice(0, MAX_IDS) });
      return typeof answer === 'string' || answer === null ? null : answer.value;
    },
    openSettings: (page) => void send('dashboardOpenSettings', { page: cutPage(page) }),
    prepare: (page) => void send('dashboardPrepare', { page: cutPage(page) }),
    async open(page, server) {
      const request = { page: cutPage(page), server: { ...server, name: cut(server.name) }, requestId: randomId() };
      const answer = await send('dashboardOpen', request);
      if (answer === 'disabled') return null; // the button has gone with all others
      if (runtime()?.id === undefined) return errorTextOf(words, 'dashboard.gone');
      if (answer === 'too many') return errorTextOf(words, 'dashboard.tooMany');
      return answer === null ? errorTextOf(words, 'problem.WORKER_GONE') : answer.value;
    },
  };
}

/** What is said where the background does not. */
function errorTextOf(
  words: ContentWords,
  of: 'dashboard.gone' | 'dashboard.tooMany' | 'problem.WORKER_GONE',
): ErrorText {
  return {
    sentence: words[`${of}.sentence`],
    nextStep: words[`${of}.nextStep`],
    technical: null,
    action:
      of === 'dashboard.gone'
        ? { kind: 'reload', label: words['dashboard.gone.reload'] }
        : { kind: 'retry', label: words['action.retry'] },
  };
}

/** OpenStack's names are that long at most, but a page may show anything in their place, and some letters count twice. */
const cut = (name: string | null) => name?.slice(0, MAX_NAME_LENGTH) ?? null;

function cutPage({ panel, userName, projectName, domainName, regionName }: DashboardPage): DashboardPage {
  const names = { userName: cut(userName), projectName: cut(projectName), domainName: cut(domainName) };
  return { panel, ...names, regionName: cut(regionName) };
}

/** What the background replies; undefined where it died before that. */
type Reply<N extends DashboardRequestName> =
  | { ok: true; value: DashboardReply<N> }
  | { ok: false; problem?: { code: string } }
  | undefined;

type Answer<N extends DashboardRequestName> = { value: DashboardReply<N> } | 'disabled' | 'too many' | null;

/**
 * Sends a message to the background in the form of `utils/messaging/wire`, whose polyfill is too big for content scripts;
 * once more where the worker dies before it answers: asking twice does no harm.
 *
 * @returns the answer; `disabled` where the dashboard is no longer enabled, `too many` where it asked too often; null
 * where no answer comes or the background refuses. Never throws.
 */
async function ask<N extends DashboardRequestName>(name: N, data: DashboardRequest<N>): Promise<Answer<N>> {
  const message: Message = { name, data };
  for (let tries = 0; tries < 2; tries += 1) {
    try {
      const reply = (await runtime()?.sendMessage(message)) as Reply<N>;
      const code = reply?.ok === false ? reply.problem?.code : undefined;
      if (code === 'DASHBOARD_DISABLED') return 'disabled';
      if (code === 'RATE_LIMITED') return 'too many'; // by the gate: Nova's comes as words
      if (reply?.ok !== undefined) return reply.ok ? { value: reply.value } : null;
    } catch {
      // The worker died, or the extension was updated under this page.
    }
  }
  return null;
}

/** 128 random bits; `crypto.randomUUID` is missing on pages of plain http. */
function randomId(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join('-');
}
