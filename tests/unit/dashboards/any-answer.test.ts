import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { mutated } from '@/tests/unit/cloud-files/arbitraries';
import { stubBrowser } from '@/tests/unit/support/browser-stubs';
import { malformed } from '@/tests/unit/support/malformed';
import { forAnyAsync } from '@/tests/unit/support/runs';
import { findDashboard } from '@/utils/dashboards/find-dashboard';
import { readUpTo } from '@/utils/dashboards/http';
import { driverOf } from '@/utils/dashboards/kinds';
import type { Client } from '@/utils/openstack/client';
import { OpenStackError } from '@/utils/openstack/errors';
import { AppError } from '@/utils/problems/app-error';

const ROOT = 'https://cloud.example.org/horizon/';
const PAGE = { panel: 'project', userName: null, projectName: null, domainName: null, regionName: null } as const;
const SESSION = {
  ...{ token: 'gAAAA-the-token', username: 'demo', user_domain_name: 'Default', project_name: 'demo' },
  ...{ domain_name: 'Default', services_region: 'RegionOne' },
};
const ENDPOINT = { interface: 'public', region: 'r', region_id: 'r', url: 'https://id.example.org/v3' };
const CATALOG = [{ type: 'identity', endpoints: [ENDPOINT] }];
const TABLE =
  '<form><input name="csrf"><table id="endpoints"><tbody><tr><td>Identity</td><td>https://id.example.org/v3</td></tr></tbody></table>';
const HOME = '<body ng-app="horizon.app"><a href="/horizon/auth/logout/">Out</a>';

/** What a dashboard answers to the end of an address; to any other with its home page. */
const ANSWERS: [end: string, text: fc.Arbitrary<string>][] = [
  ['user-session/', json(SESSION)],
  ['svc-catalog/', json(CATALOG)],
  ['clouds.yaml/', mutated('clouds:\n  openstack:\n    auth:\n      auth_url: https://id.example.org/v3\n')],
  ['openrc/', mutated('export OS_AUTH_URL=https://id.example.org/v3\n')],
  ['api_access/', mutated(TABLE)],
  ['keystone_endpoints', json([{ region_name: 'RegionOne', url: 'https://id.example.org/v3' }])],
  ['api/nova/servers/s', json({ name: 'web', status: 'ACTIVE', 'OS-EXT-STS:task_state': null })],
  ['', mutated(HOME)],
];

function json(sample: unknown): fc.Arbitrary<string> {
  return malformed(sample).map((value) => JSON.stringify(value) ?? '');
}

const status = fc.oneof(
  { arbitrary: fc.constant(200), weight: 6 },
  fc.constantFrom(201, 204, 302, 401, 403, 404, 500, 503),
);
const dashboard = fc.array(fc.tuple(status, fc.oneof(...ANSWERS.map(([, text]) => text))), {
  minLength: 1,
  maxLength: 4,
});
/** Most answers are of the kind that was asked for. */
const asked = fc.record({
  fitting: fc.tuple(...ANSWERS.map(([, text]) => fc.tuple(status, text))),
  others: dashboard,
  fits: fc.array(fc.boolean(), { minLength: 1, maxLength: 4 }),
  url: fc.oneof(fc.constant(''), fc.webUrl({ validSchemes: ['http', 'https'] })),
});

const [horizon, skyline] = [driverOf('horizon'), driverOf('skyline')];
const CALLS: Record<string, (client: Client) => Promise<unknown> | undefined> = {
  'its session': (client) => horizon.session?.read(client, ROOT),
  'who is logged in': (client) => horizon.session?.user(client, ROOT),
  'a server': (client) => horizon.showServer?.(client, ROOT, 's'),
  'its way to a console': (client) =>
    horizon.redirect?.url(client, { root: ROOT, kind: 'horizon' }, PAGE, 's', 'normal'),
  'how to sign in': (client) => horizon.apiAccess?.(client, ROOT),
  'how to sign in, to a Skyline': (client) => skyline.apiAccess?.(client, ROOT),
  'where it lives': (client) => findDashboard(client, ROOT),
};

beforeEach(() => void stubBrowser());

describe('whatever a dashboard answers', () => {
  it.each(Object.keys(CALLS))('%s gives an answer or a typed error', async (name) => {
    await forAnyAsync(100, asked, async ({ fitting, others, fits, url }) => {
      let count = 0;
      const fetch: Client['fetch'] = async (input) => {
        const at = ANSWERS.findIndex(([end]) => String(input).endsWith(end));
        const other = others[count % others.length];
        const fit = fits[count % fits.length] ? fitting[at] : other;
        if (++count > 20) throw new Error('asks without end');
        const [code, text] = fit ?? [404, ''];
        const answer = new Response(code === 204 ? null : text, { status: code });
        return Object.defineProperty(answer, 'url', { value: url });
      };
      try {
        const answer = await CALLS[name]?.({ fetch });
        expect(answer).not.toBeUndefined();
      } catch (error) {
        if (!(error instanceof OpenStackError || error instanceof AppError)) throw error;
      }
      expect(count).toBeGreaterThan(0);
      expect(count).toBeLessThanOrEqual(20);
    });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('no more than a part of it is read', async () => {
    const chunk = fc.uint8Array({ maxLength: 40 });
    await forAnyAsync(100, fc.array(chunk, { maxLength: 6 }), fc.nat(100), async (chunks, most) => {
      const body = new ReadableStream({
        start(controller) {
          for (const bytes of chunks) controller.enqueue(bytes);
          controller.close();
        },
      });
      const { text, isWhole } = await readUpTo(new Response(body), most);
      const size = chunks.reduce((sum, { length }) => sum + length, 0);
      expect(isWhole).toBe(size <= most);
      expect(text.length).toBeLessThanOrEqual(Math.min(size, most));
    });
  });
});
