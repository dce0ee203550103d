import type { Request, RequestHandler, Response } from 'express';

const LOOPBACK = /^(127(\.\d{1,3}){3}|::1|::ffff:127(\.\d{1,3}){3})$/;
const OWN_NAME = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i;

/**
 * There are no passwords: only a browser on this machine is let in, at this machine's own names (a foreign name that points here
 * would make a foreign page ours: DNS rebinding).
 */
export const onlyHere: RequestHandler = (request, response, next) => {
  if (LOOPBACK.test(request.socket.remoteAddress ?? '') && OWN_NAME.test(request.get('host') ?? '')) {
    next();
    return;
  }
  refuse(response, 'The sandbox forum opens only in a browser on this machine, at its own address.');
};

/** Any page in the same browser can send a form to this address; only our own pages may. Browsers always say where a form comes from. */
export const onlyOwnForms: RequestHandler = (request, response, next) => {
  if (request.get('origin') !== undefined && comesFromHere(request)) {
    next();
    return;
  }
  refuse(response, 'This was not sent by a page of the sandbox forum.');
};

/** For programs, which say nothing about where they come from; a browser that says it comes from elsewhere is refused. */
export const noForeignPage: RequestHandler = (request, response, next) => {
  if (comesFromHere(request)) next();
  else refuse(response, 'This was sent by a page that is none of the sandbox forum.');
};

function comesFromHere(request: Request): boolean {
  const origin = request.get('origin');
  const site = request.get('sec-fetch-site');
  const isSameSite = site === undefined || site === 'same-origin' || site === 'none';
  return isSameSite && (origin === undefined || origin === `http://${request.get('host') ?? ''}`);
}

function refuse(response: Response, why: string): void {
  response.status(403).type('text/plain').send(`${why}\n`);
}
