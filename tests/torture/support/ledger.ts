import type { Credential } from '@/utils/sign-in/methods';
import { cloudAt, clouds, originsOf, SECRETS } from './clouds';
import { network, type SentRequest } from './network';
import { storage } from './storage-calls';

/** A token that the extension has received. */
interface Received {
  token: string;
  origin: string;
  /** writes that had been tried by then */
  writes: number;
}

/** What the extension received and how it was refused, since the last reset. */
export const ledger: { received: Received[]; refused: Map<string, number> } = { received: [], refused: new Map() };

export function resetLedger(): void {
  ledger.received = [];
  ledger.refused = new Map();
}

/** Notes an answer that reached the extension. */
export function note(url: URL, init: RequestInit, answer: Response): void {
  if (init.method !== 'POST' || !url.pathname.endsWith('/auth/tokens')) return;
  const token = answer.headers.get('x-subject-token');
  const writes = storage.operations.filter(({ kind }) => kind !== 'read').length;
  if (token !== null) ledger.received.push({ token, origin: url.origin, writes });
  const sent = passwordOf(String(init.body));
  if (sent === null || answer.status !== 401) return;
  const key = `${url.origin} ${sent.user} ${sent.password}`;
  ledger.refused.set(key, (ledger.refused.get(key) ?? 0) + 1);
}

interface SentPassword {
  user: string;
  password: string;
}

function passwordOf(body: string): SentPassword | null {
  const user = body === '' ? undefined : JSON.parse(body).auth?.identity?.password?.user;
  return user === undefined ? null : { user: user.name ?? user.id, password: user.password };
}

/** Whose each password is, and where it may go. */
function allowed(): Map<string, string[]> {
  const { north, south } = clouds;
  const of = (names: string[], ...secrets: (Credential & { kind: 'password' })[]) =>
    names.flatMap((name) => secrets.map(({ password }) => `${name} ${password}`));
  const { north: mine, next, wrong, reader, south: southern, southReader } = SECRETS;
  return new Map([
    [
      new URL(north.authUrl).origin,
      [...of(['demo', north.user('demo').id], mine, next, wrong), ...of(['reader', north.user('reader').id], reader)],
    ],
    [new URL(south.authUrl).origin, [...of(['demo'], southern), ...of(['reader'], southReader)]],
  ]);
}

/** What was sent to somebody who may not have it. */
export function misdirected(): string[] {
  const places = allowed();
  const tokens = Object.values(clouds).flatMap((cloud) =>
    cloud.issuedTokens().map(({ id }) => ({ id, origins: originsOf(cloud) })),
  );
  return network.sent.flatMap((sent) => {
    const { url, headers, body } = sent;
    if (cloudAt(url) === undefined) return [`a request reached ${url.host}`];
    const text = `${url.href} ${JSON.stringify([...headers])} ${body}`;
    const strayed = tokens.filter(({ id, origins }) => text.includes(id) && !origins.includes(url.origin));
    const inUrl = tokens.filter(({ id }) => url.href.includes(id));
    return [
      ...strayed.map(() => `a token of another cloud was sent: ${sent.call}`),
      ...inUrl.map(() => `a token is in an address: ${sent.call}`),
      ...passwordsIn(sent, text, places.get(url.origin) ?? []),
    ];
  });
}

function passwordsIn({ method, url, body, call }: SentRequest, text: string, places: readonly string[]): string[] {
  const sent = Object.values(SECRETS).filter(({ password }) => text.includes(password));
  if (sent.length === 0) return [];
  if (method === 'POST' && /^\/v3\/users\/[^/]+\/password$/.test(url.pathname)) {
    const isOfUser = sent.every(({ password }) => places.some((place) => place.endsWith(` ${password}`)));
    return isOfUser ? [] : [`a password was changed at another cloud: ${call}`];
  }
  if (method !== 'POST' || url.pathname !== '/v3/auth/tokens') return [`a password was sent with ${call}`];
  const found = passwordOf(body);
  const isAllowed = found !== null && places.includes(`${found.user} ${found.password}`);
  return isAllowed ? [] : [`a password was sent for ${found?.user ?? 'nobody'} at another cloud or user`];
}
