import { describe, expect, it } from 'vitest';
import { answering, codeOf, html, json, openStackErrorOf, replay } from '@/tests/unit/openstack/support';
import { OpenStackError } from '@/utils/openstack/errors';
import { discoverIdentity } from '@/utils/openstack/identity/discovery';

const one = (href: string, id = 'v3.14') => ({ id, status: 'stable', links: [{ rel: 'self', href }] });
const single = (href: string) => json(200, { version: one(href) });
const several = (...entries: object[]) => json(300, { versions: { values: entries } });
const nova = (id: string) => ({
  ...one('x', id),
  'media-types': [{ type: `application/vnd.openstack.compute+json;version=${id.slice(1)}` }],
});

describe('discoverIdentity', () => {
  it('finds v3 with one request', async () => {
    const { client, sent } = answering(replay('discovery-keystone-v3'));
    expect(await discoverIdentity(client, ' http://cloud.example.org:5000/ ')).toEqual({
      authUrl: 'http://cloud.example.org:5000/v3',
      version: 'v3.14',
    });
    expect(sent.map(({ url }) => url)).toEqual(['http://cloud.example.org:5000/v3']);
    expect(sent[0]?.headers.has('X-Auth-Token')).toBe(false);
    expect(sent[0]?.init.redirect).toBe('manual');
  });

  it('keeps scheme, host and prefix that were typed, whatever the links say', async () => {
    const { client } = answering(single('http://10.0.0.1:5000/v3/'));
    const { authUrl } = await discoverIdentity(client, 'https://cloud.example.org/keystone');
    expect(authUrl).toBe('https://cloud.example.org/keystone/v3');
  });

  it('reads the list of versions at the root, which comes with status 300', async () => {
    const { client, sent } = answering(html(404), replay('discovery-keystone-root'));
    expect(await discoverIdentity(client, 'https://cloud.example.org')).toEqual({
      authUrl: 'https://cloud.example.org/v3',
      version: 'v3.14',
    });
    expect(sent[1]?.url).toBe('https://cloud.example.org/');
  });

  it('takes only the path of the link in that list', async () => {
    const list = several(one('http://internal/v2.0/', 'v2.0'), one('http://internal:35357/identity/v3/', 'v3.8'));
    const { client } = answering(html(404), list);
    expect(await discoverIdentity(client, 'https://cloud.example.org/identity')).toEqual({
      authUrl: 'https://cloud.example.org/identity/v3',
      version: 'v3.8',
    });
  });

  const V3 = single('http://elsewhere.example.org/v3');
  const keystoneAt = (answering: string) => {
    const requestedUrls: string[] = [];
    const fetch: typeof globalThis.fetch = async (input) => {
      const url = String(input);
      requestedUrls.push(url);
      return url === answering
        ? V3.clone()
        : Object.defineProperty(Response.error(), 'type', { value: 'opaqueredirect' });
    };
    return { requestedUrls, client: { fetch } };
  };

  it.each([
    ['http://cloud.example.org', 'https://cloud.example.org/v3', 'https://cloud.example.org/v3'],
    ['http://cloud.example.org:5000', 'https://cloud.example.org:5000/v3', 'https://cloud.example.org:5000/v3'],
    ['http://cloud.example.org:5000', 'https://cloud.example.org/v3', 'https://cloud.example.org/v3'],
    [
      'http://cloud.example.org/identity',
      'http://cloud.example.org/identity/v3/',
      'http://cloud.example.org/identity/v3',
    ],
    [
      'https://cloud.example.org/identity',
      'https://cloud.example.org/identity/v3/',
      'https://cloud.example.org/identity/v3',
    ],
  ])('%s may redirect to %s', async (typed, answered, authUrl) => {
    const { client, requestedUrls } = keystoneAt(answered);
    expect(await discoverIdentity(client, typed)).toEqual({ authUrl, version: 'v3.14' });
    expect(new Set(requestedUrls.map((url) => new URL(url).hostname))).toEqual(new Set(['cloud.example.org']));
  });

  it.each(['http://cloud.example.org:5000', 'http://cloud.example.org', 'https://cloud.example.org'])(
    '%s may not redirect to another port, nor from https to http, nor to another host',
    async (typed) => {
      const { client, requestedUrls } = keystoneAt('https://other.example.org/v3');
      expect(await codeOf(discoverIdentity(client, typed))).toBe('REDIRECTED');
      const { port, protocol } = new URL(typed);
      for (const url of requestedUrls.map((text) => new URL(text))) {
        expect(url.hostname).toBe('cloud.example.org');
        expect(['', port]).toContain(url.port);
        if (protocol === 'https:') expect(url.protocol).toBe('https:');
      }
    },
  );

  it('asks for access to https where http leads there', async () => {
    const requestedUrls: string[] = [];
    const fetch: typeof globalThis.fetch = async (input) => {
      requestedUrls.push(String(input));
      if (String(input).startsWith('https:')) throw new OpenStackError('HOST_PERMISSION_MISSING');
      return new Response(null, { status: 301 });
    };
    expect(await codeOf(discoverIdentity({ fetch }, 'http://cloud.example.org'))).toBe('HOST_PERMISSION_MISSING');
  });

  it.each([
    ['only v2.0', [html(404), several(one('x', 'v2.0'))], 'IDENTITY_V2_ONLY'],
    ['a web page', [html(200), html(200)], 'NOT_KEYSTONE'],
    ['nothing', [html(404), html(404)], 'NOT_KEYSTONE'],
    ['another API', [json(200, { versions: [] }), json(200, { name: 'swift' })], 'NOT_KEYSTONE'],
    ["Nova's oldest API", [html(404), json(200, { version: nova('v2.0') })], 'NOT_KEYSTONE'],
    ["Nova's API", [html(404), json(200, { version: nova('v2.1') })], 'NOT_KEYSTONE'],
    ['a list without v3', [html(404), several(one('x', 'v4.0'))], 'NOT_KEYSTONE'],
    ['a link that is no v3', [html(404), several(one('http://h/elsewhere'))], 'NOT_KEYSTONE'],
    ['a service that is down', [html(503), html(404)], 'UNAVAILABLE'],
    ['too many requests', [html(404), html(429)], 'RATE_LIMITED'],
  ])('%s: %s', async (_, answers, code) => {
    const { client } = answering(...answers);
    const error = await openStackErrorOf(discoverIdentity(client, 'https://cloud.example.org:5000'));
    expect(error).toMatchObject({ code, facts: { service: 'identity', host: 'cloud.example.org:5000' } });
  });

  it.each([
    [new TypeError('Failed to fetch'), 'NETWORK'],
    [new OpenStackError('HOST_PERMISSION_MISSING'), 'HOST_PERMISSION_MISSING'],
  ])('tries no second URL after %s', async (failure, code) => {
    const { client, sent } = answering(failure);
    expect(await codeOf(discoverIdentity(client, 'https://cloud.example.org'))).toBe(code);
    expect(sent).toHaveLength(1);
  });

  it('throws AUTH_URL_INVALID without a request', async () => {
    const { client, sent } = answering();
    expect(await codeOf(discoverIdentity(client, 'ftp://x'))).toBe('AUTH_URL_INVALID');
    expect(sent).toEqual([]);
  });
});
