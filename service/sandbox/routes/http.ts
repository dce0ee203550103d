import express from 'express';
import type { Express, Request, Response } from 'express';
import { countRequest, limitAnswer } from '../misbehaviour.js';
import type { Misbehaviour } from '../misbehaviour.js';
import { answerPlugin, type PluginEndpoint } from '../plugin/endpoints.js';
import { brokenJson, isRefusal, notFound, readOnly } from '../refusal.js';
import type { Refusal } from '../refusal.js';
import type { World } from '../world.js';
import type { Answer, Route } from './call.js';
import { listRoutes } from './lists.js';
import { withPage } from './not-found-page.js';
import { parseForm, parseJson } from './params.js';
import type { Params } from './params.js';
import { readRoutes } from './reads.js';
import { signIn } from './sign-in.js';
import { writeRoutes } from './writes.js';

/** What the web server needs of the forum around the world. */
export interface Front {
  readonly world: World;
  readonly misbehaviour: () => Misbehaviour;
  readonly setMisbehaviour: (how: Misbehaviour) => void;
  /** Resolves when the deliveries that are due have been sent, or after a second. */
  readonly delivered: () => Promise<void>;
  /** Resolves after so many milliseconds of the forum's clock. */
  readonly answerLater: (milliseconds: number) => Promise<void>;
  /** False when the minute's calls with keys are used up. */
  readonly countKeyCall: () => boolean;
  /** Extra routes before the forum's own: pages and controls. */
  readonly extend: (app: Express) => void;
}

export function createApp(front: Front): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(express.text({ type: () => true, limit: '1mb' }));
  front.extend(app);
  // `.json` only says what is wanted; people's pages were served above.
  app.use((request, _response, next) => {
    request.url = request.url.replace(/\.json(?=$|\?)/, '');
    next();
  });
  app.use((request, response, next) => {
    if (!spoil(front, request, response)) next();
  });
  for (const [method, endpoint] of PLUGIN_ENDPOINTS) {
    app[method](`/hybrid-desk/${endpoint}`, async (request: Request, response: Response) => {
      await finish(front, { request, response, isWrite: endpoint === 'apply' }, pluginAnswer(front, endpoint, request));
    });
  }
  for (const route of [...readRoutes, ...listRoutes, ...writeRoutes]) {
    app[route.method](route.path, async (request: Request, response: Response) => {
      await serve(front, route, { request, response });
    });
  }
  app.use((_request, response) => send(response, notFound()));
  return app;
}

const PLUGIN_ENDPOINTS = [
  ['get', 'ping'],
  ['post', 'state'],
  ['post', 'apply'],
] as const;

function pluginAnswer({ world, misbehaviour }: Front, endpoint: PluginEndpoint, request: Request): Answer | Refusal {
  if (endpoint === 'apply' && misbehaviour().readOnly) return readOnly();
  const { method, originalUrl: path, headers } = request;
  return answerPlugin(world, endpoint, { method, path, headers, body: typeof request.body === 'string' ? request.body : '' });
}

function serve(front: Front, route: Route, { request, response }: { request: Request; response: Response }): Promise<void> {
  return finish(front, { request, response, isWrite: route.method !== 'get' }, answerTo(front, route, request));
}

interface Exchange {
  readonly request: Request;
  readonly response: Response;
  readonly isWrite: boolean;
}

async function finish(front: Front, { request, response, isWrite }: Exchange, answer: Answer | Refusal): Promise<void> {
  // Fact 1: the delivery of a write is usually there before its answer.
  if (isWrite) await front.delivered();
  const how = front.misbehaviour();
  if (isWrite && how.answerDelayMs > 0) await front.answerLater(how.answerDelayMs);
  if (how.down === 'answerLost') {
    front.setMisbehaviour(countRequest(how));
    request.socket.destroy();
    return;
  }
  send(response, answer);
}

function answerTo(front: Front, route: Route, request: Request): Answer | Refusal {
  const { world } = front;
  const signedIn = signIn(world.state, request.headers);
  if (isRefusal(signedIn))
    return route.method === 'get' && route.path.startsWith('/t/:')
      ? withPage(signedIn, 'You are not permitted to view the requested resource.')
      : signedIn;
  // Fact 29: read-only stops all writing; reads go on.
  if (route.method !== 'get' && front.misbehaviour().readOnly) return readOnly();
  const body = bodyOf(request);
  if (body === null) return brokenJson();
  const query = parseForm(request.url.split('?')[1] ?? '');
  const params: Params = { ...query, ...body, ...(request.params as Params) };
  return route.handle({ world, ...signedIn, params, host: request.headers.host ?? '127.0.0.1' });
}

/** JSON or a form; other types have no parameters. Null: broken JSON. */
function bodyOf(request: Request): Params | null {
  const text: unknown = request.body;
  if (typeof text !== 'string' || text === '') return {};
  if (request.is('application/json')) return parseJson(text);
  return request.is('application/x-www-form-urlencoded') ? parseForm(text) : {};
}

/** True when the request got an answer, or none, because the forum misbehaves. */
function spoil(front: Front, request: Request, response: Response): boolean {
  const how = front.misbehaviour();
  const withKey = request.headers['api-key'] !== undefined;
  const isPosting = request.method === 'POST' && request.path === '/posts';
  const limited = how.limit === 'address' || (how.limit === 'keys' && withKey) || (how.limit === 'user' && isPosting);
  const down = how.down === '503' || how.down === 'reset';
  if (down || limited) front.setMisbehaviour(countRequest(how));
  if (how.down === 'reset') request.socket.destroy();
  else if (how.down === '503')
    send(response, {
      status: 503,
      headers: { 'Content-Type': 'text/html' },
      text: '<html><body><h1>503 Service Temporarily Unavailable</h1></body></html>',
    });
  else if (limited && how.limit !== 'no') sendLimit(response, how.limit, how.waitSeconds);
  else if (withKey && !front.countKeyCall()) sendLimit(response, 'keys', 60);
  else return false;
  return true;
}

function sendLimit(response: Response, limit: 'keys' | 'address' | 'user', seconds: number): void {
  const { headers, body, text } = limitAnswer(limit, seconds);
  if (text === undefined) return send(response, { status: 429, headers, body });
  response.writeHead(429, headers);
  response.end(text);
}

export function send(response: Response, answer: Answer | Refusal): void {
  const text = 'text' in answer ? answer.text : undefined;
  const isPlain = text !== undefined || 'plain' in answer;
  const type = isPlain ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';
  const headers = 'headers' in answer ? answer.headers : {};
  response.writeHead(answer.status, { 'Content-Type': type, 'Cache-Control': 'no-cache, no-store', ...headers });
  response.end(text ?? JSON.stringify(answer.body ?? null));
}
