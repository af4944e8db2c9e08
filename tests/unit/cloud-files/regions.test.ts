import { describe, expect, it } from 'vitest';
import { cloud, codes, PASSWORD_ENTRY } from './one-cloud';

describe('the regions of a cloud', () => {
  it.each([
    ['region_name: R', { region: 'R' }],
    ['region_name: "A, B"', { region: 'A', regions: ['A', 'B'] }],
    ['region_name: [A, B]', { region: 'A', regions: ['A', 'B'] }],
    ['regions: [A, {name: B, values: {}}]', { region: 'A', regions: ['A', 'B'] }],
    ['regions: [A, B]\nregion_name: B', { region: 'B', regions: ['A', 'B'] }],
    ['regions: [A, B]\nregion_name: C', { region: 'A', regions: ['A', 'B'] }],
    ['region_name: ""', {}],
    ['regions: []\nregion_name: R', { region: 'R' }],
  ])('finds the regions of %s', (lines, place) => {
    const { draft, problems } = cloud(`${PASSWORD_ENTRY}}\n${lines}`);
    const { region, regions } = draft;
    expect({ region, regions }).toEqual({ region: undefined, regions: undefined, ...place });
    expect(problems).toEqual([]);
  });

  it('uses the values of the first region, and names those of others', () => {
    const lines = `auth: {username: u, user_domain_name: D}
regions:
- {name: A, values: {auth: {auth_url: "https://a.example.org"}, interface: admin}}
- {name: B, values: {auth: {auth_url: "https://b.example.org"}}}`;
    const found = cloud(lines);
    expect(found.draft).toMatchObject({ authUrl: 'https://a.example.org', interface: 'admin', user: { name: 'u' } });
    expect(codes(found)).toEqual(['REGION_VALUES_UNUSED', 'REGION_VALUES_SHARED']);
    const alone = '- {name: A, values: {auth: {auth_url: "https://a.example.org"}}}';
    const auth = 'auth: {username: u, user_domain_name: D}';
    expect(codes(cloud(`${auth}\nregions:\n${alone}\n- B`))).toEqual(['REGION_VALUES_SHARED']);
    expect(codes(cloud(`${auth}\nregions:\n${alone}`))).toEqual([]);
    expect(cloud(`${lines}\nregion_name: B`).draft.authUrl).toBe('https://b.example.org');
  });
});
