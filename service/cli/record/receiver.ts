import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RecordedHeaders } from '../../../shared/contracts/recordings-written.js';

export interface Received {
  readonly path: string;
  readonly headers: RecordedHeaders;
  readonly body: Buffer;
}

export interface Receiver {
  readonly port: number;
  close(): Promise<void>;
}

/** OP-15: larger than any delivery of a forum. */
const MOST_BYTES = 8 * 1024 * 1024;

/** A plain receiver of webhooks: keeps each delivery as it came, then answers 200. */
export async function openReceiver(place: { host: string; port: number }, take: (received: Received) => void): Promise<Receiver> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    let size = 0;
    request.on('data', (part: Buffer) => {
      size += part.length;
      if (size > MOST_BYTES) request.destroy();
      else parts.push(part);
    });
    request.on('end', () => {
      if (request.method === 'POST') take({ path: request.url ?? '/', headers: pairs(request.rawHeaders), body: Buffer.concat(parts) });
      response.writeHead(request.method === 'POST' ? 200 : 405).end();
    });
  });
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen(place.port, place.host, done);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function pairs(raw: readonly string[]): RecordedHeaders {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []));
}
