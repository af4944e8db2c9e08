import { parseArgs } from 'node:util';
import { type FakeCloud, startFakeCloud } from './index';
import { TOTP_SECRET } from './seed/users';

const HELP = `Runs the fake cloud: Keystone, Nova (two regions), consoles and a dashboard, on loopback only.

  npm run fake-cloud -- [options]

  --port-base N       Keystone on N, Nova on N+1, RegionTwo's Nova on N+2, consoles on N+3, dashboard on N+4,
                      a lookalike site on N+5
  --servers N         N more servers in project ops
  --token-seconds N   lifetime of a token; 0: it never expires
  --help`;

function wholeNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text)) throw new Error(`--${name} needs a whole number, not ${text}`);
  return Number(text);
}

function options() {
  const { values } = parseArgs({
    options: {
      'port-base': { type: 'string' },
      servers: { type: 'string' },
      'token-seconds': { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const base = wholeNumber('port-base', values['port-base']);
  return {
    help: values.help,
    base,
    servers: wholeNumber('servers', values.servers) ?? 0,
    tokenSeconds: wholeNumber('token-seconds', values['token-seconds']),
  };
}

function introduction(cloud: FakeCloud): string {
  const credential = cloud.clouds['demo-appcred']?.auth;
  const control = cloud.authUrl.replace('/v3', '/__config');
  return `The fake cloud runs. The password of every user is "password".

  Auth URL    ${cloud.authUrl}
  Nova        ${cloud.novaUrl} (RegionOne), ${cloud.novaTwoUrl} (RegionTwo)
  Consoles    ${cloud.consoleBaseUrl}
  Dashboard   ${cloud.horizonUrl}
  Lookalike   ${cloud.lookalikeUrl}lookalike/project/instances/ (a copy of the dashboard on another site)

  user        domain    roles
  demo        Default   member of demo, ops, sandbox (empty) and a project with an odd name
  reader      Default   reader of demo: no consoles
  carol       corp      member of project web of domain corp
  totp        Default   member of demo; password and one-time code, secret ${TOTP_SECRET}
  noproject   Default   no project at all
  disabled    Default   disabled
  expired     Default   its password has expired
  admin       Default   admin of everything

  Application credential of demo
    ID        ${credential?.application_credential_id}
    secret    ${credential?.application_credential_secret}

Things to try
  Consoles open at ${cloud.consoleBaseUrl}/vnc_lite.html: web-01 is active, build-runner-7 is shut off,
  archive-2019 has no console, erp-node-2 is migrating, win-desktop has SPICE only, the cell of edge-lost (RegionTwo) is down.
  Make the next console call fail:
    curl -H 'Content-Type: application/json' -d '{"faults":[{"path":"remote-consoles","status":503,"retryAfter":5}]}' ${control}
  End every token:           curl -H 'Content-Type: application/json' -d '{"expireTokens":true}' ${control}
  Cut all consoles:          curl -H 'Content-Type: application/json' -d '{"dropConsoles":true}' ${control}
  A cloud older than 2.6:    curl -H 'Content-Type: application/json' -d '{"maxMicroversion":"2.3"}' ${control}
  End all dashboard logins:  curl -H 'Content-Type: application/json' -d '{"endDashboardSessions":true}' ${control}
  Another dashboard:         curl -H 'Content-Type: application/json' -d '{"horizonRelease":"2026.1","horizonTheme":"material","horizonLanguage":"zh-hans"}' ${control}
  Its requests so far:       curl ${control.replace('__config', '__requests')}

Ctrl+C ends it.`;
}

async function main(): Promise<void> {
  const { help, base, servers, tokenSeconds } = options();
  if (help) {
    console.log(HELP);
    return;
  }
  const cloud = await startFakeCloud({
    servers,
    ...(base !== undefined && {
      ports: {
        keystone: base,
        nova: base + 1,
        novaTwo: base + 2,
        console: base + 3,
        horizon: base + 4,
        lookalike: base + 5,
      },
    }),
    ...(tokenSeconds !== undefined && { tokenSeconds: tokenSeconds === 0 ? null : tokenSeconds }),
  });
  console.log(introduction(cloud));
  const stop = (): void => void cloud.close();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
