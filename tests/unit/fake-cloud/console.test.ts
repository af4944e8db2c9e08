import { once } from 'node:events';
import { expect, test, vi } from 'vitest';
import WebSocket from 'ws';
import { ByteReader } from '@/tests/fake-cloud/console/rfb-session';
import { KEYSYM } from '@/tests/fake-cloud/console/screen';
import { fakeCloud } from '@/tests/unit/support/cloud';
import { signInToken } from './replay';

const cloud = fakeCloud();

async function consoleUrl(server: string, protocol = 'vnc', type = 'novnc'): Promise<string> {
  const answer = await fetch(`${cloud.novaUrl}/servers/${cloud.server(server).id}/remote-consoles`, {
    method: 'POST',
    headers: { 'X-Auth-Token': await signInToken(cloud, 'demo', 'demo'), 'OpenStack-API-Version': 'compute 2.6' },
    body: JSON.stringify({ remote_console: { protocol, type } }),
  });
  return ((await answer.json()) as { remote_console: { url: string } }).remote_console.url;
}

/** The address that the page of a console URL connects to. */
function socketUrl(url: string): string {
  const page = new URL(url);
  return `ws://${page.host}/${page.searchParams.get('path')}`;
}

async function closeCode(url: string, headers: Record<string, string> = {}): Promise<number> {
  const socket = new WebSocket(url, { headers });
  const [code] = (await once(socket, 'close')) as [number];
  return code;
}

class Viewer {
  readonly socket: WebSocket;
  readonly reader = new ByteReader();
  width = 0;
  height = 0;
  name = '';

  constructor(url: string) {
    this.socket = new WebSocket(url, { origin: new URL(url).origin.replace('ws', 'http') });
    this.socket.on('message', (data: Buffer) => this.reader.push(data));
    this.socket.on('close', () => this.reader.close());
  }

  async handshake(): Promise<void> {
    expect((await this.reader.take(12)).toString()).toBe('RFB 003.008\n');
    this.socket.send('RFB 003.008\n');
    expect([...(await this.reader.take(2))]).toEqual([1, 1]);
    this.socket.send(Buffer.from([1]));
    expect((await this.reader.take(4)).readUInt32BE()).toBe(0);
    this.socket.send(Buffer.from([1]));
    const init = await this.reader.take(24);
    this.width = init.readUInt16BE(0);
    this.height = init.readUInt16BE(2);
    this.name = (await this.reader.take(init.readUInt32BE(20))).toString();
  }

  /** Asks for an update and returns the rectangles of the answer. */
  async update(
    isIncremental: boolean,
  ): Promise<{ x: number; y: number; width: number; height: number; pixels: Buffer }[]> {
    const ask = Buffer.alloc(10);
    ask.writeUInt8(3, 0);
    ask.writeUInt8(isIncremental ? 1 : 0, 1);
    ask.writeUInt16BE(this.width, 6);
    ask.writeUInt16BE(this.height, 8);
    this.socket.send(ask);
    const count = (await this.reader.take(4)).readUInt16BE(2);
    const rects = [];
    for (let index = 0; index < count; index += 1) {
      const head = await this.reader.take(12);
      expect(head.readInt32BE(8)).toBe(0);
      const [x, y, width, height] = [0, 2, 4, 6].map((at) => head.readUInt16BE(at)) as [number, number, number, number];
      rects.push({ x, y, width, height, pixels: Buffer.from(await this.reader.take(width * height * 4)) });
    }
    return rects;
  }

  key(keysym: number, isDown: boolean): void {
    const message = Buffer.alloc(8);
    message.writeUInt8(4, 0);
    message.writeUInt8(isDown ? 1 : 0, 1);
    message.writeUInt32BE(keysym, 4);
    this.socket.send(message);
  }

  type(text: string): void {
    for (const character of text) {
      const keysym =
        character === '\n' ? KEYSYM.enter : character === '\b' ? KEYSYM.backspace : (character.codePointAt(0) ?? 0);
      this.key(keysym, true);
      this.key(keysym, false);
    }
  }
}

async function view(server: string): Promise<Viewer> {
  const viewer = new Viewer(socketUrl(await consoleUrl(server)));
  await viewer.handshake();
  return viewer;
}

