import { beforeEach, describe, expect, it, vi } from 'vitest';
import { CREDENTIAL, fakeCloud, PASSWORD } from '@/tests/unit/support/cloud';
import { demoProfile, PLACE } from '@/tests/unit/support/profile';
import { newWorker } from '@/tests/unit/support/worker';
import { browser } from '@/utils/browser';
import { logProblem, logStorageChange, stackFramesOf } from '@/utils/log';
import { answer } from '@/utils/messaging/gate';

const cloud = fakeCloud({ password: PASSWORD });
const OWN_PAGE = { id: browser.runtime.id, url: browser.runtime.getURL('/popup.html' as never) };

/** Everything that is written to the console from now on, a line for each call. */
function consoleLines(): string[] {
  const lines: string[] = [];
  for (const method of ['debug', 'log', 'info', 'warn', 'error'] as const)
    vi.spyOn(console, method).mockImplementation(
      (...values: unknown[]) => void lines.push(values.map(String).join(' ')),
    );
  return lines;
}

/** Saves a cloud, opens a console, meets a refused password and an unexpected error that has a token in its message. */
async function useTheWorker(): Promise<void> {
  let breaks = false;
  const worker = newWorker(async (input, init) => {
    const response = await fetch(input, init);
    if (breaks) throw new TypeError(`${String(input)} ${new Headers(init?.headers).get('x-auth-token')}`);
    return response;
  });
  const ask = (name: string, data: unknown) => answer(worker.routes, { name, data }, OWN_PAGE);
  const profile = demoProfile(cloud.authUrl);
  expect(await ask('saveCloud', { profile, credential: CREDENTIAL, verify: true })).toMatchObject({ ok: true });
  const { id: serverId } = cloud.server('web-01');
  const server = { ...PLACE, projectId: cloud.project('demo').id, region: 'RegionOne', serverId, serverName: 'web-01' };
  const open = () => ask('openConsole', { ...server, checkStatus: false, requestId: crypto.randomUUID() });
  expect(await open()).toMatchObject({ ok: true });
  const wrong = { kind: 'password', password: `${PASSWORD}-wrong` };
  expect(await ask('testCloud', { profile, credential: wrong })).toMatchObject({ ok: false });
  vi.spyOn(browser.tabs, 'create').mockImplementation(async ({ url }) => {
    throw new TypeError(`no tab for ${url}`);
  });
  expect(await open()).toMatchObject({ ok: false, problem: { code: 'INTERNAL' } });
  breaks = true;
  await open();
  logStorageChange('vault', 'cloud-1');
}

function expectNoSecret(lines: string[]): void {
  const text = lines.join('\n');
  expect(cloud.secrets().length).toBeGreaterThan(2);
  for (const secret of [...cloud.secrets(), PASSWORD]) expect(text).not.toContain(secret);
  expect(text).not.toMatch(/vnc_lite|token=|gAAAA/);
}

describe('the console', () => {
  beforeEach(() => void vi.unstubAllEnvs());

  it('of a development build has every message, call and stored record, and no secret', async () => {
    vi.stubEnv('MODE', 'development');
    const lines = consoleLines();
    await useTheWorker();
    const host = new URL(cloud.authUrl).host.replaceAll('.', '\\.');
    for (const line of [
      /^\[message\] saveCloud page \d+ ms ok$/m,
      /^\[message\] testCloud page \d+ ms INVALID_CREDENTIALS$/m,
      new RegExp(`^\\[call\\] POST ${host}/v3/auth/tokens 201 \\d+ ms req-`, 'm'),
      /^\[call\] POST \S+\/remote-consoles 200 \d+ ms req-/m,
      /^\[error\] openConsole TypeError no tab for \[address\]/m,
      /^\[stored\] vault:cloud-1$/m,
    ])
      expect(lines.join('\n')).toMatch(line);
    expectNoSecret(lines);
  });

  it('of a release has the names of what failed and the codes of problems, and nothing else', async () => {
    vi.stubEnv('MODE', 'production');
    const lines = consoleLines();
    await useTheWorker();
    expect(lines).not.toEqual([]);
    for (const line of lines) expect(line).toMatch(/^\w+: [A-Z_]+$/);
  });

  it('has the message of an error only where the engine wrote it', () => {
    vi.stubEnv('MODE', 'development');
    const lines = consoleLines();
    logProblem('sync', 'INTERNAL', new Error('password=hunter2'));
    logProblem('sync', 'INTERNAL', new SyntaxError('Unexpected token "hunter2"'));
    logProblem('sync', 'INTERNAL', 'hunter2');
    expect(lines.filter((line) => line.startsWith('[error]'))).toEqual([
      '[error] sync Error',
      '[error] sync SyntaxError',
      '[error] sync string',
    ]);
  });
});

it.each([
  [
    'Chromium',
    `TypeError: no chrome-extension://id/secret.js:1:1
    at open (chrome-extension://abcdef/background.js:12:345)
    at async chrome-extension://abcdef/chunks/popup-x1.js:1:2
    at https://horizon.example.org/static/x.js:1:1
    at Array.map (<anonymous>)`,
  ],
  [
    'Firefox',
    `open@moz-extension://0b0a3b9c-5d7e-4f11-8a22-3344556677aa/background.js:12:345
async*@moz-extension://0b0a3b9c-5d7e-4f11-8a22-3344556677aa/chunks/popup-x1.js:1:2
@https://horizon.example.org/static/x.js:1:1`,
  ],
])('finds the places in the extension in a stack of %s, and no others', (_, stack) => {
  const error = Object.assign(new Error('secret'), { stack });
  expect(stackFramesOf(error)).toEqual(['background.js:12:345', 'chunks/popup-x1.js:1:2']);
});
