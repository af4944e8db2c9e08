import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { type CatalogService, catalogSchema, chooseEndpoint, readCatalog, regionsOf } from '@/utils/openstack/catalog';
import { OpenStackError } from '@/utils/openstack/errors';
import { recording } from './support';

const at = (region: string, url: string, facing = 'public') => ({ interface: facing, region, url });
const catalog: CatalogService[] = [
  { type: 'identity', endpoints: [at('east', 'https://keystone')] },
  {
    type: 'compute',
    endpoints: [at('west', 'https://west'), at('east', 'https://east'), at('east', 'http://inside', 'internal')],
  },
  { type: 'computev21', endpoints: [at('south', 'https://old')] },
];

function failureOf(choose: () => unknown): OpenStackError {
  try {
    choose();
  } catch (error) {
    if (error instanceof OpenStackError) return error;
  }
  throw new Error('no OpenStackError');
}

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

describe('regionsOf', () => {
  it('names each region with such an endpoint once, sorted', () => {
    expect(regionsOf(catalog, { interface: 'public' })).toEqual(['east', 'west']);
    expect(regionsOf(catalog, { interface: 'internal' })).toEqual(['east']);
    expect(regionsOf(catalog, { interface: 'admin' })).toEqual([]);
    expect(regionsOf(catalog, { type: 'identity', interface: 'publicURL' })).toEqual(['east']);
  });
});

describe('chooseEndpoint', () => {
  it.each([
    ['west', 'public', 'https://west'],
    ['east', 'public', 'https://east'],
    ['east', 'internalURL', 'http://inside'],
    [null, 'public', 'https://east'],
  ])('region %j, interface %s: %s', (region, facing, url) => {
    expect(chooseEndpoint(catalog, { interface: facing, region })).toMatchObject({ url, region: region ?? 'east' });
  });

  it('tells why there is none', () => {
    expect(failureOf(() => chooseEndpoint([], { interface: 'public', region: null })).code).toBe('NO_CATALOG');
    expect(failureOf(() => chooseEndpoint(catalog, { interface: 'admin', region: null })).code).toBe(
      'NO_COMPUTE_ENDPOINT',
    );
    // regions are names: East is not east
    expect(failureOf(() => chooseEndpoint(catalog, { interface: 'public', region: 'East' }))).toMatchObject({
      code: 'REGION_UNKNOWN',
      facts: { regions: ['east', 'west'] },
    });
  });

  it('finds an endpoint in every region that is offered', () => {
    const endpoint = fc.record({
      interface: fc.constantFrom('public', 'internal'),
      region: fc.constantFrom('a', 'b', 'B', ''),
      url: fc.webUrl(),
    });
    const service = fc.record({ type: fc.constantFrom('compute', 'image'), endpoints: fc.array(endpoint) });
    fc.assert(
      fc.property(fc.array(service), (any) => {
        for (const region of regionsOf(any, { interface: 'public' })) {
          expect(chooseEndpoint(any, { interface: 'public', region }).region).toBe(region);
        }
      }),
    );
  });
});
