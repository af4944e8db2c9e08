import type { ServiceName } from './http/messages';

/** The body of a faulty answer. `api`: the service's own error. */
export type FaultBody = 'api' | 'json' | 'html' | 'empty' | 'garbage' | 'truncated';

/**
 * What goes wrong with matching requests. Without `status`, `effect` and `location`, the real answer keeps its status
 * and only its body is replaced (HTML of a captive portal, an answer cut in half).
 */
export interface InjectedFault {
  service?: ServiceName;
  region?: string;
  method?: string;
  /** regular expression over path and query */
  path?: string;
  /** how many requests it hits; null: all. Default 1. Counted down. */
  times?: number | null;
  /** how many matching requests pass before it */
  skip?: number;
  status?: number;
  body?: FaultBody;
  message?: string;
  /** seconds, or an HTTP date */
  retryAfter?: number | string;
  headers?: Record<string, string>;
  /** `hang`: no answer. `reset`: the connection breaks. */
  effect?: 'hang' | 'reset';
  /** redirects to this URL (302, or `status`) */
  location?: string;
}

/** Settings of the fake cloud; a test may change them while it runs. */
export interface FakeCloudConfig {
  latencyMs: Record<ServiceName, number>;
  faults: InjectedFault[];

  /** lifetime of a new token in seconds; null: it never expires (`expires_at: null`) */
  tokenSeconds: number | null;
  /** Keystone's `[auth] methods` */
  authMethods: string[];
  /** Keystone's `[token] allow_rescope_scoped_token` */
  allowRescope: boolean;
  /** a disabled user gets an error that says so (newer Keystones) instead of the generic 401 */
  explainDisabledUser: boolean;
  /** host of the catalog's public endpoints */
  catalogHost: string;
  /** host of the regional endpoints, by region */
  regionHosts: Record<string, string>;

  maxMicroversion: string;
  /** only the API without microversions: the catalog has `/v2/<project>`, and there is no `/v2.1` */
  legacyOnly: boolean;
  /** the old policy: a reader may open consoles */
  readersMayOpenConsoles: boolean;
  /** tokens of application credentials with access rules are accepted */
  acceptAccessRules: boolean;
  /** how long start and stop take */
  transitionMs: number;

  /** Horizon's `ENABLE_CLIENT_TOKEN` */
  horizonClientToken: boolean;
  /** the release whose markup and behaviour the dashboard has */
  horizonRelease: 'mitaka' | 'zed' | '2026.1';
  /** the theme without a cookie `theme` */
  horizonTheme: 'default' | 'material';
  horizonLanguage: 'en' | 'zh-hans';
  /** a login ends this long after its last request; null: with its token */
  horizonSessionSeconds: number | null;
  /** `ajax_poll_interval` in milliseconds: how often a pending row is requested */
  horizonPollMs: number;
  /** parts that answer 404 */
  horizonOff: HorizonPart[];
  /** pages may be framed: no `X-Frame-Options`, no script against frames */
  horizonFrames: boolean;
}

/** Parts of the dashboard that can be switched off. `rest`: all of `api/`. */
export type HorizonPart = 'cloudsYaml' | 'openrc' | 'endpoints' | 'rest' | 'autoConsole' | 'consoleRedirects';

/** The settings of a healthy cloud of release Zed. */
export function defaultConfig(): FakeCloudConfig {
  return {
    latencyMs: { keystone: 0, nova: 0, console: 0, horizon: 0, lookalike: 0 },
    faults: [],
    tokenSeconds: 3600,
    authMethods: ['password', 'token', 'application_credential', 'totp'],
    allowRescope: true,
    explainDisabledUser: false,
    catalogHost: '127.0.0.1',
    regionHosts: {},
    maxMicroversion: '2.93',
    legacyOnly: false,
    readersMayOpenConsoles: false,
    acceptAccessRules: false,
    transitionMs: 300,
    horizonClientToken: true,
    horizonRelease: 'zed',
    horizonTheme: 'default',
    horizonLanguage: 'en',
    horizonSessionSeconds: null,
    horizonPollMs: 2500,
    horizonOff: [],
    horizonFrames: false,
  };
}
