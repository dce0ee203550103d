import express, { Router, type Request } from 'express';
import { HOOK_BODY_LIMIT, type Receive } from '../inbox/receive.js';
import type { Log } from '../ports/log.js';
import { refuse } from './refuse.js';

/** It must fit an index entry of the database. */
const NAME_LENGTH = 100;
const HEADER_LENGTH = 200;

const MISSING_EVENT =
  'The headers X-Discourse-Event and X-Discourse-Event-Id are missing or too long, so the delivery cannot be told from others. ' +
  'Send it as the forum made it; a proxy in between must pass these headers on.';
const BAD_NAME =
  `The address of this hook holds no name, or one of more than ${NAME_LENGTH} characters. ` +
  'Correct the payload URL of the webhook in the forum: it ends in /hooks/<name>.';

/**
 * `POST /hooks/:hook`. The signature is over the bytes as they came, and the forum sends JSON under either of two content types, so
 * the body is taken raw whatever its type. Never 404 or 410 here: the forum may switch the hook off (design section 10).
 */
export function hookRoute(receive: Receive, log: Log): Router {
  const router = Router();
  router.use((request, response, next) => {
    if (request.method === 'POST') {
      next();
      return;
    }
    response.set('Allow', 'POST');
    refuse(response, 405, 'This address takes webhook deliveries, by POST only. The state of the service is at /health/ready.');
  });
  router.use(express.raw({ type: () => true, limit: HOOK_BODY_LIMIT }));
  router.use(async (request, response) => {
    const hook = request.path.replace(/^\/|\/$/g, '');
    if (hook === '' || hook.length > NAME_LENGTH) {
      refuse(response, 400, BAD_NAME);
      return;
    }
    const signature = request.get('x-discourse-event-signature');
    const [eventId, event] = [headerOf(request, 'x-discourse-event-id'), headerOf(request, 'x-discourse-event')];
    // Without a signature the answer is 401 whatever else is missing: strangers learn nothing about the rest.
    if (signature && (!eventId || !event)) {
      refuse(response, 400, MISSING_EVENT);
      return;
    }
    const receipt = await receive({ hook, eventId, event, signature, body: bodyOf(request) });
    if (receipt.status !== 200) log.warn({ hook, status: receipt.status }, 'a delivery was refused');
    response.status(receipt.status).json(receipt);
  });
  return router;
}

function headerOf(request: Request, name: string): string {
  const value = request.get(name) ?? '';
  return value.length <= HEADER_LENGTH ? value : '';
}

/** Express leaves the body undefined when none was sent. */
function bodyOf(request: Request): Buffer {
  const body: unknown = request.body;
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}
