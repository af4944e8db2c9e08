import { describe, expect, it } from 'vitest';
import { recording } from '@/tests/fixtures/recorded';
import {
  answering,
  codeOf,
  everythingIn,
  html,
  json,
  notInRange,
  openStackErrorOf,
  replay,
} from '@/tests/unit/openstack/support';
import { type ConsoleKind, createRemoteConsole } from '@/utils/openstack/compute/remote-consoles';

const access = { endpoint: 'https://nova.example.org/v2.1', token: 'the-token-of-this-test' };
const old = { ...access, legacy: true };
const ID = 'f3486ea1-501b-495c-95e4-57376f449ed8';
const novnc: ConsoleKind = { protocol: 'vnc', type: 'novnc' };
const webmks: ConsoleKind = { protocol: 'mks', type: 'webmks' };
const remote = (url: string) => json(200, { remote_console: { protocol: 'vnc', type: 'novnc', url } });
const byAction = (url: string) => json(200, { console: { type: 'novnc', url } });
const unexpected = (exception: string) => `Unexpected API Error. <class '${exception}'>`;
const notThere = 'functionality not implemented';
const NO_RESOURCE = 'The resource could not be found.';
const noSuchResource = (headers: Record<string, string>) =>
  json(404, { itemNotFound: { code: 404, message: NO_RESOURCE } }, headers);