test('a viewer gets the whole picture first, and then only what changed', async () => {
  const viewer = await view('web-01');
  expect([viewer.width, viewer.height, viewer.name]).toEqual([720, 400, 'web-01']);
  const [whole, ...others] = await viewer.update(false);
  expect(others).toEqual([]);
  expect(whole).toMatchObject({ x: 0, y: 0, width: 720, height: 400 });
  expect(new Set(new Uint32Array(new Uint8Array(whole?.pixels ?? []).buffer)).size).toBeGreaterThan(2);
  const changed = await viewer.update(true);
  const area = changed.reduce((sum, rect) => sum + rect.width * rect.height, 0);
  expect(area).toBeGreaterThan(0);
  expect(area).toBeLessThan((720 * 400) / 3);
  viewer.socket.terminate();
});

test('typed keys are echoed, Backspace, Enter and Ctrl+Alt+Del too', async () => {
  const viewer = await view('web-02');
  const { id } = cloud.server('web-02');
  viewer.type('hellp\bo, wörld\nnext');
  await vi.waitFor(() => expect(cloud.screenText(id)).toBe('web-02\n\nhello, wörld\nnext'));
  for (const keysym of [KEYSYM.controlLeft, KEYSYM.altLeft, KEYSYM.delete]) viewer.key(keysym, true);
  await vi.waitFor(() => expect(cloud.screenText(id)).toMatch(/next\nCtrl\+Alt\+Del\n$/));
  viewer.socket.terminate();
});

test('two viewers share one screen, and both are cut with it', async () => {
  const { id } = cloud.server('bastion');
  const url = socketUrl(await consoleUrl('bastion'));
  const viewers = [new Viewer(url), new Viewer(url)];
  await Promise.all(viewers.map((viewer) => viewer.handshake()));
  expect(cloud.viewers(id)).toBe(2);
  const closed = Promise.all(viewers.map((viewer) => once(viewer.socket, 'close')));
  cloud.dropConsoles(id);
  expect((await closed).map(([code]) => code)).toEqual([1006, 1006]);
  await vi.waitFor(() => expect(cloud.viewers(id)).toBe(0));
});

test.each(['build-runner-7', 'staging-api', 'analytics-nightly', 'legacy-billing'])(
  '%s gets a console URL, but its connection is cut',
  async (name) => {
    expect(await closeCode(socketUrl(await consoleUrl(name)))).toBe(1006);
  },
);

test('a wrong or expired token and another Origin are cut after the upgrade', async () => {
  const url = socketUrl(await consoleUrl('cache-01'));
  expect(await closeCode(url.replace(/token=.*/, 'token=nonsense'))).toBe(1006);
  expect(await closeCode(url, { Origin: 'http://other.invalid' })).toBe(1006);
  expect(await closeCode(url, { Origin: 'chrome-extension://abcdefghijklmnop' })).toBe(1006);
  cloud.expireConsoleTokens();
  expect(await closeCode(url)).toBe(1006);
});

test('a serial console echoes text', async () => {
  const socket = new WebSocket(await consoleUrl('queue-01', 'serial', 'serial'));
  let received = '';
  socket.on('message', (data: Buffer) => {
    received += data.toString();
  });
  await vi.waitFor(() => expect(received).toBe('queue-01\r\n\r\n'));
  socket.send('whoami\r');
  await vi.waitFor(() => expect(received).toMatch(/whoami\r\n$/));
  socket.terminate();
});

test('a server that stops cuts its console', async () => {
  cloud.config.transitionMs = 1;
  const viewer = await view('db-replica');
  const closed = once(viewer.socket, 'close');
  const answer = await fetch(`${cloud.novaUrl}/servers/${cloud.server('db-replica').id}/action`, {
    method: 'POST',
    headers: { 'X-Auth-Token': await signInToken(cloud, 'demo', 'demo') },
    body: '{"os-stop":null}',
  });
  expect(answer.status).toBe(202);
  await closed;
  expect(cloud.server('db-replica').status).toBe('SHUTOFF');
});

test('serves the pages and the modules of noVNC, and no other file', async () => {
  const get = async (path: string): Promise<number> => (await fetch(cloud.consoleBaseUrl + path)).status;
  expect(
    await Promise.all(['/vnc_lite.html', '/vnc.html', '/core/rfb.js', '/vendor/pako/lib/zlib/inflate.js'].map(get)),
  ).toEqual([200, 200, 200, 200]);
  expect(
    await Promise.all(['/', '/package.json', '/core/%2e%2e/package.json', '/core/..%2f..%2f..%2fws/index.js'].map(get)),
  ).toEqual([404, 404, 404, 404]);
});
