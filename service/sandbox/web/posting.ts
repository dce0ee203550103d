import type { Express, Request, Response } from 'express';
import type { Sandbox } from '../contract.js';
import { findPost, userNamed } from '../lookups.js';
import { SandboxRefusal } from '../people.js';
import { refusal } from '../refusal.js';
import type { Refusal } from '../refusal.js';
import { parseForm, textIn } from '../routes/params.js';
import type { Params } from '../routes/params.js';
import { editPostPage, editTopicPage, movePage } from './change-pages.js';
import { ask, message, postDeed, topicDeed } from './deeds.js';
import type { Deed } from './deeds.js';
import { onlyHere, onlyOwnForms } from './guard.js';
import { refusedPage } from './layout.js';
import { createSentForms } from './once.js';
import type { SentForms } from './once.js';
import { pageHeaders, sendPage, visitOf } from './sending.js';
import { topicPage } from './topic-page.js';
import { PERSON_COOKIE } from './visit.js';
import type { Visit } from './visit.js';
import { reasonIn } from './words.js';
import { askPage, composePage } from './write-pages.js';

/** What one form does, and the page that it stands on: shown again, with what was typed, when the forum says no. */
interface Form {
  readonly id: string;
  readonly deed: Deed;
  readonly path: string;
  readonly page: (visit: Visit) => string | null;
}

export function addForms(app: Express, sandbox: () => Sandbox): void {
  const sent = createSentForms();
  const post = (path: string, formOf: (request: Request) => Form): void => {
    app.post(path, onlyHere, onlyOwnForms, pageHeaders, (request, response) => {
      carryOut({ sandbox: sandbox(), sent, form: formOf(request) }, request, response);
    });
  };
  app.post('/web/person', onlyHere, onlyOwnForms, pageHeaders, (request, response) => {
    becomePerson(sandbox(), request, response);
  });
  post('/web/ask', () => ({ id: 'ask', deed: ask, path: '/web/ask', page: askPage }));
  post('/web/message', () => ({ id: 'message', deed: message, path: '/web/message', page: composePage }));
  post('/web/posts/:id/:deed', (request) => postForm(sandbox(), idIn(request), String(request.params.deed)));
  post('/web/topics/:id/:deed', (request) => topicForm(idIn(request), String(request.params.deed)));
}

function postForm({ state }: Sandbox, id: number, deed: string): Form {
  const topicId = findPost(state, id)?.topicId ?? 0;
  const [path, page] =
    deed === 'edit'
      ? [`/web/posts/${id}/edit`, (visit: Visit) => editPostPage(visit, id)]
      : [`/t/${topicId}`, (visit: Visit) => topicPage(visit, topicId)];
  return { id: deed === 'edit' ? 'edit' : `${deed}-${id}`, deed: postDeed(deed, id), path, page };
}

const TOPIC_PAGES: Readonly<Record<string, { form: string; page: (visit: Visit, id: number) => string | null }>> = {
  edit: { form: 'topic', page: editTopicPage },
  move: { form: 'move', page: movePage },
  reply: { form: 'answer', page: topicPage },
};

function topicForm(id: number, deed: string): Form {
  const { form, page } = TOPIC_PAGES[deed] ?? { form: deed, page: topicPage };
  const path = page === topicPage ? `/t/${id}` : `/web/topics/${id}/${deed}`;
  return { id: form, deed: topicDeed(deed, id), path, page: (visit) => page(visit, id) };
}

interface Carried {
  readonly sandbox: Sandbox;
  readonly sent: SentForms;
  readonly form: Form;
}

function carryOut({ sandbox, sent, form }: Carried, request: Request, response: Response): void {
  const params = paramsOf(request);
  // Every form that we make holds a number of its own; one without it is not ours to compare.
  const whole = params.once === undefined ? null : `${request.path} ${String(request.body)}`;
  const before = whole === null ? null : sent.ledTo(whole);
  if (before !== null) {
    response.redirect(303, before);
    return;
  }
  const { state, reader } = visitOf(sandbox, request);
  try {
    if (reader === null) throw new SandboxRefusal(refusal(403, { errors: ['Nobody cannot do this. Choose at the top who you are.'] }));
    const formOf = textIn(params, 'as') ?? reader.username;
    if (formOf !== reader.username) throw new SandboxRefusal(otherPerson(formOf, reader.name));
    const path = form.deed({ state, reader, person: sandbox.as(reader.username), params });
    if (whole !== null) sent.remember(whole, path);
    response.redirect(303, path);
  } catch (error) {
    if (!(error instanceof SandboxRefusal)) throw error;
    const refused = { form: form.id, reason: reasonIn(error.refusal), typed: params };
    const visit: Visit = { state, reader, path: form.path, query: {}, refused };
    sendPage(response, form.page(visit) ?? refusedPage(visit), error.refusal.status);
  }
}

/** In another tab somebody else was chosen: nothing is done in the wrong name. */
function otherPerson(formOf: string, name: string): Refusal {
  const whose = formOf === '' ? 'nobody' : `@${formOf}`;
  return refusal(409, { errors: [`You are ${name} now, and this form was made for ${whose}. Send it again to do it as ${name}.`] });
}

function becomePerson({ state }: Sandbox, request: Request, response: Response): void {
  const params = paramsOf(request);
  const user = userNamed(state, textIn(params, 'person') ?? '');
  if (user && user.id > 0) response.cookie(PERSON_COOKIE, user.username, { path: '/', httpOnly: true, sameSite: 'lax', encode: String });
  else response.clearCookie(PERSON_COOKIE, { path: '/', httpOnly: true, sameSite: 'lax' });
  const back = textIn(params, 'back') ?? '/';
  response.redirect(303, /^\/(?![/\\])/.test(back) ? back : '/');
}

function paramsOf(request: Request): Params {
  const text: unknown = request.body;
  return typeof text === 'string' ? parseForm(text) : {};
}

function idIn(request: Request): number {
  return Number(request.params.id);
}
