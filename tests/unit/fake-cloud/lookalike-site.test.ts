import { expect, test } from 'vitest';
import { LOOKALIKE_TOKEN } from '@/tests/fake-cloud/lookalike-site';
import { fakeCloud } from '@/tests/unit/support/cloud';
import { documentOf, rowNames, visit } from './horizon-client';

const cloud = fakeCloud();

/** Asks the site by number: Node may resolve `localhost` to IPv6. */
function ask(path: string): Promise<Response> {
  return fetch(cloud.lookalikeUrl.replace('localhost', '127.0.0.1') + path);
}

test('the lookalike is on another host and another port than the dashboard', () => {
  const [lookalike, dashboard] = [new URL(cloud.lookalikeUrl), new URL(cloud.horizonUrl)];
  expect(lookalike.hostname).not.toBe(dashboard.hostname);
  expect(lookalike.port).not.toBe(dashboard.port);
});

test('its pages are the pages of the dashboard, with the ids of real servers', async () => {
  const { id } = cloud.server('web-01');
  const list = documentOf(await (await ask('lookalike/project/instances/')).text());
  expect(rowNames(list)).toEqual(rowNames(await visit(cloud).page('project/instances/')));
  expect(list.querySelector(`tr#instances__row__${id} > td.actions_column > .btn-group`)).not.toBeNull();
  const detail = documentOf(await (await ask(`lookalike/project/instances/${id}/`)).text());
  expect(detail.querySelector('.detail-header .detail-actions form.actions_column')).not.toBeNull();
});

test('its catalog names its own Nova, and every request is in the journal', async () => {
  const session = (await (await ask('lookalike/api/keystone/user-session/')).json()) as { token: string };
  expect(session.token).toBe(LOOKALIKE_TOKEN);
  const catalog = JSON.stringify(await (await ask('lookalike/api/keystone/svc-catalog/')).json());
  expect(catalog).toContain('/lookalike/nova/v2.1');
  expect(cloud.requests.filter(({ service }) => service === 'lookalike').map(({ path }) => path)).toEqual(
    expect.arrayContaining(['/lookalike/api/keystone/user-session/', '/lookalike/api/keystone/svc-catalog/']),
  );
});

test('a page can show the dashboard in a frame only where the setting horizonFrames allows it', async () => {
  const { request } = visit(cloud);
  const frame = documentOf(await (await ask('framing/')).text()).querySelector('iframe#framed');
  expect(frame?.getAttribute('src')).toBe(`${cloud.horizonUrl}project/instances/`);
  const guards = async () => {
    const answer = await request('project/instances/');
    return [answer.headers.get('x-frame-options'), (await answer.text()).includes('anti-clickjack')];
  };
  expect(await guards()).toEqual(['DENY', true]);
  cloud.config.horizonFrames = true;
  expect(await guards()).toEqual([null, false]);
});
