import { createServer, type Server } from 'node:http';
import { createApp, type HttpParts } from './app.js';

export interface HttpServerParts extends HttpParts {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
}

export interface HttpServer {
  readonly port: number;
  /** Accepts nothing new, finishes the requests under way (at most five seconds), and resolves when no connection is left. */
  close(): Promise<void>;
}

const DRAIN_MILLISECONDS = 5000;
/** A sender may not hold a connection without end; 8 MB over a slow line take less. */
const REQUEST_MILLISECONDS = 60_000;

export async function createHttpServer({ host, port, ...parts }: HttpServerParts): Promise<HttpServer> {
  const server = createServer(createApp(parts));
  server.requestTimeout = REQUEST_MILLISECONDS;
  await listen(server, host, port);
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: createClose(server),
  };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new Error(whyNotListening(error.code, host, port))));
    server.listen(port, host, resolve);
  });
}

function whyNotListening(code: string | undefined, host: string, port: number): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} of ${host} is in use by another program. Stop that program, or set PORT to a free port.`;
    case 'EACCES':
      return `Port ${port} of ${host} may not be opened by this account. Set PORT to a port above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${host} is no address of this machine. Set HOST to one that is, for example 127.0.0.1.`;
    default:
      return `Port ${port} of ${host} cannot be opened (${code ?? 'unknown reason'}). Check the settings HOST and PORT.`;
  }
}

function createClose(server: Server): () => Promise<void> {
  let closing: Promise<void> | null = null;
  return () => {
    closing ??= new Promise<void>((resolve) => {
      // A connection that is kept alive becomes idle when its answer is out, and nobody else would end it then.
      const idle = setInterval(() => server.closeIdleConnections(), 50);
      const late = setTimeout(() => server.closeAllConnections(), DRAIN_MILLISECONDS);
      server.close(() => {
        clearInterval(idle);
        clearTimeout(late);
        resolve();
      });
      server.closeIdleConnections();
    });
    return closing;
  };
}
