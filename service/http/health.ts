import { Router } from 'express';
import type { Store } from '../ports/store.js';
import { refuse } from './refuse.js';

const READY_MILLISECONDS = 2000;

/** `live`: the process answers. `ready`: the database answers too, in time. */
export function healthRoutes(store: Pick<Store, 'ping'>): Router {
  const router = Router();
  router.get('/live', (_request, response) => {
    response.json({ status: 200, what: 'live' });
  });
  router.get('/ready', async (_request, response) => {
    const answered = await answersInTime(store.ping());
    if (answered) response.json({ status: 200, what: 'ready' });
    else
      refuse(
        response,
        503,
        'The database does not answer. Deliveries cannot be stored now; look at the database and at the log of the service.',
      );
  });
  return router;
}

async function answersInTime(ping: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), READY_MILLISECONDS);
  });
  const ended = ping.then(
    () => true,
    () => false,
  );
  const answered = await Promise.race([ended, late]);
  clearTimeout(timer);
  return answered;
}
