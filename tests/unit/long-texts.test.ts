import { expect, it } from 'vitest';
import { parseCloudsYaml } from '@/utils/cloud-files/clouds-yaml';
import { draftOfApiAccess } from '@/utils/cloud-files/draft-from-dashboard';
import { parseOpenrc } from '@/utils/cloud-files/openrc';
import { readFiles } from '@/utils/cloud-files/read-files';
import { readApiAccess } from '@/utils/dashboards/horizon/api-access';
import { rootInHtml } from '@/utils/dashboards/horizon/root';
import { readCatalog } from '@/utils/openstack/catalog';
import { remoteConsoleFault } from '@/utils/openstack/compute/errors';
import { discoverCompute } from '@/utils/openstack/compute/versions';
import { safeDetail } from '@/utils/openstack/redact';

const LENGTH = 300_000;
/** Limit of CPU time, in ms; quadratic time takes many times as long. */
const MAX_CPU_MS = 2_000;
const much = (piece: string, length = LENGTH) => piece.repeat(Math.ceil(length / piece.length));
const HORIZON = '# This is a clouds.yaml file, which can be used by OpenStack tools\n';

/** A dashboard with one page. */
async function dashboard(path: string, text: string): Promise<void> {
  const fetch = async (url: string | URL | Request) =>
    String(url).endsWith(path) ? new Response(text) : new Response('', { status: 404 });
  await readApiAccess({ fetch }, 'https://h.example/').catch(() => null);
}

function endpoint(url: string): void {
  readCatalog([{ type: 'compute', endpoints: [{ interface: 'public', url }] }]);
}

function served(version: string): void {
  remoteConsoleFault({
    status: 404,
    headers: new Headers({ 'openstack-api-version': version }),
    body: {},
    message: '',
  });
}

const lines = ['\n', '\r', '\r\n', '\n ', '\n\n  ', ' ', '\t', '{', '{\n'];
it.each<[string, () => unknown]>([
  ['an error message of empty lines', () => safeDetail(much('\n'), [])],
  ['an error message that begins many tokens', () => safeDetail(much('eyJ'), [])],
  ['an error message of dots', () => safeDetail(much('eyJ.'), [])],
  ['an error message of digits', () => safeDetail(`${much('0')}g`, [])],
  ['a version of digits', () => served(`${much('0')}x`)],
  ['a catalog whose address has many slashes', () => endpoint(`https://nova.example.org${much('/')}x`)],
  [
    'an endpoint with many slashes',
    () =>
      discoverCompute({ fetch: async () => new Response('{}') }, `https://n.example${much('/')}x`).catch(() => null),
  ],
  ['a page of tables that do not end', () => dashboard('api_access/', much('<table id="endpoints">'))],
  ['a page of tables that do not begin', () => dashboard('api_access/', much('<table '))],
  [
    'a table of scripts that do not end',
    () => dashboard('api_access/', `<table id="endpoints">${much('<script ')}</table>`),
  ],
  [
    'a table of fields that do not end',
    () => dashboard('api_access/', `<table id="endpoints">${much('<input ')}</table>`),
  ],
  ['a page of ways out', () => rootInHtml(`ng-app="horizon.app" ${much('href="/auth/logout/')}`, 'https://h.example/')],
  ['a page of roots', () => rootInHtml(`ng-app="horizon.app" ${much('var WEBROOT = "/')}`, 'https://h.example/')],
  ['a compute endpoint of slashes', () => parseOpenrc(`OS_AUTH_URL=h\nOS_COMPUTE_ENDPOINT_OVERRIDE=${much('/')}x`)],
  ...lines.flatMap((line): [string, () => unknown][] => [
    [`a clouds.yaml of ${JSON.stringify(line)}`, () => readFiles([much(line), much(line, 90_000)])],
    [`a clouds.yaml of Horizon of ${JSON.stringify(line)}`, () => parseCloudsYaml(HORIZON + much(line))],
    [
      `a clouds.yaml that a dashboard sends, of ${JSON.stringify(line)}`,
      () => draftOfApiAccess({ source: 'clouds.yaml', text: much(line) }),
    ],
    [`a download of ${JSON.stringify(line)}`, () => dashboard('clouds.yaml/', much(line))],
  ]),
])('does no needless work: %s', async (_, read) => {
  const start = process.cpuUsage();
  await read();
  expect(process.cpuUsage(start).user / 1000).toBeLessThan(MAX_CPU_MS);
});
