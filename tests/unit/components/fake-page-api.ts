import type { PageApi, Snapshot } from '@/utils/messaging/page-api';
import type { Envelope, Request, RequestName } from '@/utils/messaging/page-requests';
import type { Problem } from '@/utils/problems/problem';

export const emptySnapshot: Snapshot = {
  clouds: [],
  lastPlace: null,
  projects: [],
  servers: null,
  lastConsole: null,
  notice: null,
};

export type FakeHandlers = { [N in RequestName]?: (request: Request<N>) => Envelope<N> | Promise<Envelope<N>> };

export type Rest = Partial<PageApi> & { state?: Partial<Snapshot> };

export interface FakePageApi extends PageApi {
  /** every request sent, in order */
  sent: { name: RequestName; request: unknown }[];
  /** the requests of this name, in order */
  requestsOf<N extends RequestName>(name: N): Request<N>[];
  /** everything called, in order: `requestAccess`, `send:saveCloud` … */
  calls: string[];
  opened: Parameters<PageApi['openSettings']>[0][];
  closed: number;
  /** clouds whose offer was taken or dismissed */
  dismissedOffers: Set<string>;
  /** called by a test that locks or unlocks */
  lockListeners: Set<() => void>;
  /** called by a test in which a console is asked for elsewhere */
  activityListeners: Set<() => void>;
}

/** Answers that never come, for requests a test does not care about. */
const silence = new Promise<never>(() => {});

export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

export function failed(code: Problem['code'], facts: Problem['facts'] = {}): { ok: false; problem: Problem } {
  return { ok: false, problem: { code, facts } };
}

/** A `PageApi` without a browser: answers from `handlers`, and remembers what it was asked. */
export function fakePageApi(handlers: FakeHandlers = {}, rest: Rest = {}): FakePageApi {
  const { state, ...overrides } = rest;
  const api: FakePageApi = {
    sent: [],
    requestsOf: <N extends RequestName>(requestName: N) =>
      api.sent.filter(({ name }) => name === requestName).map(({ request }) => request as Request<N>),
    calls: [],
    opened: [],
    closed: 0,
    dismissedOffers: new Set(),
    lockListeners: new Set(),
    activityListeners: new Set(),
    async send(name, request) {
      api.sent.push({ name, request });
      api.calls.push(`send:${name}`);
      const handler = handlers[name];
      return handler === undefined ? silence : handler(request);
    },
    firstPaintCache: () => null,
    saveFirstPaint: () => {},
    snapshot: async () => ok({ ...emptySnapshot, ...state }),
    cached: async () => ({ projects: [], servers: null }),
    async requestAccess() {
      api.calls.push('requestAccess');
      return true;
    },
    matchPatternOf(url) {
      try {
        const { protocol, hostname } = new URL(url);
        return /^https?:$/.test(protocol) ? `${protocol}//${hostname}/*` : null;
      } catch {
        return null;
      }
    },
    async openSettings(target) {
      api.opened.push(target);
    },
    isOfferDismissed: (cloudId) => api.dismissedOffers.has(cloudId),
    dismissOffer: (cloudId) => void api.dismissedOffers.add(cloudId),
    currentDashboard: async () => null,
    normalizeDashboardUrl: (url) => (URL.canParse(url) ? url : null),
    versionAndShortcuts: async () => ({
      version: '0.1.0',
      shortcuts: { popup: 'Alt+Shift+O', reopen: 'Alt+Shift+C', lock: null },
    }),
    onActivity(run) {
      api.activityListeners.add(run);
      return () => void api.activityListeners.delete(run);
    },
    onLockChange(run) {
      api.lockListeners.add(run);
      return () => void api.lockListeners.delete(run);
    },
    close() {
      api.closed += 1;
    },
    ...overrides,
  };
  return api;
}
