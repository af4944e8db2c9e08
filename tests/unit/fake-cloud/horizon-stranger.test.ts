import { expect, test } from 'vitest';
import { BAIT_TOKEN } from '@/tests/fake-cloud/stranger/imitation';
import { fakeCloud } from '@/tests/unit/support/cloud';
import { documentOf, rowNames, visit } from './dashboard';

const cloud = fakeCloud();

/** The stranger's site; `localhost` itself may be looked up otherwise by a test's fetch. */
function ask(path: string): Promise<Response> {
  return fetch(cloud.strangerUrl.replace('localhost', '127.0.0.1') + path);
}

test('the stranger is on another host and another port', () => {
  const [stranger, dashboard] = [new URL(cloud.strangerUrl), new URL(cloud.horizonUrl)];
  expect(stranger.hostname).not.toBe(dashboard.hostname);
  expect(stranger.port).not.toBe(dashboard.port);
});

test('the imitation looks like the dashboard, with the ids of real servers', async () => {
  const { id } = cloud.server('web-01');
  const list = documentOf(await (await ask('imitation/project/instances/')).text());
  expect(rowNames(list)).toEqual(rowNames(await visit(cloud).page('project/instances/')));
  expect(list.querySelector(`tr#instances__row__${id} > td.actions_column > .btn-group`)).not.toBeNull();
  const detail = documentOf(await (await ask(`imitation/project/instances/${id}/`)).text());
  expect(detail.querySelector('.detail-header .detail-actions form.actions_column')).not.toBeNull();
});

test('the bait leads to the stranger, and every request for it is in the journal', async () => {
  const session = (await (await ask('imitation/api/keystone/user-session/')).json()) as { token: string };
  expect(session.token).toBe(BAIT_TOKEN);
  const catalog = JSON.stringify(await (await ask('imitation/api/keystone/svc-catalog/')).json());
  expect(catalog).toContain('/imitation/nova/v2.1');
  expect(cloud.requests.filter(({ service }) => service === 'stranger').map(({ path }) => path)).toEqual(
    expect.arrayContaining(['/imitation/api/keystone/user-session/', '/imitation/api/keystone/svc-catalog/']),
  );
});

test('a page may hold the dashboard in a frame only where that is allowed', async () => {
  const { request } = visit(cloud);
  const frame = documentOf(await (await ask('framing/')).text()).querySelector('iframe#framed');
  expect(frame?.getAttribute('src')).toBe(`${cloud.horizonUrl}project/instances/`);
  const guards = async () => {
    const answer = await request('project/instances/');
    return [answer.headers.get('x-frame-options'), (await answer.text()).includes('anti-clickjack')];
  };
  expect(await guards()).toEqual(['DENY', true]);
  cloud.knobs.horizonFrames = true;
  expect(await guards()).toEqual([null, false]);
});
