import type { CloudContext } from '@/tests/fake-cloud/context';
import { answerOf, type Call, type FakeAnswer, type Handler } from '@/tests/fake-cloud/http/messages';
import { newRequestId } from '@/tests/fake-cloud/ids';
import { FLAVORS } from '@/tests/fake-cloud/seed/servers';
import { serverAction } from './actions';
import { remoteConsole } from './consoles';
import { notFound } from './errors';
import { answerServerList } from './list-servers';
import { discovery, type Microversion, microversionOf, versionHeaders, versionText } from './microversion';
import { renderServer, renderUnreachable } from './render-server';
import { authenticated, findServer, type NovaRequest } from './request';

/** `/v2.1[/project]/rest`; the project in the path is optional and ignored. */
const PATH = /^\/(v2|v2\.1)(?:\/(?:[0-9a-f]{32}|[0-9a-f-]{36}))?(\/.*)$/;

const LEGACY: Microversion = { major: 2, minor: 1 };

function showServer(request: NovaRequest, id: string): FakeAnswer {
  const server = findServer(request, id);
  return {
    status: 200,
    body: { server: server.cellDown ? renderUnreachable(request, server) : renderServer(request, server, true) },
  };
}

function listFlavors({ base }: NovaRequest): FakeAnswer {
  const flavors = Object.values(FLAVORS).map(({ id, name }) => ({
    ...{ id, name, links: [{ rel: 'self', href: `${base}/flavors/${id}` }] },
  }));
  return { status: 200, body: { flavors } };
}

function routed(request: NovaRequest, path: string): FakeAnswer {
  const { method } = request.call;
  const [, collection, id, sub, ...rest] = path.split('/');
  if (method === 'GET' && collection === 'flavors' && id === undefined) return listFlavors(request);
  if (collection !== 'servers' || rest.length > 0) throw notFound();
  if (method === 'GET' && sub === undefined) {
    if (id === undefined || id === '') return answerServerList(request, false);
    return id === 'detail' ? answerServerList(request, true) : showServer(request, id);
  }
  if (method === 'POST' && id !== undefined && sub === 'remote-consoles') return remoteConsole(request, id);
  if (method === 'POST' && id !== undefined && sub === 'action') return serverAction(request, id);
  throw notFound();
}

function authorised(context: CloudContext, call: Call, region: string): FakeAnswer {
  const [, root, path] = PATH.exec(call.path) ?? [];
  if (root === undefined || path === undefined || (root === 'v2.1' && context.config.legacyOnly))
    return { status: 404, body: '' };
  const token = authenticated(context, call);
  const version = root === 'v2' ? LEGACY : microversionOf(call, context.config.maxMicroversion);
  const request: NovaRequest = {
    context,
    call,
    region,
    token,
    projectId: token.scope.kind === 'project' ? token.scope.projectId : undefined,
    version,
    base: call.url.origin + call.path.slice(0, call.path.length - path.length),
  };
  const used = root === 'v2' ? {} : versionHeaders(versionText(version));
  const answer = answerOf(() => routed(request, path));
  return { ...answer, headers: { ...used, ...answer.headers } };
}

/** The compute API of one region. No CORS headers; a request id on every answer, under both of its names. */
export function novaHandler(context: CloudContext, region: string): Handler {
  return (call) => {
    if (call.method === 'OPTIONS') return { status: 200 };
    const answer = answerOf(() => discovery(context, call) ?? authorised(context, call, region));
    if (/^\/*$/.test(call.path)) return answer;
    const id = newRequestId();
    return { ...answer, headers: { ...answer.headers, 'X-Openstack-Request-Id': id, 'X-Compute-Request-Id': id } };
  };
}
