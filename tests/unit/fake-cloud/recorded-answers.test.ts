import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FakeCloud, startFakeCloud } from '@/tests/fake-cloud';
import { RECORDED, type Recording, recording } from '@/tests/fixtures/recorded';
import { idsOf, receiptOf, signInByApplicationCredential, signInToken, translated } from './replay';
import { shapeDifferences } from './shape';

const CASES = readdirSync(RECORDED).map((file) => file.replace('.json', ''));

/** Headers that depend on the HTTP server. */
const UNCOMPARED = /^(content-length|date|connection|keep-alive|transfer-encoding|last-modified)$/;
/** Headers whose value must be equal. */
const EXACT = ['content-type', 'openstack-api-version', 'x-openstack-nova-api-version', 'vary', 'server'];

let cloud: FakeCloud;

beforeEach(async () => {
  cloud = await startFakeCloud();
});

afterEach(() => cloud.close());

/** A token in the state that the name of the case tells. */
async function tokenFor(name: string): Promise<string> {
  if (name.includes('reader-role')) return signInToken(cloud, 'reader', 'demo');
  if (name === 'servers-unscoped-token' || name === 'auth-token-rescope') return signInToken(cloud, 'demo', null);
  if (name === 'console-server-locked') return signInToken(cloud, 'demo', 'ops');
  if (/appcred-token/.test(name) || name === 'console-novnc-appcred') return signInByApplicationCredential(cloud);
  const token = await signInToken(cloud, 'demo', 'demo');
  if (name.includes('expired')) cloud.expireAllTokens();
  if (name.includes('revoked')) cloud.revokeAllTokens();
  return token;
}

async function applicationCredential(token: string): Promise<string> {
  const url = `${cloud.authUrl}/users/${idsOf(cloud).get('b0eeaf266f444efaaa6761f6dbd1a90c')}/application_credentials`;
  const body = JSON.stringify({ application_credential: { name: 'to be deleted' } });
  const answer = await fetch(url, { method: 'POST', headers: { 'X-Auth-Token': token }, body });
  return ((await answer.json()) as { application_credential: { id: string } }).application_credential.id;
}

/** Sends the recorded request to the fake cloud with its ids, tokens and passcodes. */
async function replay(name: string, { request }: Recording, ids: Map<string, string>): Promise<Response> {
  const bases: Record<string, string> = {
    '127.0.0.1:5000': cloud.authUrl,
    '127.0.0.1:8774': cloud.novaUrl,
    '127.0.0.1:6080': cloud.consoleBaseUrl,
  };
  const base = bases[request.host];
  if (base === undefined) throw new Error(`${name}: unknown host ${request.host}`);
  const secret = cloud.contents.applicationCredentials[0]?.secret ?? '';
  const token = await tokenFor(name);
  if (name === 'appcred-delete') ids.set('10ae357b18a24b6b8f17b137e7ce80a1', await applicationCredential(token));
  if (name.includes('legacy-rbac')) cloud.config.readersMayOpenConsoles = true;
  const receipt = name.startsWith('mfa-second-step') ? await receiptOf(cloud) : '';
  const headers = new Headers(request.headers);
  for (const header of ['X-Auth-Token', 'X-Subject-Token']) {
    if (headers.get(header)?.includes('redacted')) headers.set(header, token);
  }
  if (headers.get('Openstack-Auth-Receipt')?.includes('redacted')) headers.set('Openstack-Auth-Receipt', receipt);
  const text = typeof request.body === 'string' ? request.body : JSON.stringify(request.body);
  const body = translated(text, ids, secret)
    .replaceAll('gAAAAA-redacted-token', token)
    .replaceAll('"645029"', `"${cloud.passcode()}"`);
  return fetch(new URL(base).origin + translated(request.path, ids, secret), {
    method: request.method,
    headers,
    redirect: 'manual',
    ...(request.body !== null && { body }),
  });
}

function headerNames(headers: Iterable<readonly [string, string]>): string[] {
  return [...headers]
    .map(([name]) => name.toLowerCase())
    .filter((name) => !UNCOMPARED.test(name))
    .sort();
}

function parsed(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return text;
  }
}

/** The messages of an error body, at any depth. */
function messages(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === 'message' ? [String(inner)] : messages(inner)));
}

test('the recordings are there', () => {
  expect(CASES.length).toBeGreaterThan(100);
});

test.each(CASES)('%s', async (name) => {
  const recorded = recording(name);
  const ids = idsOf(cloud);
  const answer = await replay(name, recorded, ids);
  const { response } = recorded;

  expect(answer.status).toBe(response.status);
  expect(answer.statusText).toBe(response.reason);
  const expectedHeaders = Object.entries(response.headers);
  expect(headerNames(answer.headers)).toEqual(
    headerNames(expectedHeaders).filter((header) => header !== 'allow' || answer.headers.has('allow')),
  );
  for (const [header, value] of expectedHeaders) {
    if (EXACT.includes(header.toLowerCase())) expect(answer.headers.get(header)).toBe(value);
  }
  const body = parsed(await answer.text());
  const expectedBody = parsed(translated(JSON.stringify(response.body), ids, ''));
  expect(shapeDifferences(expectedBody, body)).toEqual([]);
  if (response.status >= 400) expect(messages(body)).toEqual(messages(expectedBody));
  if (typeof expectedBody === 'string' && response.status >= 400) expect(body).toBe(expectedBody);
});
