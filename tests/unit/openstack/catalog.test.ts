import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { recording } from '@/tests/fixtures/recorded';
import { forAny } from '@/tests/unit/support/runs';
import {
  type CatalogService,
  catalogSchema,
  chooseEndpoint,
  computeEndpoints,
  readCatalog,
  regionsOf,
} from '@/utils/openstack/catalog';
import { openStackErrorOf } from './support';

const at = (region: string, url: string, side = 'public') => ({ interface: side, region, url });
const catalog: CatalogService[] = [
  { type: 'identity', endpoints: [at('east', 'https://keystone')] },
  {
    type: 'compute',
    endpoints: [at('west', 'https://west'), at('east', 'https://east'), at('east', 'http://inside', 'internal')],
  },
  { type: 'computev21', endpoints: [at('south', 'https://old')] },
];

const failureOf = (choose: () => unknown) => openStackErrorOf(Promise.resolve().then(choose));

describe('readCatalog', () => {
  const read = (raw: unknown) => readCatalog(z.parse(catalogSchema, raw));

  it('reads the catalog of a real cloud', () => {
    const { token } = z.parse(
      z.object({ token: z.object({ catalog: z.unknown() }) }),
      recording('auth-password-scoped').response.body,
    );
    const compute = read(token.catalog).find(({ type }) => type === 'compute');
    expect(compute?.endpoints).toContainEqual(at('RegionOne', 'http://127.0.0.1:8774/v2.1'));
  });

  it('takes region_id before region, words ending in URL, and strips slashes', () => {
    const endpoints = [
      { interface: 'publicURL', region: 'Old name', region_id: 'r1', url: 'https://a/v2.1//' },
      { interface: 'public', region: 'r2', url: 'https://b' },
      { interface: 'public', region: null, region_id: null, url: 'https://c' },
    ];
    expect(read([{ type: 'compute', name: 'nova', id: '1', endpoints }])).toEqual([
      { type: 'compute', endpoints: [at('r1', 'https://a/v2.1'), at('r2', 'https://b'), at('', 'https://c')] },
    ]);
  });

  it('leaves out what cannot be used', () => {
    const urls = ['', null, 'nova', 'ftp://a', 'http://', 'https://h:port'];
    const endpoints = urls.map((url) => ({ interface: 'public', region: 'r', url }));
    expect(read([{ type: 'compute', endpoints }, { name: 'no type' }, { type: 'bare' }])).toEqual([
      { type: 'compute', endpoints: [] },
      { type: 'bare', endpoints: [] },
    ]);
  });
});

describe('the compute endpoints that are offered', () => {
  it('are one for each region, in order of name', () => {
    expect(regionsOf(catalog, { interface: 'public' })).toEqual(['east', 'west']);
    expect(regionsOf(catalog, { interface: 'internalURL' })).toEqual(['east']);
    expect(regionsOf(catalog, { interface: 'admin' })).toEqual([]);
  });

  it('are those of the regions in the profile, in that order, where the catalog has them', () => {
    const regions = ['west', 'north', 'east'];
    expect(computeEndpoints(catalog, { interface: 'public', regions })).toEqual([
      { region: 'west', url: 'https://west' },
      { region: 'east', url: 'https://east' },
    ]);
    expect(regionsOf(catalog, { interface: 'public', regions: [] })).toEqual(['east', 'west']);
  });

  it.each([
    ['https://nova.example.org', 'https://nova.example.org/v2.1'],
    [' https://nova.example.org:8774/ ', 'https://nova.example.org:8774/v2.1'],
    ['https://example.org/compute/v2.1/', 'https://example.org/compute/v2.1'],
    ['https://example.org/v2.1/project', 'https://example.org/v2.1/project'],
    ['https://example.org/v2', 'https://example.org/v2'],
  ])('are only the compute URL of the profile: %s', (computeUrl, url) => {
    const at = { interface: 'public', computeUrl };
    expect(computeEndpoints(catalog, at)).toEqual([{ region: 'east', url }]);
    expect(computeEndpoints([], at)).toEqual([{ region: '', url }]);
    expect(chooseEndpoint(catalog, { ...at, interface: 'admin' }, 'west').url).toBe(url);
  });
});

describe('chooseEndpoint', () => {
  it.each([
    ['west', 'public', 'https://west'],
    ['east', 'public', 'https://east'],
    ['east', 'internalURL', 'http://inside'],
    [null, 'public', 'https://east'],
  ])('region %j, interface %s: %s', (region, side, url) => {
    expect(chooseEndpoint(catalog, { interface: side }, region)).toEqual({ url, region: region ?? 'east' });
  });

  it('is of the first region in the profile, else of another one in the catalog', () => {
    const at = { interface: 'public', regions: ['west'] };
    expect(chooseEndpoint(catalog, at, null).region).toBe('west');
    expect(chooseEndpoint(catalog, at, 'east').region).toBe('east');
  });

  it('fails with the reason where there is none', async () => {
    expect((await failureOf(() => chooseEndpoint([], { interface: 'public' }, null))).code).toBe('NO_CATALOG');
    expect((await failureOf(() => chooseEndpoint(catalog, { interface: 'admin' }, null))).code).toBe(
      'NO_COMPUTE_ENDPOINT',
    );
    const unknown = { code: 'REGION_UNKNOWN', facts: { regions: ['east', 'west'] } };
    // regions are names: East is not east
    expect(await failureOf(() => chooseEndpoint(catalog, { interface: 'public' }, 'East'))).toMatchObject(unknown);
    const at = { interface: 'public', regions: ['north'] };
    expect(await failureOf(() => chooseEndpoint(catalog, at, null))).toMatchObject(unknown);
  });

  it('finds an endpoint in every region that is offered', () => {
    const region = fc.constantFrom('a', 'b', 'B', '');
    const endpoint = fc.record({
      interface: fc.constantFrom('public', 'internal'),
      region,
      url: fc.constantFrom('https://a', 'https://b'),
    });
    const service = fc.record({ type: fc.constantFrom('compute', 'image'), endpoints: fc.array(endpoint) });
    forAny(100, fc.array(service), fc.option(fc.uniqueArray(region), { nil: undefined }), (any, regions) => {
      const at = { interface: 'public', regions };
      for (const offered of computeEndpoints(any, at)) expect(chooseEndpoint(any, at, offered.region)).toEqual(offered);
    });
  });
});
