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

/** Nothing is loaded from anywhere else, nothing runs, nothing is kept and no address of a page is told to the forum. */
export const pageHeaders: RequestHandler = (_request, response, next) => {
  response.set({
    'Content-Security-Policy': "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
  });
  next();
};
