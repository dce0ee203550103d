import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The port that the forum listens at; it can be closed and opened again at the same address. */
export interface Door {
  readonly url: string;
  readonly open: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export function createDoor(listener: RequestListener, wantedPort: number): Door {
  let port = wantedPort;
  let server: Server | null = null;
  return {
    get url() {
      return `http://127.0.0.1:${port}`;
    },
    async open() {
      if (server) return;
      const opened = createServer(listener);
      await new Promise<void>((resolve, reject) => {
        opened.once('error', reject);
        opened.listen(port, '127.0.0.1', resolve);
      });
      port = (opened.address() as AddressInfo).port;
      server = opened;
    },
    async close() {
      const closing = server;
      server = null;
      if (!closing) return;
      await new Promise<void>((resolve) => {
        closing.close(() => {
          resolve();
        });
        closing.closeAllConnections();
      });
    },
  };
}
