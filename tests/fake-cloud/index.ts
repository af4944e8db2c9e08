import { cloudsOf, cloudsYaml } from './clouds';
import { defaultConfig, type FakeCloudConfig, type InjectedFault } from './config';
import { attachProxy } from './console/proxy';
import { ConsoleTokens, ScreenRegistry } from './console/screens';
import { consoleHandler } from './console/service';
import type { CloudContents, FakeServer } from './contents';
import type { CloudContext } from './context';
import { controlHandler } from './control';
import { WEBROOT } from './horizon/answers';
import { dashboardHandle } from './horizon/handle';
import { horizonHandler } from './horizon/service';
import { DashboardSessions } from './horizon/sessions';
import { answerInProcess, type Services } from './http/in-process';
import type { RequestJournalEntry } from './http/journal';
import { type Listening, listenOnPort } from './http/listen';
import type { Handler, ServiceName } from './http/messages';
import { totpCode } from './keystone/methods';
import { keystoneHandler } from './keystone/service';
import { ReceiptStore, TokenStore } from './keystone/tokens';
import { lookalikeHandler } from './lookalike-site';
import { novaHandler } from './nova/service';
import { addLoadServers, demoContents } from './seed/contents';
import { DEFAULT_PASSWORD, TOTP_SECRET } from './seed/users';

export type { CloudContents, FakeCloudConfig, FakeServer, InjectedFault, RequestJournalEntry };

export interface FakeCloudOptions extends Partial<Omit<FakeCloudConfig, 'latencyMs'>> {
  /** ports to listen on; 0 or nothing: any free one. RegionTwo has a Nova of its own. */
  ports?: Partial<Record<ServiceName | 'novaTwo', number>>;
  /** password of every user; tests that search for leaks give a unique one. Default `password` */
  password?: string;
  /** load servers `load-0001` … in project ops */
  servers?: number;
  latencyMs?: Partial<FakeCloudConfig['latencyMs']>;
}

/** Every secret that exists or was issued; not the word `password`, which the API itself uses. */
function secretsOf(context: CloudContext): string[] {
  const { contents } = context;
  const all = [
    ...contents.users.flatMap((user) => [user.password, user.totpSecret]),
    ...contents.applicationCredentials.map((credential) => credential.secret),
    ...context.tokens.all().map((token) => token.id),
    ...context.receipts.all().map((receipt) => receipt.id),
    ...context.consoleTokens.all().map((entry) => entry.token),
    ...context.dashboard.secrets(),
  ];
  return [...new Set(all)].filter((secret) => secret !== undefined && secret !== DEFAULT_PASSWORD) as string[];
}

function makeContext(options: FakeCloudOptions): CloudContext {
  const { ports: _ports, password, servers, latencyMs, ...config } = options;
  const defaults = defaultConfig();
  return {
    contents: demoContents(password ?? DEFAULT_PASSWORD, servers ?? 0),
    config: { ...defaults, ...config, latencyMs: { ...defaults.latencyMs, ...latencyMs } },
    ports: { keystone: 0, nova: {}, console: 0, horizon: 0, lookalike: 0 },
    tokens: new TokenStore(),
    receipts: new ReceiptStore(),
    consoleTokens: new ConsoleTokens(),
    screens: new ScreenRegistry(),
    dashboard: new DashboardSessions(),
    journal: [],
  };
}

/**
 * A function that restores the settings, and removes tokens, dashboard logins, requests, and application credentials created
 * since now. Other changes to the contents stay.
 */
function resetOf({ contents, config, tokens, dashboard, journal }: CloudContext): () => void {
  const { applicationCredentials, accessRules } = contents;
  const initial = structuredClone({ config, made: { applicationCredentials, accessRules } });
  return () => {
    const restored = structuredClone(initial);
    Object.assign(config, restored.config);
    Object.assign(contents, restored.made);
    dashboard.endAll();
    tokens.revoke(() => true);
    journal.splice(0);
  };
}

/** @throws Error where there is none */
function named<T extends { name: string }>(what: string, all: T[], name: string): T {
  const found = all.find((item) => item.name === name);
  if (!found) throw new Error(`the fake cloud has no ${what} ${name}`);
  return found;
}

