import type { RequestHandler } from 'express';

const LOOPBACK = /^(127(\.\d{1,3}){3}|::1|::ffff:127(\.\d{1,3}){3})$/;
const OWN_NAME = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i;
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

/**
 * Lets through only what comes from this machine. The pages have no login: a request that a proxy passed on, or that a foreign page
 * sent to a name of its own which points here (DNS rebinding), is from this machine in name only.
 */
export const onlyHere: RequestHandler = (request, response, next) => {
  const isHere = LOOPBACK.test(request.socket.remoteAddress ?? '') && OWN_NAME.test(request.get('host') ?? '');
  if (isHere && !FORWARDED.some((name) => request.get(name) !== undefined)) {
    next();
    return;
  }
  response
    .status(403)
    .type('text/plain')
    .send(
      'The console opens only in a browser on the machine of the service, at its own address. From elsewhere, use a tunnel such as ssh -L.\n',
    );
};

/**
 * Lets through only what a form of our own pages sent. Browsers say so in `Sec-Fetch-Site`; older ones name the page in `Origin`.
 * What says neither is no form of ours.
 */
export const onlyOwnForms: RequestHandler = (request, response, next) => {
  const site = request.get('sec-fetch-site');
  const isOwn = site === undefined ? request.get('origin') === `http://${request.get('host') ?? ''}` : site === 'same-origin';
  if (isOwn) {
    next();
    return;
  }
  response.status(403).type('text/plain').send('This was not sent by a form of the console. Open its page and use the form there.\n');
};

/** Nothing is loaded from anywhere else, nothing of others runs, nothing is kept and no address of a page is told to the forum. */
export const pageHeaders: RequestHandler = (_request, response, next) => {
  response.set({
    'Content-Security-Policy':
      "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
  });
  next();
};
