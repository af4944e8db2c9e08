import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A service under another address, with its calls. */
export interface Forwarded {
  /** without a slash at the end */
  origin: string;
  /** method and path of each call so far */
  calls: { method: string; path: string }[];
  close(): Promise<void>;
}

/** Forwards each call to the service at this URL, and records it. */
export async function forward(to: string): Promise<Forwarded> {
  const calls: Forwarded['calls'] = [];
  const { hostname, port } = new URL(to);
  const server = createServer((incoming, outgoing) => {
    const { method = '', url: path = '', headers } = incoming;
    calls.push({ method, path });
    const onward = request({ hostname, port, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
