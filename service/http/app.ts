import express, { type Express, type RequestHandler } from 'express';
import type { Receive } from '../inbox/receive.js';
import type { Log } from '../ports/log.js';
import type { Store } from '../ports/store.js';
import { answerError } from './answer-error.js';
import { healthRoutes } from './health.js';
import { hookRoute } from './hook.js';
import { refuse } from './refuse.js';

export interface HttpParts {
  readonly receive: Receive;
  readonly store: Pick<Store, 'ping'>;
  /** The pages of the console; null where the process serves none. */
  readonly consolePages: RequestHandler | null;
  /** Takes what the plugin signed; null where the process takes nothing from one. */
  readonly plugin?: RequestHandler | null;
  readonly log: Log;
}

/** All routes of the service. No rules here: what a delivery means is worked out from the inbox later. */
export function createApp({ receive, store, consolePages, plugin = null, log }: HttpParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use('/hooks', hookRoute(receive, log));
  if (plugin) app.use('/plugin', plugin);
  app.use('/health', healthRoutes(store));
  if (consolePages) app.use(consolePages);
  app.use((_request, response) =>
    refuse(response, 404, 'Nothing is here. Deliveries go to /hooks/<name>, the state of the service is at /health/ready.'),
  );
  app.use(answerError(log));
  return app;
}
