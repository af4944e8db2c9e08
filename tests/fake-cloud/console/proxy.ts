import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { type FakeServer, hasScreen } from '@/tests/fake-cloud/contents';
import type { CloudContext } from '@/tests/fake-cloud/context';
import { RfbSession } from './rfb-session';
import type { ConsoleToken } from './screens';

/** Nova accepts an Origin of its own host and scheme, or none. Source: nova/console/websocketproxy.py. */
function originAllowed(request: IncomingMessage): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  try {
    const { hostname, protocol } = new URL(origin);
    return protocol === 'http:' && hostname === new URL(`http://${host}`).hostname;
  } catch {
    return false;
  }
}

/** The token of the connection: from its query, else from the cookie that very old pages set. */
function tokenOf(request: IncomingMessage): string | null {
  const query = new URL(request.url ?? '/', 'http://proxy').searchParams.get('token');
  return query ?? /(?:^|;\s*)token=([^;]+)/.exec(request.headers.cookie ?? '')?.[1] ?? null;
}

/** A serial line: what is typed comes back. */
function serial(context: CloudContext, socket: WebSocket, server: FakeServer): void {
  const screen = context.screens.screenOf(server);
  socket.send(screen.text().replaceAll('\n', '\r\n'));
  socket.on('message', (data: Buffer) => {
    const text = data.toString('utf8').replaceAll('\r', '\n').replaceAll('\u007f', '\b');
    screen.type(text);
    socket.send(text.replaceAll('\n', '\r\n').replaceAll('\b', '\b \b'));
  });
}

function connect(context: CloudContext, socket: WebSocket, request: IncomingMessage): void {
  // As with Nova: the upgrade always succeeds; a connection that is refused is cut after it.
  const entry: ConsoleToken | undefined = context.consoleTokens.valid(tokenOf(request));
  const server = context.contents.servers.find((item) => item.id === entry?.serverId);
  const isAllowed = entry && server && hasScreen(server) && originAllowed(request);
  if (!isAllowed || entry.type === 'spice-html5' || entry.type === 'webmks') {
    socket.terminate();
    return;
  }
  const viewer = { drop: () => socket.terminate() };
  context.screens.attach(server.id, viewer);
  socket.on('close', () => context.screens.detach(server.id, viewer));
  socket.on('error', () => socket.terminate());
  if (entry.type === 'serial') serial(context, socket, server);
  else void new RfbSession(socket, context.screens.screenOf(server), server.name).run();
}

/** Takes WebSocket upgrades on any path, as nova-novncproxy does. */
export function attachProxy(context: CloudContext, http: HttpServer): void {
  const sockets = new WebSocketServer({
    noServer: true,
    handleProtocols: (protocols) => (protocols.has('binary') ? 'binary' : false),
  });
  http.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy());
    sockets.handleUpgrade(request, stream, head, (socket) => connect(context, socket, request));
  });
}
