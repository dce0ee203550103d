import type { ErrorRequestHandler } from 'express';
import { HOOK_BODY_LIMIT } from '../inbox/receive.js';
import type { Log } from '../ports/log.js';
import { refuse } from './refuse.js';

const MEGABYTE = 1024 * 1024;

const PROBLEMS: Readonly<Record<number, string>> = {
  400: 'The request could not be read: it is broken or ended too early. Send it again.',
  413: `The body is larger than ${HOOK_BODY_LIMIT / MEGABYTE} MB and was not stored. Nothing is lost: the sweep will read what it was about from the forum.`,
  415: 'The body is packed in a way that cannot be unpacked here. Send it as the forum made it, without a content encoding.',
};
const UNEXPECTED =
  'Something unexpected happened here, and the log of the service says more. Try again; if it stays so, look at the page /doctor.';

/** The last handler. Neither the answer nor the log holds a stack, an error's own text or anything of the body: they may quote it. */
export function answerError(log: Log): ErrorRequestHandler {
  // eslint-disable-next-line @typescript-eslint/max-params -- Express tells error handlers from others by their four parameters
  return (error: unknown, request, response, _next) => {
    const status = statusOf(error);
    const fields = { method: request.method, status, error: error instanceof Error ? error.name : typeof error };
    if (status < 500) log.warn(fields, status === 413 ? 'a body was too large; the sweep will read it' : 'a request could not be read');
    else log.error(fields, 'a request failed unexpectedly');
    // An answer that has begun cannot be taken back: the connection ends, so that nobody takes half of it for the whole.
    if (response.headersSent) response.destroy();
    else refuse(response, status, PROBLEMS[status] ?? UNEXPECTED);
  };
}

/** Errors of the body parser and of the router carry a status; all others are ours. */
function statusOf(error: unknown): number {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  return typeof status === 'number' && status in PROBLEMS ? status : 500;
}
