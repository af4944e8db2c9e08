import { cutName } from '@/utils/clouds/names';
import type {
  DashboardApi,
  DashboardPage,
  DashboardReply,
  DashboardRequest,
  DashboardRequestName,
  ErrorText,
} from '@/utils/messaging/dashboard-requests';
import type { Message } from '@/utils/messaging/wire';
import { CHECK_AGAIN } from './lifecycle';
import { runtime } from './runtime';
import type { ContentWords } from './word-names';

const MAX_IDS = 100;

/** Is the dashboard enabled? */
export interface PlaceCheck {
  /** Firefox runs scripts on all ports of a host. null: no need to ask */
  checkPlace(): Promise<void> | null;
}

/** Aborts `running` where the dashboard is not enabled. */
export function createDashboardApi(words: ContentWords, running: AbortController): DashboardApi & PlaceCheck {
  async function send<N extends DashboardRequestName>(name: N, data: DashboardRequest<N>): Promise<Answer<N>> {
    const answer = await ask(name, data);
    if (answer === 'disabled') running.abort();
    return answer;
  }
  const check = async () => {
    await send('dashboardCheck', {});
  };
  const onMessage = (message: unknown) => {
    if (message === CHECK_AGAIN) void check();
  };
  runtime()?.onMessage.addListener(onMessage);
  running.signal.addEventListener('abort', () => runtime()?.onMessage.removeListener(onMessage));
  return {
    checkPlace: () => (import.meta.env.FIREFOX ? check() : null),
    async obstacles(page, serverIds) {
      const answer = await send('dashboardObstacles', { page: cutPage(page), serverIds: serverIds.slice(0, MAX_IDS) });
      return typeof answer === 'string' || answer === null ? null : answer.value;
    },
    openSettings: (page) => void send('dashboardOpenSettings', { page: cutPage(page) }),
    cacheSession: (page) => void send('dashboardCacheSession', { page: cutPage(page) }),
    async open(page, server) {
      const request = { page: cutPage(page), server: { ...server, name: cut(server.name) }, requestId: randomId() };
      const answer = await send('dashboardOpen', request);
      if (answer === 'disabled') return null;
      if (runtime()?.id === undefined) return errorTextOf(words, 'dashboard.unavailable');
      if (answer === 'too many') return errorTextOf(words, 'dashboard.tooMany');
      return answer === null ? errorTextOf(words, 'problem.WORKER_GONE') : answer.value;
    },
  };
}

function errorTextOf(
  words: ContentWords,
  of: 'dashboard.unavailable' | 'dashboard.tooMany' | 'problem.WORKER_GONE',
): ErrorText {
  return {
    sentence: words[`${of}.sentence`],
    nextStep: words[`${of}.nextStep`],
    failedCall: null,
    action:
      of === 'dashboard.unavailable'
        ? { kind: 'reload', label: words['dashboard.unavailable.reload'] }
        : { kind: 'retry', label: words['action.retry'] },
  };
}

const cut = (name: string | null) => name && cutName(name);

function cutPage({ panel, userName, projectName, domainName, regionName }: DashboardPage): DashboardPage {
  const names = { userName: cut(userName), projectName: cut(projectName), domainName: cut(domainName) };
  return { panel, ...names, regionName: cut(regionName) };
}

/** undefined: no worker */
type Reply<N extends DashboardRequestName> =
  | { ok: true; value: DashboardReply<N> }
  | { ok: false; problem?: { code: string } }
  | undefined;

type Answer<N extends DashboardRequestName> = { value: DashboardReply<N> } | 'disabled' | 'too many' | null;

/** As `utils/messaging/wire`, without its large polyfill. null: no answer, or a refusal */
async function ask<N extends DashboardRequestName>(name: N, data: DashboardRequest<N>): Promise<Answer<N>> {
  const message: Message = { name, data };
  for (let tries = 0; tries < 2; tries += 1) {
    try {
      const reply = (await runtime()?.sendMessage(message)) as Reply<N>;
      const code = reply?.ok === false ? reply.problem?.code : undefined;
      if (code === 'DASHBOARD_DISABLED') return 'disabled';
      if (code === 'RATE_LIMITED') return 'too many';
      if (reply?.ok !== undefined) return reply.ok ? { value: reply.value } : null;
    } catch {
      // The worker ended, or the extension was updated.
    }
  }
  return null;
}

/** `crypto.randomUUID` is missing on plain http. */
function randomId(): string {
  const words = [...crypto.getRandomValues(new Uint16Array(8))].map((word) => word.toString(16).padStart(4, '0'));
  return words.join('').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