describe('createRemoteConsole', () => {
  it('sends the recorded request of a real Nova, and returns its URL', async () => {
    const { request, response } = recording('console-novnc');
    const { client, sent } = answering(replay('console-novnc'));
    const { via, ...remote_console } = await createRemoteConsole(client, access, ID, novnc);
    expect({ remote_console }).toEqual(response.body);
    expect(via).toBe('remote-consoles');
    expect(sent[0]).toMatchObject({
      method: request.method,
      url: `${access.endpoint}/servers/${ID}/remote-consoles`,
      body: request.body,
    });
    expect(sent[0]?.headers.get('OpenStack-API-Version')).toBe('compute 2.6');
    expect(sent[0]?.headers.get('X-OpenStack-Nova-API-Version')).toBe('2.6');
    expect(sent[0]?.headers.get('X-Auth-Token')).toBe(access.token);
  });

  it.each<[ConsoleKind, string]>([
    [{ protocol: 'vnc', type: 'novnc' }, '2.6'],
    [{ protocol: 'spice', type: 'spice-html5' }, '2.6'],
    [{ protocol: 'serial', type: 'serial' }, '2.6'],
    [{ protocol: 'rdp', type: 'rdp-html5' }, '2.6'],
    [{ protocol: 'mks', type: 'webmks' }, '2.8'],
  ])('asks for %j at microversion %s', async (kind, microversion) => {
    const { client, sent } = answering(remote('https://proxy.example.org/?token=1'));
    expect(await createRemoteConsole(client, access, ID, kind)).toMatchObject(kind);
    expect(sent[0]?.body).toEqual({ remote_console: kind });
    expect(sent[0]?.headers.get('OpenStack-API-Version')).toBe(`compute ${microversion}`);
  });

  it.each([
    ['an unknown server', 'console-unknown-server', 'SERVER_NOT_FOUND'],
    ['a server of another project', 'console-server-of-other-project', 'SERVER_NOT_FOUND'],
    ['an id that is none', 'console-malformed-server-id', 'SERVER_NOT_FOUND'],
    ['a server that no host has', 'console-server-shelved-offloaded', 'SERVER_NOT_READY'],
    ['a server that was never scheduled', 'console-server-error-never-scheduled', 'SERVER_NOT_READY'],
    ['a reader', 'console-reader-role', 'CONSOLE_FORBIDDEN'],
    ['an expired token', 'console-expired-token', 'TOKEN_INVALID'],
    ['a revoked token', 'console-revoked-token', 'TOKEN_INVALID'],
    ['a type the host does not offer', 'console-spice-unavailable-on-host', 'CONSOLE_TYPE_UNAVAILABLE'],
    ['a type that is gone', 'console-xvpvnc', 'CONSOLE_TYPE_UNAVAILABLE'],
    ['a type the schema does not know', 'console-unknown-type', 'CONSOLE_TYPE_UNAVAILABLE'],
    ['an empty body', 'console-empty-body', 'BAD_REQUEST'],
    ['a microversion out of range', 'console-microversion-too-high', 'MICROVERSION_UNSUPPORTED'],
  ])('%s (%s)', async (_, name, code) => {
    const { client, sent } = answering(replay(name));
    const error = await openStackErrorOf(createRemoteConsole(client, access, ID, novnc));
    expect(error.code).toBe(code);
    expect(error.facts.requestId).toMatch(/^req-/);
    expect(everythingIn(error)).not.toContain(access.token);
    expect(sent).toHaveLength(1);
  });

  it.each([
    ['a server that is migrating', 500, unexpected('nova.exception.InstanceInvalidState'), 'SERVER_BUSY'],
    ['any other failure', 500, unexpected('KeyError'), 'SERVER_ERROR'],
    ['a driver without consoles', 501, `Unable to get vnc console, ${notThere}`, 'CONSOLE_TYPE_UNAVAILABLE'],
    ['a service that is down', 503, 'The server is currently unavailable.', 'UNAVAILABLE'],
    ['too many requests', 429, 'This request was rate-limited.', 'RATE_LIMITED'],
    ['another proxy in the way', 405, 'no', 'HTTP'],
  ])('%s: %i', async (_, status, message, code) => {
    const { client } = answering(json(status, { computeFault: { code: status, message } }));
    expect(await codeOf(createRemoteConsole(client, access, ID, novnc))).toBe(code);
  });

  it('has the range of microversions', async () => {
    const { client } = answering(replay('console-microversion-too-high'));
    const error = await openStackErrorOf(createRemoteConsole(client, access, ID, webmks));
    expect(error.facts.microversions).toEqual({ min: '2.1', max: '2.93' });
  });

  it.each(['', '.', '..', '\ud800'])('never lets the id %j lead the URL elsewhere', async (id) => {
    const { client, sent } = answering();
    expect(await codeOf(createRemoteConsole(client, access, id, novnc))).toBe('SERVER_NOT_FOUND');
    expect(sent).toEqual([]);
  });

  it('encodes the id', async () => {
    const { client, sent } = answering(replay('console-unknown-server'));
    await openStackErrorOf(createRemoteConsole(client, access, '../../os-keypairs?x=', novnc));
    expect(sent[0]?.url).toBe(`${access.endpoint}/servers/..%2F..%2Fos-keypairs%3Fx%3D/remote-consoles`);
  });
});

