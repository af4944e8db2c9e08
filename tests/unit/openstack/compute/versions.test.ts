import { describe, expect, it } from 'vitest';
import { answering, codeOf, json, replay } from '@/tests/unit/openstack/support';
import { discoverCompute } from '@/utils/openstack/compute/versions';

const found = { id: 'v2.1', version: '2.93', minVersion: '2.1' };

describe('discoverCompute', () => {
  it.each([
    ['https://nova.example.org/v2.1', 'https://nova.example.org/v2.1/'],
    ['https://nova.example.org/v2.1/', 'https://nova.example.org/v2.1/'],
    ['https://nova.example.org/v2.1/2875a4e5f6e749db903218c8e0510cd9', 'https://nova.example.org/v2.1/'],
    ['https://nova.example.org/compute/v2/AUTH_2875a4e5', 'https://nova.example.org/compute/v2/'],
    ['https://nova.example.org/compute', 'https://nova.example.org/compute/'],
  ])('asks for the versions of %s at %s, without a token', async (endpoint, url) => {
    const { client, sent } = answering(replay('discovery-nova-v2.1-slash'));
    expect(await discoverCompute(client, endpoint)).toEqual(found);
    expect(sent.map((request) => request.url)).toEqual([url]);
    expect(sent[0]?.headers.has('X-Auth-Token')).toBe(false);
  });

  it('takes the current version of a list', async () => {
    const { client } = answering(replay('discovery-nova-root'));
    expect(await discoverCompute(client, 'https://nova.example.org')).toEqual(found);
  });

  it('reads the choices that come with status 300', async () => {
    const choice = { id: 'v2.1', status: 'CURRENT', version: '2.60', min_version: '2.1' };
    const { client } = answering(json(300, { choices: [choice] }));
    expect(await discoverCompute(client, 'https://nova.example.org')).toMatchObject({ version: '2.60' });
  });

  it('reads the legacy API, which has no microversions', async () => {
    const { client } = answering(json(200, { version: { id: 'v2.0', status: 'CURRENT', links: [] } }));
    const legacy = { id: 'v2.0', version: '', minVersion: '' };
    expect(await discoverCompute(client, 'https://nova.example.org/v2')).toEqual(legacy);
  });

  it.each([
    [json(200, { versions: [] }), 'SCHEMA_MISMATCH'],
    [json(200, { hello: 'world' }), 'SCHEMA_MISMATCH'],
    [new Response('<html>'), 'NOT_JSON'],
    [json(404, {}), 'NOT_FOUND'],
  ])('throws the code of a refusal', async (answer, code) => {
    const { client } = answering(answer);
    expect(await codeOf(discoverCompute(client, 'https://nova.example.org'))).toBe(code);
  });
});
