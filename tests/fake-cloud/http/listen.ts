import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { FakeCloudConfig } from '@/tests/fake-cloud/config';
import { faultyAnswer, takeFault } from './faults';
import { journalEntry, type RequestJournalEntry } from './journal';
import { AnswerError, type Call, type FakeAnswer, type Handler, type ServiceName } from './messages';

export interface ListenOptions {
  service: ServiceName;
  region?: string;
  /** 0: any free one */
  port: number;
  handler: Handler;
  /** answers `/__…` */
  control: Handler;
  config: FakeCloudConfig;
  journal: RequestJournalEntry[];
}

export interface Listening {
  server: Server;
  port: number;
  close(): Promise<void>;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

async function toCall(options: ListenOptions, request: IncomingMessage): Promise<Call> {
  const rawBody = await readBody(request);
  const url = new URL(`http://${request.headers.host ?? 'localhost'}${request.url ?? '/'}`);
  const call: Call = {
    service: options.service,
    method: request.method ?? 'GET',
    url,
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    rawBody,
    body: undefined,
    malformed: false,
  };
  if (options.region !== undefined) call.region = options.region;
  if (rawBody !== '' && !(request.headers['content-type'] ?? '').includes('form-urlencoded')) {
    try {
      call.body = JSON.parse(rawBody);
    } catch {
      call.malformed = true;
    }
  }
  return call;
}

async function run(handler: Handler, call: Call): Promise<FakeAnswer> {
  try {
    return await handler(call);
  } catch (error) {
    if (error instanceof AnswerError) return error.answer;
    throw error;
  }
}

function send(response: ServerResponse, call: Call, answer: FakeAnswer, truncated: boolean): void {
  const { body } = answer;
  const bytes =
    body === undefined
      ? null
      : Buffer.isBuffer(body)
        ? body
        : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  const headers: Record<string, string | string[]> = {};
  if (bytes !== null && typeof body === 'object' && !Buffer.isBuffer(body))
    headers['Content-Type'] = 'application/json';
  Object.assign(headers, answer.headers);
  if (bytes !== null) headers['Content-Length'] = String(bytes.length);
  else if (answer.status !== 204 && answer.status !== 304) headers['Content-Length'] = '0';
  if (answer.reason === undefined) response.writeHead(answer.status, headers);
  else response.writeHead(answer.status, answer.reason, headers);
  if (call.method === 'HEAD' || bytes === null) response.end();
  else if (truncated) response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
  else response.end(bytes);
}

async function serve(options: ListenOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const call = await toCall(options, request);
  if (call.path.startsWith('/__')) {
    send(response, call, await run(options.control, call), false);
    return;
  }
  const entry = journalEntry(call);
  options.journal.push(entry);
  const latency = options.config.latencyMs[options.service];
  if (latency > 0) await wait(latency);
  const fault = takeFault(options.config, call);
  if (fault?.effect === 'hang') return;
  if (fault?.effect === 'reset') {
    request.socket.resetAndDestroy();
    return;
  }
  const real: FakeAnswer = fault?.status === undefined ? await run(options.handler, call) : { status: fault.status };
  const answer = fault === undefined ? real : faultyAnswer(fault, call, real);
  entry.status = answer.status;
  send(response, call, answer, fault?.body === 'truncated');
}

/** Starts one service on loopback. Each request goes through the journal, the settings and the handler. */
export async function listenOnPort(options: ListenOptions): Promise<Listening> {
  const server = createServer((request, response) => {
    serve(options, request, response).catch((error: unknown) => {
      if (response.headersSent || request.destroyed) return response.destroy();
      response
        .writeHead(500, { 'Content-Type': 'text/plain' })
        .end(error instanceof Error ? error.stack : String(error));
    });
  });
  // On a busy machine a client may send on a connection that is being closed as idle.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  return {
    server,
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
