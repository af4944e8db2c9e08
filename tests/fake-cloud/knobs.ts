import type { ServiceName } from './http/messages';

/** What the body of a faulty answer looks like. `api`: the service's own error shape. */
export type FaultBody = 'api' | 'json' | 'html' | 'text' | 'empty' | 'garbage' | 'truncated';

/**
 * Makes matching requests go wrong. Without `status`, `effect` and `location` the service's real answer keeps its
 * status and only `body` is spoilt (a captive portal's 200 with HTML, an answer cut in half).
 */
export interface Fault {
  service?: ServiceName;
  region?: string;
  method?: string;
  /** regular expression over path and query */
  path?: string;
  /** how many requests it strikes; null: all. Default 1. Counted down. */
  times?: number | null;
  /** lets this many matching requests pass first */
  skip?: number;
  status?: number;
  body?: FaultBody;
  message?: string;
  /** seconds, or an HTTP date */
  retryAfter?: number | string;
  headers?: Record<string, string>;
  /** `hang`: no answer, ever. `reset`: the connection breaks. */
  effect?: 'hang' | 'reset';
  /** redirects there (302, or `status`) */
  location?: string;
  /** milliseconds to wait before doing any of this */
  delayMs?: number;
}

export interface Knobs {
  latencyMs: Record<ServiceName, number>;
  faults: Fault[];

  /** life of a new token in seconds; null: it never ends (`expires_at: null`) */
  tokenSeconds: number | null;
  receiptSeconds: number;
  /** Keystone's `[auth] methods` */
  authMethods: string[];
  /** Keystone's `[token] allow_rescope_scoped_token` */
  allowRescope: boolean;
  /** characters that a new password needs: Keystone's `[security_compliance] password_regex` */
  passwordLength: number;
  /** say that the account is disabled (newer Keystones do) instead of the 401 that fits all */
  explainDisabledUser: boolean;
  /** host of the catalog's public endpoints */
  catalogHost: string;
  /** hosts of their own for what regions have of their own, by region */
  regionHosts: Record<string, string>;

  maxMicroversion: string;
  /** only the API of before microversions: catalog names `/v2/<project>`, `/v2.1` is not there */
  legacyOnly: boolean;
  /** Nova's `[api] max_limit` */
  maxLimit: number;
  /** the old policy: a reader may open consoles */
  readersMayOpenConsoles: boolean;
  /** Keystone is new enough for access rules (13.0 ignores them) */
  knowsAccessRules: boolean;
  /** tokens of application credentials with access rules are accepted */
  acceptAccessRules: boolean;
  /** how long start, stop and their like take */
  transitionMs: number;

  /** page that Nova's console URLs name */
  consolePage: string;
  /** `path`: `?path=%3Ftoken%3D…`; `token`: `?token=…` of older Novas; `merged`: `?path=websockify%3Ftoken%3D…` of newer */
  consoleUrlStyle: 'path' | 'token' | 'merged';
  consoleHost: string;
  consoleTokenSeconds: number;
  /** every connection to a screen is closed at once */
  refuseConsoles: boolean;

  /** Horizon's `ENABLE_CLIENT_TOKEN` */
  horizonClientToken: boolean;
  /** whose markup and rules the dashboard has */
  horizonRelease: 'mitaka' | 'zed' | '2026.1';
  /** the theme for whoever has no cookie `theme` */
  horizonTheme: 'default' | 'material';
  horizonLanguage: 'en' | 'zh-hans';
  /** a login ends so many seconds after its last request; null: only with its token */
  horizonSessionSeconds: number | null;
  /** `API_RESULT_PAGE_SIZE`: rows of a page of the list */
  horizonPageSize: number;
  /** `ajax_poll_interval` in milliseconds: how soon a pending row is asked for again */
  horizonPollMs: number;
  /** parts that are not there: 404 */
  horizonOff: HorizonPart[];
  /** pages may stand in frames: no `X-Frame-Options`, no script against frames */
  horizonFrames: boolean;
}

/** Parts of the dashboard that can be taken away. `rest`: all of `api/`. */
export type HorizonPart =
  | 'cloudsYaml'
  | 'openrc'
  | 'endpoints'
  | 'credentials'
  | 'rest'
  | 'consoleInfo'
  | 'autoConsole'
  | 'consoleRedirects';

/** The knobs of a healthy cloud of release Zed. */
export function defaultKnobs(): Knobs {
  return {
    latencyMs: { keystone: 0, nova: 0, console: 0, horizon: 0, lookalike: 0 },
    faults: [],
    tokenSeconds: 3600,
    receiptSeconds: 300,
    authMethods: ['password', 'token', 'application_credential', 'totp'],
    allowRescope: true,
    passwordLength: 4,
    explainDisabledUser: false,
    catalogHost: '127.0.0.1',
    regionHosts: {},
    maxMicroversion: '2.93',
    legacyOnly: false,
    maxLimit: 1000,
    readersMayOpenConsoles: false,
    knowsAccessRules: true,
    acceptAccessRules: false,
    transitionMs: 300,
    consolePage: 'vnc_lite.html',
    consoleUrlStyle: 'path',
    consoleHost: '127.0.0.1',
    consoleTokenSeconds: 600,
    refuseConsoles: false,
    horizonClientToken: true,
    horizonRelease: 'zed',
    horizonTheme: 'default',
    horizonLanguage: 'en',
    horizonSessionSeconds: null,
    horizonPageSize: 20,
    horizonPollMs: 2500,
    horizonOff: [],
    horizonFrames: false,
  };
}