describe('a cloud older than 2.6', () => {
  it.each([
    ['says so by 406', notInRange('2.6', '2.3')],
    ['served the request with 2.1', noSuchResource({ 'OpenStack-API-Version': 'compute 2.1' })],
    ['served it with 2.3, in the older header', noSuchResource({ 'X-OpenStack-Nova-API-Version': '2.3' })],
    ['ignores microversions', noSuchResource({})],
    ['answers as bare WebOb', json(404, { message: `${NO_RESOURCE}<br /><br />`, code: '404 Not Found' })],
  ])('gets the older action where it %s', async (_, refusal) => {
    const { client, sent } = answering(refusal, replay('console-legacy-action-getVNCConsole'));
    expect(await createRemoteConsole(client, access, ID, novnc)).toMatchObject({ ...novnc, via: 'action' });
    expect(sent[1]).toMatchObject({
      method: 'POST',
      url: `${access.endpoint}/servers/${ID}/action`,
      body: recording('console-legacy-action-getVNCConsole').request.body,
    });
    expect(sent[1]?.headers.has('OpenStack-API-Version')).toBe(false);
    expect(sent[1]?.headers.has('X-OpenStack-Nova-API-Version')).toBe(false);
  });

  it.each([
    [{ protocol: 'spice', type: 'spice-html5' }, 'os-getSPICEConsole'],
    [{ protocol: 'serial', type: 'serial' }, 'os-getSerialConsole'],
    [{ protocol: 'rdp', type: 'rdp-html5' }, 'os-getRDPConsole'],
  ] as const)('that is known gets %j by %s in one request', async (kind, action) => {
    const { client, sent } = answering(byAction('https://proxy.example.org/?token=1'));
    expect(await createRemoteConsole(client, old, ID, kind)).toMatchObject({ via: 'action' });
    expect(sent[0]?.body).toEqual({ [action]: { type: kind.type } });
  });

  it('has no webmks console', async () => {
    const { client, sent } = answering(notInRange('2.6', '2.3'));
    expect(await codeOf(createRemoteConsole(client, access, ID, webmks))).toBe('MICROVERSION_UNSUPPORTED');
    expect(await codeOf(createRemoteConsole(client, { ...access, legacy: true }, ID, webmks))).toBe(
      'MICROVERSION_UNSUPPORTED',
    );
    expect(sent).toHaveLength(1);
  });

  it.each([
    ['the server is unknown', replay('console-unknown-server'), 'SERVER_NOT_FOUND'],
    ['a newer cloud has no such resource', noSuchResource({ 'OpenStack-API-Version': 'compute 2.6' }), 'NOT_FOUND'],
    ['a page of HTML answers', html(404, '<p>The resource could not be found'), 'NOT_FOUND'],
    ['only webmks is too new', notInRange('2.6', '2.7'), 'MICROVERSION_UNSUPPORTED'],
  ])('is not assumed where %s', async (_, answer, code) => {
    const { client, sent } = answering(answer);
    expect(await codeOf(createRemoteConsole(client, access, ID, novnc))).toBe(code);
    expect(sent).toHaveLength(1);
  });

  it('throws the errors of the action', async () => {
    const { client } = answering(
      replay('console-unknown-server'),
      replay('console-reader-role'),
      replay('console-rdp-unavailable'),
    );
    expect(await codeOf(createRemoteConsole(client, old, ID, novnc))).toBe('SERVER_NOT_FOUND');
    expect(await codeOf(createRemoteConsole(client, old, ID, novnc))).toBe('CONSOLE_FORBIDDEN');
    expect(await codeOf(createRemoteConsole(client, old, ID, novnc))).toBe('CONSOLE_TYPE_UNAVAILABLE');
  });
});

describe('the console URL', () => {
  const serial: ConsoleKind = { protocol: 'serial', type: 'serial' };

  it.each([
    [novnc, 'http://127.0.0.1:6080/vnc_lite.html?path=%3Ftoken%3D1'],
    [novnc, 'https://proxy.example.org/vnc.html?token=1'],
    [serial, 'ws://127.0.0.1:6083/?token=1'],
    [serial, 'wss://proxy.example.org/?token=1'],
  ])('of %j may be %s', async (kind, url) => {
    const { client } = answering(remote(url));
    expect((await createRemoteConsole(client, access, ID, kind)).url).toBe(url);
  });

  it.each([
    [novnc, 'javascript:alert(document.domain)//secret-token'],
    [novnc, 'data:text/html,secret-token'],
    [novnc, 'file:///secret-token'],
    [novnc, 'ws://proxy.example.org/?token=secret-token'],
    [serial, 'vnc://proxy.example.org/?token=secret-token'],
    [novnc, 'secret-token'],
    [novnc, ''],
  ])('of %j may not be %j', async (kind, url) => {
    const { client } = answering(remote(url), byAction(url));
    for (const connection of [access, old]) {
      const error = await openStackErrorOf(createRemoteConsole(client, connection, ID, kind));
      expect(error.code).toBe('CONSOLE_URL_UNSAFE');
      expect(everythingIn(error)).not.toContain('secret-token');
    }
  });
});
