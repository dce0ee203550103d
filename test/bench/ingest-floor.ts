import { createHmac, timingSafeEqual } from 'node:crypto';
import express from 'express';
import type { PGlite } from '@electric-sql/pglite';

/** The floor of `ingest`: the least that a receiver of signed deliveries can do. Same Express, raw body, HMAC, one insert, answer. */
export function createFloor(database: PGlite, secret: string) {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.post('/hooks/:hook', express.raw({ type: () => true, limit: '8mb' }), async (request, response) => {
    const body = request.body as Buffer;
    const wanted = Buffer.from(`sha256=${createHmac('sha256', secret).update(body).digest('hex')}`);
    const given = Buffer.from(request.get('x-discourse-event-signature') ?? '');
    if (wanted.length !== given.length || !timingSafeEqual(wanted, given)) {
      response.sendStatus(401);
      return;
    }
    await database.query('insert into floor_delivery (event_id, event, body) values ($1, $2, $3)', [
      request.get('x-discourse-event-id'),
      request.get('x-discourse-event'),
      body.toString('utf8'),
    ]);
    response.json({ ok: true });
  });
  return app;
}
