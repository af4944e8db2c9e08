// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inDefault } from '@/tests/unit/support/profile';
import { forAnyAsync } from '@/tests/unit/support/runs';
import { draftOfApiAccess } from '@/utils/cloud-files/draft-from-dashboard';
import { keystoneUrlOf } from '@/utils/cloud-files/horizon-endpoints';
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
    expect(keystoneUrlOf(parsed(page))).toMatch(/^http:\/\/[^/]+:5000\/v3$/);
  });

  const inChinese = rows(['身份', 'https://a.test/x', 'keystone'], ['计算', 'https://b.test:5000', 'nova']);
  const inGerman = (identity: string, other: string) => rows(['Identität', identity], ['Rechnen', other]);
  const row = '<tr><td>Identity</td><td>https://a.test/v3</td></tr>';

  it.each([
    ['by type', rows(['identity', 'https://a.test/x'], ['compute', 'https://b.test:5000/v3']), 'https://a.test/x'],
    [
      'by a capital type',
      rows(['Identity', 'https://a.test/x'], ['Volumev3', 'https://b.test/v3']),
      'https://a.test/x',
    ],
    ['by the service, in another language', inChinese, 'https://a.test/x'],
    ['by its version', inGerman('https://a.test/v3/', 'https://b.test/v3/0a1b'), 'https://a.test/v3/'],
    ['by its port', inGerman('https://a.test:5000', 'https://a.test:8774/v2.1'), 'https://a.test:5000'],
    ['by its path', inGerman('https://a.test/identity', 'https://a.test/compute/v2.1'), 'https://a.test/identity'],
    ['twice the same', rows(['Identity', 'https://a.test/v3'], ['Identity', 'https://a.test/v3']), 'https://a.test/v3'],
    ['not: two that could be it', rows(['x', 'https://a.test/v3'], ['y', 'https://b.test/v3']), null],
    ['not: none', rows(['Compute', 'https://a.test:8774/v2.1']), null],
    ['not: no URL', rows(['Identity', 'javascript:alert(1)'], ['Identity', '-']), null],
    ['not: no table', parsed('<p>https://a.test:5000/v3</p>'), null],
    ['not: another table', parsed(`<table id="other"><tbody>${row}</tbody></table>`), null],
  ])('%s', (_, document, url) => {
    expect(keystoneUrlOf(document)).toBe(url);
  });

  it('reads the text of a hostile page twice at most, however its tables are nested', () => {
    const [depth, text] = [60, 'X'.repeat(10_000)];
    const open = '<tr><td>https://a.test/x</td><td><table id="endpoints"><tbody>'.repeat(depth);
    const close = '</tbody></table></td></tr>'.repeat(depth);
    const row = `<tr><td>https://a.test/x</td><td>${text}</td></tr>`;
    const document = parsed(`<table id="endpoints"><tbody>${open}${row}${close}</tbody></table>`);
    expect(document.querySelectorAll('table')).toHaveLength(depth + 1);
    let read = 0;
    for (const cell of document.querySelectorAll('td')) {
      const { textContent: all } = cell;
      Object.defineProperty(cell, 'textContent', {
        get() {
          read += all.length;
          return all;
        },
      });
    }
    expect(keystoneUrlOf(document)).toBeNull();
    expect(read).toBeGreaterThan(text.length);
    expect(read).toBeLessThan(2 * text.length);
  });
});

describe('draftOfApiAccess', () => {
  it.each(['clouds.yaml', 'openrc'] as const)('reads the %s of a real Horizon', (source) => {
    const text = readFileSync(`${ZED}/${source === 'openrc' ? 'openrc.sh' : source}`, 'utf8');
    expect(draftOfApiAccess({ source, text })).toEqual({
      authUrl: expect.stringMatching(/:5000\/v3$/),
      method: 'password',
      user: inDefault('demo'),
      project: { id: expect.stringMatching(/^[0-9a-f]{32}$/), name: 'demo' },
      interface: 'public',
      region: 'RegionOne',
    });
  });

  const user = { name: 'demo', domain: { name: 'Corp' } };
  const who = { method: 'password', user, project: inDefault('ops'), region: 'RegionTwo' };

  it('reads the page of a real Horizon', () => {
    const draft = draftOfApiAccess({ source: 'endpoints', text: page, who: WHO });
    expect(draft).toEqual({ ...who, authUrl: expect.stringMatching(/:5000\/v3$/) });
  });

  it('reads the session of a dashboard', () => {
    const authUrl = 'https://id.example.org/v3';
    expect(draftOfApiAccess({ source: 'session', authUrl, who: WHO })).toEqual({ ...who, authUrl });
  });

  it('leaves out what the dashboard does not have', () => {
    const inProject = { projectName: null, projectDomainName: null, region: null };
    const who = { userName: null, userDomainName: null, ...inProject };
    const authUrl = 'https://i.example.org';
    expect(draftOfApiAccess({ source: 'session', authUrl, who })).toEqual({ authUrl, method: 'password' });
    expect(draftOfApiAccess({ source: 'session', authUrl: 'javascript:alert(1)', who })).toBeNull();
    expect(draftOfApiAccess({ source: 'endpoints', text: '<p>', who })).toBeNull();
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
