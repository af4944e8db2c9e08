import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { stubBrowser } from '@/tests/unit/support/browser-stubs';
import { demoProfile } from '@/tests/unit/support/profile';
import { type ScriptingStub, stubScripting } from '@/tests/unit/support/scripting-stub';
import { newWorker } from '@/tests/unit/support/worker';
import { listDashboards, noteCompute, updateDashboard } from '@/utils/dashboards/store';
import { cloudCache } from '@/utils/storage/cloud-cache';
import { putClouds } from '@/utils/storage/clouds';

const ROOT = 'https://cloud.example/horizon/';
const HOST = 'https://cloud.example/*';
const NOVA = 'https://nova.example/*';
const KEYSTONE = 'https://keystone.example/v3';
let scripting: ScriptingStub;
let removedOrigins: string[];

beforeEach(async () => {
  await cloudCache.removeFor('cloud-1');
  stubBrowser();
  scripting = stubScripting();
  removedOrigins = [];
  vi.spyOn(fakeBrowser.permissions, 'remove').mockImplementation(async ({ origins = [] }) => {
    removedOrigins.push(...origins);
    return true;
  });
});

const enabled = async (...roots: string[]) => {
  const { dashboards } = newWorker();
  for (const root of roots) await dashboards.enable(root, 'horizon');
  return dashboards;
};

const tabOf = (root: string) => fakeBrowser.tabs.create({ url: `${root}project/instances/` });
const storeCloudWithHosts = async (hosts: Parameters<typeof cloudCache.putHosts>[1]) => {
  await putClouds([demoProfile(KEYSTONE)]);
  await cloudCache.putHosts('cloud-1', hosts);
};

describe('a disabled dashboard', () => {
  it('has its buttons removed in open tabs at once; those of other dashboards stay', async () => {
    const inner = `${ROOT}inner/`;
    const dashboards = await enabled(ROOT, inner, 'https://other.example/');
    const tabOfDashboard = await tabOf(ROOT);
    for (const root of [inner, 'https://other.example/']) await tabOf(root);
    await fakeBrowser.tabs.create({ url: 'https://cloud.example/' });
    await dashboards.disable(ROOT);
    expect(scripting.ended).toEqual([tabOfDashboard.id]);
  });

  it('stays disabled when a cloud with its URL is saved again, until the user enables it', async () => {
    const dashboards = await enabled(ROOT);
    dashboards.enableForCloud(`${ROOT}project/`);
    await dashboards.disable(ROOT);
    const { dashboards: next } = newWorker();
    next.enableForCloud(ROOT);
    await next.enable('https://other.example/', 'horizon');
    expect((await listDashboards()).map(({ root }) => root)).toEqual(['https://other.example/']);
    await next.enable(ROOT, 'horizon');
    expect((await listDashboards()).map(({ root }) => root)).toContain(ROOT);
  });

  it('is disabled although a tab does not respond; enabling one does not wait for such a tab either', async () => {
    const dashboards = await enabled(ROOT);
    const hung = await tabOf(ROOT);
    const other = await fakeBrowser.tabs.create({ url: `${ROOT}admin/instances/` });
    scripting.hanging.add(hung.id ?? -1);
    await dashboards.enable(ROOT, 'horizon');
    await vi.waitFor(() => expect(scripting.started).toEqual([other.id]));
    await dashboards.disable(ROOT);
    expect(scripting.ended).toEqual([other.id]);
    expect(removedOrigins).toEqual([HOST]);
  });

  it('removes the access to its host and to its Nova, after the scripts in its tabs were stopped', async () => {
    const dashboards = await enabled(ROOT);
    await updateDashboard(ROOT, { compute: [NOVA] });
    await tabOf(ROOT);
    const remove = vi.mocked(fakeBrowser.permissions.remove);
    await dashboards.disable(ROOT);
    expect(removedOrigins).toEqual([HOST, NOVA]);
    const ending = vi.mocked(fakeBrowser.scripting.executeScript).mock.invocationCallOrder.at(-1) ?? Infinity;
    expect(ending).toBeLessThan(remove.mock.invocationCallOrder[0] ?? 0);
  });

  it('removes the access to hosts that its Nova had before', async () => {
    const dashboards = await enabled(ROOT);
    for (const host of ['old', 'new']) await noteCompute(ROOT, [`https://${host}.example/*`]);
    await dashboards.disable(ROOT);
    expect(removedOrigins.sort()).toEqual([HOST, 'https://new.example/*', 'https://old.example/*']);
  });

  it.each<[string, () => Promise<unknown>, string[]]>([
    ["a cloud's Keystone", () => putClouds([demoProfile('https://cloud.example:5000/v3')]), [NOVA]],
    ["a cloud's Nova that was seen", () => storeCloudWithHosts({ compute: [NOVA] }), [HOST]],
    ["a cloud's consoles", () => storeCloudWithHosts({ console: [HOST] }), [NOVA]],
    [
      "a cloud's compute URL",
      () => putClouds([demoProfile(KEYSTONE, { computeUrl: 'https://nova.example:8774/v2.1' })]),
      [HOST],
    ],
    ['another dashboard of the host', () => enabled('https://cloud.example/other/'), [NOVA]],
    ['plain http, which is another permission', () => enabled('http://cloud.example/horizon/'), [HOST, NOVA]],
  ])('keeps the access that is still needed: %s', async (_, needed, removed) => {
    const dashboards = await enabled(ROOT);
    await updateDashboard(ROOT, { compute: [NOVA] });
    await needed();
    await dashboards.disable(ROOT);
    expect(removedOrigins).toEqual(removed);
  });

  it('is disabled even where the browser does not remove the access', async () => {
    const dashboards = await enabled(ROOT);
    vi.mocked(fakeBrowser.permissions.remove).mockRejectedValue(new Error('You cannot remove required permissions.'));
    await dashboards.disable(ROOT);
    expect(await listDashboards()).toEqual([]);
  });

  it('that is not enabled: nothing happens', async () => {
    const dashboards = await enabled(ROOT);
    await dashboards.disable('https://unknown.example/');
    expect(removedOrigins).toEqual([]);
  });
});
