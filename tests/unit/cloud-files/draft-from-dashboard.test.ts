// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forAnyAsync } from '@/tests/unit/support/runs';
import { draftOfApiAccess } from '@/utils/cloud-files/draft-from-dashboard';
import { parseEndpoints } from '@/utils/cloud-files/horizon-endpoints';
import { mutated } from './arbitraries';

const ZED = 'tests/fixtures/horizon/zed';
/** without what a document in a test would load */
const page = readFileSync(`${ZED}/api-access.html`, 'utf8').replace(/<(?:link|script)\b[^>]*>/g, '');
const table = page.slice(page.indexOf('<table id="endpoints"'), page.indexOf('</table>') + 8);
const WHO = {
  userName: 'demo',
  userDomainName: 'Corp',
  projectName: 'ops',
  projectDomainName: 'Default',
  region: 'RegionTwo',
};

function parsed(html: string): Document {
  return new DOMParser().parseFromString(html, 'text/html');
}

function rows(...endpoints: [type: string, url: string, name?: string][]): Document {
  const body = endpoints.map(
    ([type, url, name]) => `<tr${name ? ` data-display="${name}"` : ''}><td> ${type} </td><td>\n${url}\n</td></tr>`,
  );
  return parsed(`<table id="endpoints"><tbody>${body.join('')}</tbody></table>`);
}

describe('parseEndpoints', () => {
  it("finds Keystone on Horizon's own page", () => {
    expect(parseEndpoints(parsed(page))).toMatch(/^http:\/\/[^/]+:5000\/v3$/);
  });

  it.each([
    [
      'by type',
      rows(['identity', 'https://a.example.org/x'], ['compute', 'https://b.example.org:5000/v3']),
      'https://a.example.org/x',
    ],
    [
      'by a capital type',
      rows(['Identity', 'https://a.example.org/x'], ['Volumev3', 'https://b.example.org/v3']),
      'https://a.example.org/x',
    ],
    [
      'by the service, in another language',
      rows(['身份', 'https://a.example.org/x', 'keystone'], ['计算', 'https://b.example.org:5000', 'nova']),
      'https://a.example.org/x',
    ],
    [
      'by its version',
      rows(['Identität', 'https://a.example.org/v3/'], ['Blockspeicher', 'https://b.example.org/v3/0a1b']),
      'https://a.example.org/v3/',
    ],
    [
      'by its port',
      rows(['Identität', 'https://a.example.org:5000'], ['Rechnen', 'https://a.example.org:8774/v2.1']),
      'https://a.example.org:5000',
    ],
    [
      'by its path',
      rows(['Identität', 'https://a.example.org/identity'], ['Rechnen', 'https://a.example.org/compute/v2.1']),
      'https://a.example.org/identity',
    ],
    [
      'twice the same',
      rows(['Identity', 'https://a.example.org/v3'], ['Identity', 'https://a.example.org/v3']),
      'https://a.example.org/v3',
    ],
    ['not: two that could be it', rows(['x', 'https://a.example.org/v3'], ['y', 'https://b.example.org/v3']), null],
    ['not: none', rows(['Compute', 'https://a.example.org:8774/v2.1']), null],
    ['not: no URL', rows(['Identity', 'javascript:alert(1)'], ['Identity', '-']), null],
    ['not: no table', parsed('<p>https://a.example.org:5000/v3</p>'), null],
    [
      'not: another table',
      parsed('<table id="other"><tbody><tr><td>Identity</td><td>https://a.example.org/v3</td></tr></tbody></table>'),
      null,
    ],
  ])('%s', (_, document, url) => {
    expect(parseEndpoints(document)).toBe(url);
  });
});

describe('draftOfApiAccess', () => {
  it.each(['clouds.yaml', 'openrc'] as const)('reads the %s of a real Horizon', (source) => {
    const text = readFileSync(`${ZED}/${source === 'openrc' ? 'openrc.sh' : source}`, 'utf8');
    expect(draftOfApiAccess({ source, text })).toEqual({
      authUrl: expect.stringMatching(/:5000\/v3$/),
      method: 'password',
      user: { name: 'demo', domain: { name: 'Default' } },
      project: { id: expect.stringMatching(/^[0-9a-f]{32}$/), name: 'demo' },
      interface: 'public',
      region: 'RegionOne',
    });
  });

  const who = {
    method: 'password',
    user: { name: 'demo', domain: { name: 'Corp' } },
    project: { name: 'ops', domain: { name: 'Default' } },
    region: 'RegionTwo',
  };

  it('reads the page of a real Horizon', () => {
    const draft = draftOfApiAccess({ source: 'endpoints', text: page, who: WHO });
    expect(draft).toEqual({ ...who, authUrl: expect.stringMatching(/:5000\/v3$/) });
  });

  it('reads the session of a dashboard', () => {
    const authUrl = 'https://id.example.org/v3';
    expect(draftOfApiAccess({ source: 'session', authUrl, who: WHO })).toEqual({ ...who, authUrl });
  });

  it('leaves out what the dashboard does not have', () => {
    const unknownUser = {
      userName: null,
      userDomainName: null,
      projectName: null,
      projectDomainName: null,
      region: null,
    };
    expect(draftOfApiAccess({ source: 'session', authUrl: 'https://i.example.org', who: unknownUser })).toEqual({
      authUrl: 'https://i.example.org',
      method: 'password',
    });
    expect(draftOfApiAccess({ source: 'session', authUrl: 'javascript:alert(1)', who: unknownUser })).toBeNull();
    expect(draftOfApiAccess({ source: 'endpoints', text: '<p>', who: unknownUser })).toBeNull();
    expect(draftOfApiAccess({ source: 'clouds.yaml', text: 'clouds: [' })).toBeNull();
    expect(draftOfApiAccess({ source: 'openrc', text: 'echo' })).toBeNull();
  });

  it('has the user where the URL is in a vendor profile', () => {
    const text =
      'clouds:\n  openstack:\n    profile: example\n    auth:\n      username: "o&#x27;neil"\n      project_id: p';
    expect(draftOfApiAccess({ source: 'clouds.yaml', text })).toEqual({
      method: 'password',
      user: { name: "o'neil" },
      project: { id: 'p' },
      vendorProfile: 'example',
    });
  });

  it('has no secret', () => {
    const yaml = 'clouds: {a: {auth: {auth_url: "https://i.example.org", user_id: u, password: hunter2}}}';
    expect(JSON.stringify(draftOfApiAccess({ source: 'clouds.yaml', text: yaml }))).not.toContain('hunter2');
    const rc = 'OS_AUTH_URL=https://i.example.org\nOS_PASSWORD=hunter2';
    expect(JSON.stringify(draftOfApiAccess({ source: 'openrc', text: rc }))).not.toContain('hunter2');
  });

  it('never throws', async () => {
    const access = fc.oneof(
      fc.record({
        source: fc.constantFrom('clouds.yaml' as const, 'openrc' as const),
        text: fc.string({ unit: 'binary' }),
      }),
      fc.record({ source: fc.constant('endpoints' as const), text: mutated(table), who: fc.constant(WHO) }),
      fc.record({ source: fc.constant('session' as const), authUrl: fc.string(), who: fc.constant(WHO) }),
    );
    await forAnyAsync(200, access, async (some) => {
      const draft = draftOfApiAccess(some);
      if (draft?.authUrl !== undefined) expect(draft.authUrl).toMatch(/\S/);
    });
  });
});