/** Starts the services, and notes their ports in `context.ports`. */
async function startServices(context: CloudContext, wanted: FakeCloudOptions['ports'] = {}) {
  const { config, ports, journal } = context;
  const control = controlHandler(context);
  const services: Listening[] = [];
  const inProcess: Map<string, NonNullable<ReturnType<Services['get']>>> = new Map();
  const start = async (service: ServiceName, port: number | undefined, handler: Handler, region?: string) => {
    const ofRegion = { ...(region !== undefined && { region }) };
    const listening = await listenOnPort({ service, port: port ?? 0, handler, control, config, journal, ...ofRegion });
    services.push(listening);
    inProcess.set(`http://127.0.0.1:${listening.port}`, { service, handler, ...ofRegion });
    return listening;
  };
  ports.keystone = (await start('keystone', wanted.keystone, keystoneHandler(context))).port;
  for (const [region, port] of [
    ['RegionOne', wanted.nova],
    ['RegionTwo', wanted.novaTwo],
  ] as const)
    ports.nova[region] = (await start('nova', port, novaHandler(context, region), region)).port;
  const proxy = await start('console', wanted.console, consoleHandler());
  attachProxy(context, proxy.server);
  ports.console = proxy.port;
  ports.horizon = (await start('horizon', wanted.horizon, horizonHandler(context))).port;
  ports.lookalike = (await start('lookalike', wanted.lookalike, lookalikeHandler(context))).port;
  return { services, inProcess };
}

/** Where the services of a cloud are. */
function urlsOf({ ports }: CloudContext) {
  return {
    /** `http://127.0.0.1:PORT/v3` */
    authUrl: `http://127.0.0.1:${ports.keystone}/v3`,
    /** Nova of RegionOne */
    novaUrl: `http://127.0.0.1:${ports.nova.RegionOne}/v2.1`,
    novaTwoUrl: `http://127.0.0.1:${ports.nova.RegionTwo}/v2.1`,
    /** where the console pages are */
    consoleBaseUrl: `http://127.0.0.1:${ports.console}`,
    horizonUrl: `http://127.0.0.1:${ports.horizon}${WEBROOT}`,
    /** a hostile site: another host and port than the dashboard's */
    lookalikeUrl: `http://localhost:${ports.lookalike}/`,
  };
}

/**
 * Starts Keystone, Nova (two regions), the console proxy, Horizon and a lookalike site on loopback, each on a port of its own.
 * @throws Error where a port cannot be used
 */
export async function startFakeCloud(options: FakeCloudOptions = {}) {
  const context = makeContext(options);
  const { contents, config, journal, tokens } = context;
  const { services, inProcess } = await startServices(context, options.ports);
  const clouds = cloudsOf(context);
  return {
    ...urlsOf(context),
    /** logins at the dashboard */
    dashboard: dashboardHandle(context),
    /** may be changed while the cloud runs */
    contents,
    /** may be changed while the cloud runs */
    config,
    /** answers a request without a socket; null: no service of this cloud */
    answer: (url: string, init: RequestInit = {}) => answerInProcess(inProcess, new URL(url), init),
    /** every request so far, oldest first; no secrets in it */
    requests: journal,
    resetRequests: () => void journal.splice(0),
    /** adds a fault; without `times` it hits one request */
    fail: (fault: InjectedFault) => void config.faults.push({ ...fault }),
    /** removes every fault */
    heal: () => void config.faults.splice(0),
    reset: resetOf(context),
    issuedTokens: () => tokens.all(),
    validTokens: () => tokens.allValid(),
    expireAllTokens: () => tokens.expireAll(),
    forgetTokens: () => tokens.clear(),
    revokeAllTokens: () => tokens.revoke(() => true),
    server: (name: string) => named('server', contents.servers, name),
    project: (name: string) => named('project', contents.projects, name),
    user: (name: string) => named('user', contents.users, name),
    /** the passcode of user `totp` now */
    passcode: () => totpCode(TOTP_SECRET),
    addServers: (count: number) => addLoadServers(contents, count),
    expireConsoleTokens: () => context.consoleTokens.expireAll(),
    /** cuts the connections to one server's console, or to all */
    dropConsoles: (serverId?: string) => context.screens.drop(serverId),
    /** the text on a server's screen: its name, then what was typed; empty before the first connection */
    screenText: (serverId: string) => context.screens.existing(serverId)?.text() ?? '',
    /** connections to a server's console now */
    viewers: (serverId: string) => context.screens.viewers(serverId),
    secrets: () => secretsOf(context),
    clouds,
    cloudsYaml: cloudsYaml(clouds),
    async close() {
      context.screens.drop();
      await Promise.all(services.map((service) => service.close()));
    },
  };
}

export type FakeCloud = Awaited<ReturnType<typeof startFakeCloud>>;
