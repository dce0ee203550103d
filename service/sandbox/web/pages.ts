import type { Express, Request } from 'express';
import type { Sandbox } from '../contract.js';
import { findPost } from '../lookups.js';
import { canSeePost } from '../permissions.js';
import { editPostPage, editTopicPage, movePage } from './change-pages.js';
import { onlyHere } from './guard.js';
import { groupInboxPage, inboxPage } from './inbox-page.js';
import { groupPage, peoplePage, profilePage } from './people-pages.js';
import { addForms } from './posting.js';
import { revisionsPage } from './revisions-page.js';
import { pageHeaders, sendFound, visitOf } from './sending.js';
import { style } from './style.js';
import { topicListPage } from './topic-list.js';
import { topicPage } from './topic-page.js';
import { tryPage } from './try-page.js';
import type { Visit } from './visit.js';
import { askPage, composePage } from './write-pages.js';

type Page = (visit: Visit, request: Request) => string | null;

const PAGES: ReadonlyArray<readonly [path: string, page: Page]> = [
  ['/', topicListPage],
  ['/web/try', tryPage],
  ['/web/ask', askPage],
  ['/web/message', composePage],
  ['/web/messages', inboxPage],
  ['/web/messages/group/:name', (visit, { params }) => groupInboxPage(visit, String(params.name))],
  ['/web/people', peoplePage],
  ['/web/people/:name', (visit, { params }) => profilePage(visit, String(params.name))],
  ['/web/groups/:name', (visit, { params }) => groupPage(visit, String(params.name))],
  ['/web/posts/:id/edit', (visit, { params }) => editPostPage(visit, Number(params.id))],
  ['/web/posts/:id/revisions', (visit, { params }) => revisionsPage(visit, Number(params.id))],
  ['/web/topics/:id/edit', (visit, { params }) => editTopicPage(visit, Number(params.id))],
  ['/web/topics/:id/move', (visit, { params }) => movePage(visit, Number(params.id))],
];

/** The pages of the forum, to be looked at and played with in a browser on this machine. They stand before the forum's own routes. */
export function addWebPages(app: Express, sandbox: () => Sandbox): void {
  app.get('/web/style.css', onlyHere, pageHeaders, (_request, response) => {
    response.type('css').send(style);
  });
  for (const [path, page] of PAGES) {
    app.get(path, onlyHere, pageHeaders, (request, response) => {
      const visit = visitOf(sandbox(), request);
      sendFound(response, visit, page(visit, request));
    });
  }
  addTopicPage(app, sandbox);
  addForms(app, sandbox);
  addAddressesOfForms(app, sandbox);
}

/** At the address of the topic's JSON: programs that do not ask for a page get the forum's own answer. */
function addTopicPage(app: Express, sandbox: () => Sandbox): void {
  app.get(['/t/:id', '/t/:slug/:id', '/t/:slug/:id/:number'], (request, response, next) => {
    const { slug = '', id, number } = request.params as { slug?: string; id: string; number?: string };
    if ([id, number ?? ''].some((part) => part.endsWith('.json')) || request.accepts(['json', 'html']) !== 'html') {
      next('route');
      return;
    }
    // `/t/20/3` is post 3 of topic 20, `/t/some-title/20` is topic 20.
    const [topic, post] = /^\d+$/.test(slug) ? [slug, id] : [id, number];
    const show = (): void => {
      const visit = visitOf(sandbox(), request);
      if (post === undefined) sendFound(response, visit, topicPage(visit, Number(topic)));
      else if (/^\d+$/.test(post)) response.redirect(303, `/t/${Number(topic)}#post_${post}`);
      else sendFound(response, visit, null);
    };
    onlyHere(request, response, () => {
      pageHeaders(request, response, show);
    });
  });
}

/** Whoever opens the address of a form that was sent is led to the topic. */
function addAddressesOfForms(app: Express, sandbox: () => Sandbox): void {
  app.get('/web/topics/:id/:deed', onlyHere, (request, response) => {
    response.redirect(303, `/t/${Number(request.params.id)}`);
  });
  app.get('/web/posts/:id/:deed', onlyHere, pageHeaders, (request, response) => {
    const visit = visitOf(sandbox(), request);
    const post = findPost(visit.state, Number(request.params.id));
    if (post && canSeePost(visit.state, visit.reader, post)) response.redirect(303, `/t/${post.topicId}#post_${post.number}`);
    else sendFound(response, visit, null);
  });
}
