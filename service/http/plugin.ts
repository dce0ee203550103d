import express, { Router, type ErrorRequestHandler, type Request, type RequestHandler, type Response } from 'express';
import type { z } from 'zod';
import { CONTRACT, errorBody, type PluginErrorType } from '../../shared/contracts/plugin/common.js';
import {
  commandRequest,
  designationRequest,
  helloRequest,
  type CommandAnswerBody,
  type CommandRequest,
  type DesignationAnswerBody,
  type DesignationRequest,
  type HelloAnswerBody,
} from '../../shared/contracts/plugin/requests.js';
import { isSignedBy, SIGNATURE_HEADERS, SIGNATURE_SECONDS } from '../../shared/contracts/plugin/signature.js';
import type { Clock } from '../ports/clock.js';
import type { Log } from '../ports/log.js';
import { StoreError } from '../ports/store.js';

/** What the plugin asks for, each answered in the form of the contract. */
export interface PluginRequests {
  readonly command: (request: CommandRequest) => Promise<CommandAnswerBody>;
  readonly designation: (request: DesignationRequest) => Promise<DesignationAnswerBody>;
  readonly hello: () => Promise<HelloAnswerBody>;
}

export interface PluginParts {
  /** Empty: no plugin has been given one, and nothing is taken. */
  readonly secret: string;
  readonly version: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Address of the forum, as its plugin says it; null: not heard yet. */
  readonly site?: () => string | null;
  readonly useNonce: (nonce: string) => Promise<boolean>;
  readonly requests: PluginRequests;
}

/** The longest request is a line of a button. */
const BODY_LIMIT = 64 * 1024;

interface Problem {
  readonly status: number;
  readonly type: PluginErrorType;
  readonly says: string;
}

const UNSIGNED: Problem = {
  status: 401,
  type: 'bad_signature',
  says: 'The signature is missing or does not fit. The setting hybrid_desk_secret of the forum and PLUGIN_SECRET of the service must be the same.',
};
const OLD: Problem = {
  status: 401,
  type: 'old_timestamp',
  says: `The time of this request is more than ${SIGNATURE_SECONDS} seconds away from the clock of the service. Set the clocks of both machines.`,
};
const USED: Problem = { status: 401, type: 'used_nonce', says: 'This request was here before. Sign it anew to send it again.' };
const LARGE: Problem = { status: 413, type: 'too_large', says: `A request has at most ${BODY_LIMIT / 1024} kB.` };
const NO_JSON: Problem = { status: 400, type: 'not_json', says: 'The body is no JSON object.' };
const INVALID: Problem = { status: 422, type: 'invalid_request', says: 'The request does not have the form of the contract.' };
const UNKNOWN: Problem = { status: 404, type: 'invalid_request', says: 'The plugin asks for command, designation or hello, by POST.' };
const OTHER_NUMBER: Problem = {
  status: 409,
  type: 'version_mismatch',
  says: 'Plugin and service speak different numbers of the contract. Update the older one.',
};
const OTHER_FORUM: Problem = {
  status: 409,
  type: 'other_forum',
  says: 'This service belongs to another forum. A copy of a forum needs a service and a secret of its own, or none.',
};
const AWAY: Problem = {
  status: 503,
  type: 'unavailable',
  says: 'The database does not answer. Nothing was recorded; send it again later.',
};

/** `POST /plugin/…`: only what the plugin signed. Before the signature holds, nobody learns anything but that it does not. */
export function pluginRoute(parts: PluginParts): RequestHandler {
  const { requests } = parts;
  const router = Router();
  router.use(express.raw({ type: () => true, limit: BODY_LIMIT }), signed(parts));
  router.post('/command', taking(commandRequest, parts, requests.command));
  router.post('/designation', taking(designationRequest, parts, requests.designation));
  router.post(
    '/hello',
    taking(helloRequest, parts, () => requests.hello()),
  );
  router.use((_request, response) => refuse(response, UNKNOWN));
  router.use(answerError(parts));
  return router;
}

function signed({ secret, clock, log, useNonce }: PluginParts): RequestHandler {
  return async (request, response, next) => {
    const problem = await problemOf(request);
    if (problem === null) {
      next();
      return;
    }
    log.warn({ status: problem.status, type: problem.type }, 'a request of the plugin was refused');
    refuse(response, problem);
  };

  async function problemOf(request: Request): Promise<Problem | null> {
    const [timestamp, nonce, signature] = [SIGNATURE_HEADERS.timestamp, SIGNATURE_HEADERS.nonce, SIGNATURE_HEADERS.signature].map(
      (name) => request.get(name) ?? '',
    ) as [string, string, string];
    if (!/^\d{1,12}$/.test(timestamp) || !/^[0-9a-f]{32}$/.test(nonce)) return UNSIGNED;
    const { method, originalUrl: path } = request;
    if (!isSignedBy(secret, { timestamp, nonce, method, path, body: bodyOf(request) }, signature)) return UNSIGNED;
    if (Math.abs(Date.parse(clock.now()) / 1000 - Number(timestamp)) > SIGNATURE_SECONDS) return OLD;
    return (await useNonce(nonce)) ? null : USED;
  }
}

function taking<Body extends { site?: string | undefined }>(
  schema: z.ZodType<Body>,
  { version, site }: PluginParts,
  answer: (body: Body) => Promise<unknown>,
): RequestHandler {
  return async (request, response) => {
    const body = parse(bodyOf(request));
    const read = schema.safeParse(body);
    if (typeof body !== 'object' || body === null || Array.isArray(body)) refuse(response, NO_JSON);
    else if (!('contract' in body) || body.contract !== CONTRACT) refuse(response, OTHER_NUMBER, { contract: CONTRACT, service: version });
    else if (!read.success) refuse(response, withFields(INVALID, read.error));
    else if (isOfOther(read.data.site, site?.())) refuse(response, OTHER_FORUM);
    else response.json(await answer(read.data));
  };
}

function isOfOther(said: string | undefined, known: string | null | undefined): boolean {
  return typeof said === 'string' && typeof known === 'string' && said !== known;
}

/** Names of fields only: what stands in them may be private. */
function withFields(problem: Problem, error: z.ZodError): Problem {
  const fields = [...new Set(error.issues.map(({ path }) => path.join('.')))].slice(0, 5).join(', ');
  return { ...problem, says: `${problem.says} Look at: ${fields}.` };
}

function answerError({ log }: PluginParts): ErrorRequestHandler {
  // eslint-disable-next-line @typescript-eslint/max-params -- Express tells error handlers from others by their four parameters
  return (error: unknown, _request, response, next) => {
    const isAway = error instanceof StoreError && (error.kind === 'unavailable' || error.kind === 'too_slow');
    const isLarge = typeof error === 'object' && error !== null && 'status' in error && error.status === 413;
    if (!isAway && !isLarge) {
      next(error);
      return;
    }
    refuse(response, isLarge ? LARGE : AWAY);
    log.warn({ status: response.statusCode }, 'a request of the plugin could not be taken');
  };
}

function refuse(response: Response, { status, type, says }: Problem, versions?: unknown): void {
  response.status(status).json(errorBody(type, says, versions));
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

/** Express leaves the body undefined when none was sent. */
function bodyOf(request: Request): Buffer {
  const body: unknown = request.body;
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}
