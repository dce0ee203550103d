import type { Express, Request, Response } from 'express';
import { WELL_BEHAVED } from './misbehaviour.js';
import type { Misbehaviour } from './misbehaviour.js';
import { SandboxRefusal } from './people.js';
import { send } from './routes/http.js';
import { parseForm, parseJson } from './routes/params.js';
import type { Params } from './routes/params.js';
import type { Sandbox } from './contract.js';
import { noForeignPage } from './web/guard.js';
import { addWebPages } from './web/pages.js';

/**
 * Pages for people, and our own controls under `/sandbox/`, which keep working while the forum misbehaves:
 * `GET /sandbox/state`, `GET /sandbox/sent`, `PUT /sandbox/misbehaviour` (fields of `Misbehaviour`), `DELETE` of the
 * same, `POST /sandbox/act` ({as, do, with}: a method of a person and its arguments), `POST /sandbox/hook` ({url, secret}),
 * `POST /sandbox/refuse` ({seconds}), `POST /sandbox/story` ({speed}).
 */
export function addControls(app: Express, sandbox: () => Sandbox): void {
  addWebPages(app, sandbox);
  app.use('/sandbox', noForeignPage);
  app.get('/sandbox/state', (_request, response) => ok(response, summary(sandbox())));
  app.get('/sandbox/sent', (_request, response) => ok(response, sandbox().sent()));
  app.put('/sandbox/misbehaviour', (request, response) => {
    sandbox().misbehave(misbehaviourIn(paramsOf(request)));
    ok(response, { success: 'OK' });
  });
  app.delete('/sandbox/misbehaviour', (_request, response) => {
    sandbox().behave();
    ok(response, { success: 'OK' });
  });
  app.post('/sandbox/act', (request, response) => act(sandbox(), paramsOf(request), response));
  app.post('/sandbox/hook', (request, response) => {
    const { url, secret } = paramsOf(request);
    if (typeof url !== 'string' || typeof secret !== 'string') refuse(response, 'url and secret are needed');
    else ok(response, sandbox().admin.setOnlyHook({ url, secret }));
  });
  app.post('/sandbox/refuse', (request, response) => {
    ok(response, { success: 'OK' });
    const seconds = Number(paramsOf(request).seconds ?? 5);
    response.on('finish', () => {
      void sandbox().refuseConnections();
      setTimeout(() => void sandbox().acceptConnections(), seconds * 1_000);
    });
  });
  app.post('/sandbox/story', (request, response) => {
    void sandbox().playStory({ speed: Number(paramsOf(request).speed ?? 1) });
    ok(response, { success: 'OK' });
  });
}

/** A person acts as in a test: `{"as": "alma", "do": "reply", "with": [20, "text"]}`. */
function act(sandbox: Sandbox, given: Params, response: Response): void {
  const { as, do: what, with: args = [] } = given;
  if (typeof as !== 'string' || typeof what !== 'string' || !Array.isArray(args)) return refuse(response, 'as, do and with are needed');
  try {
    const method = Object.entries(sandbox.as(as)).find(([name]) => name === what)?.[1] as ((...args: unknown[]) => unknown) | undefined;
    if (!method) return refuse(response, `nobody can "${what}"`);
    return ok(response, method(...(args as unknown[])) ?? null);
  } catch (error) {
    if (error instanceof SandboxRefusal) return send(response, error.refusal);
    return refuse(response, error instanceof Error ? error.message : String(error));
  }
}

/** Only fields that exist, with values of their type. */
function misbehaviourIn(params: Params): Partial<Misbehaviour> {
  const known = Object.entries(WELL_BEHAVED).filter(
    ([name, usual]) => name in params && (usual === null || typeof params[name] === typeof usual),
  );
  return Object.fromEntries(known.map(([name]) => [name, params[name]]));
}

function summary(sandbox: Sandbox) {
  const { state } = sandbox;
  return {
    title: state.title,
    topics: state.topics.length,
    posts: state.posts.length,
    waiting: state.outgoing.length,
    sent: sandbox.sent().length,
    story: state.story,
  };
}

function paramsOf(request: Request): Params {
  const text: unknown = request.body;
  if (typeof text !== 'string') return {};
  return parseJson(text) ?? parseForm(text);
}

function ok(response: Response, body: unknown): void {
  send(response, { status: 200, body });
}

function refuse(response: Response, problem: string): void {
  send(response, { status: 400, body: { errors: [problem] } });
}
