import type { Request, RequestHandler, Response } from 'express';
import type { Sandbox } from '../contract.js';
import { parseForm } from '../routes/params.js';
import { missingPage } from './layout.js';
import { scriptHash } from './script.js';
import { readerIn } from './visit.js';
import type { Visit } from './visit.js';

/** Only our own small script runs, nothing is loaded from anywhere else, and forms go to us alone. */
export const pageHeaders: RequestHandler = (_request, response, next) => {
  response.set({
    'Content-Security-Policy': `default-src 'none'; style-src 'self'; script-src '${scriptHash}'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
    'X-Content-Type-Options': 'nosniff',
    // Not `no-referrer`: a browser would then hide from us where a form comes from.
    'Referrer-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  });
  next();
};

export function visitOf({ state }: Sandbox, request: Request): Visit {
  const path = request.originalUrl;
  const query = parseForm(path.split('?')[1] ?? '');
  return { state, reader: readerIn(state, request.headers.cookie), path, query, refused: null };
}

export function sendPage(response: Response, html: string, status: number): void {
  response.status(status).type('html').send(html);
}

/** A page that is not there and one that is not for this reader look alike. */
export function sendFound(response: Response, visit: Visit, html: string | null): void {
  sendPage(response, html ?? missingPage(visit), html === null ? 404 : 200);
}
