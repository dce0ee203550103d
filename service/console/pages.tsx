/** @jsxRuntime automatic @jsxImportSource preact */
import { Router, urlencoded, type Request, type RequestHandler, type Response } from 'express';
import { calendarPage } from './calendar.js';
import type { ShownClock } from '../../shared/shown-clock.js';
import { DoctorPage } from './doctor-page.js';
import { evidenceFile } from './evidence.js';
import { loadFindings } from './findings.js';
import { dueFrame, wordsOf, type DeskSeconds } from './frame.js';
import { renderPage } from './layout.js';
import { onlyHere, onlyOwnForms, pageHeaders } from './only-here.js';
import { loadTicket, type TicketDetails } from './queries.js';
import { pluginLine } from './plugin-line.js';
import { policiesPage } from './policies-visit.js';
import { QueuePage } from './queue-page.js';
import { loadQueue, readAsk } from './queue-query.js';
import { previewPage } from './preview.js';
import { reloadScript } from './reload-script.js';
import { reportsPage } from './reports.js';
import { loadRouting, type TryRules } from './routing.js';
import { RoutingPage } from './routing-page.js';
import { loadRuleReview } from './rule-review.js';
import { RuleReviewPage } from './rule-review-page.js';
import { style } from './style.js';
import { isForNobody, NotForYou, visitOf, type ConsoleParts, type Visit } from './visit.js';
import { TicketPage } from './ticket-page.js';
import { SHOWN } from './timeline.js';
import { unknownTicket } from './unknown-ticket.js';
import { peopleOf, PERSON_COOKIE, type SwitchPerson } from './viewer.js';

export type { ConsoleParts };

const RELOAD_SECONDS = 3;
const FORM_BYTES = '4kb';
/** A calendar may have 2,000 holidays with their names; policies come as they are written, with a form beside them. */
const DRAFT_BYTES = '300kb';
/** OP-15: what a command carries. */
const SETTINGS_BYTES = '1mb';

type Shows = (visit: Visit, request: Request, response: Response) => Promise<string>;

/** The console: pages for whoever runs the desk, on this machine only. They change nothing but whose eyes they are for. */
export function createConsolePages(parts: ConsoleParts): Router {
  const router = Router();
  const page = (path: string, show: Shows): void => {
    router.get(path, onlyHere, pageHeaders, async (request, response) => {
      const text = await show(await visitOf(parts, request), request, response);
      response.type('html').send(text);
    });
  };
  // They change nothing: what was typed is checked and shown.
  const form = (path: string, show: Shows, limit: string): void => {
    router.post(path, onlyHere, pageHeaders, onlyOwnForms, urlencoded({ extended: false, limit }), async (request, response) => {
      response.type('html').send(await show(await visitOf(parts, request), request, response));
    });
  };
  router.get('/style.css', onlyHere, pageHeaders, (_request, response) => void response.type('css').send(style));
  router.get('/reload.js', onlyHere, pageHeaders, (_request, response) => void response.type('text/javascript').send(reloadScript));
  router.get('/', onlyHere, pageHeaders, toQueue);
  router.get('/tickets', onlyHere, pageHeaders, toQueue);
  page('/queue', queuePage);
  page('/tickets/:topic', ticketPage);
  for (const form of ['json', 'txt'] as const)
    router.get(`/tickets/:topic/evidence.${form}`, onlyHere, pageHeaders, evidenceFile(parts, form));
  page('/routing', routingPage);
  page('/rules', rulesPage);
  page('/reports', reportsPage);
  page('/preview', previewPage);
  form('/preview', previewPage, SETTINGS_BYTES);
  page('/doctor', doctorPage);
  page('/calendar', calendarPage);
  form('/calendar', calendarPage, DRAFT_BYTES);
  page('/policies', policiesPage);
  form('/policies', policiesPage, DRAFT_BYTES);
  const people = peopleOf(parts.forumId, parts.people);
  if (people)
    router.post('/person', onlyHere, pageHeaders, onlyOwnForms, urlencoded({ extended: false, limit: FORM_BYTES }), choose(people));
  return router;
}

const toQueue: RequestHandler = (_request, response) => {
  response.redirect(303, '/queue');
};

/** The cookie is no login: it is set and read only where all people are invented. */
function choose(people: readonly SwitchPerson[]): RequestHandler {
  return (request, response) => {
    const { person, back } = (request.body ?? {}) as Readonly<Record<string, unknown>>;
    const chosen = people.find(({ name }) => name === person)?.name;
    if (chosen !== undefined) response.cookie(PERSON_COOKIE, chosen, { httpOnly: true, sameSite: 'strict' });
    // Only to a page of ours, whatever the form says.
    response.redirect(
      303,
      typeof back === 'string' && /^\/(?:queue|tickets\/|routing|rules|policies|reports|preview|calendar|doctor)[\w\-/?=&.%+]*$/.test(back)
        ? back
        : '/queue',
    );
  };
}

const noDeskSeconds: DeskSeconds = () => null;

async function queuePage({ context, frame, viewer, layout, parts }: Visit, request: Request): Promise<string> {
  const ask = readAsk(request.query, [...frame.communities.keys()]);
  const list = await loadQueue(context, viewer, ask);
  const times = { now: context.now, deskSeconds: parts.deskSeconds ?? noDeskSeconds };
  return renderPage({
    title: 'Tickets',
    ...layout,
    children: <QueuePage list={list} ask={ask} frame={frame} viewer={viewer} times={times} />,
  });
}

/** Takes a reference (`HD-20`) as well as the number. */
async function ticketPage(visit: Visit, request: Request, response: Response): Promise<string> {
  const { parts, context, frame, viewer, layout } = visit;
  const number = /^(?:HD-)?(\d{1,15})$/i.exec(String(request.params['topic']))?.[1];
  const details = number === undefined ? null : await loadTicket(context, Number(number), { frame, viewer });
  if (details === null) {
    response.status(404);
    return unknownTicket(layout);
  }
  const { topicId, community } = details.row;
  const isStill = 'still' in request.query;
  const due = dueFrame(frame, community, { now: context.now, deskSeconds: parts.deskSeconds ?? noDeskSeconds });
  const shown = SHOWN.find((name) => name === request.query['show']) ?? 'all';
  return renderPage({
    title: details.title === null ? `HD-${topicId}` : `HD-${topicId}: ${details.title}`,
    ...layout,
    ...(isStill ? {} : { reloadSeconds: RELOAD_SECONDS }),
    children: (
      <TicketPage
        details={details}
        frame={frame}
        due={due}
        topicUrl={(id) => parts.topicUrl(id)}
        isStill={isStill}
        shown={shown}
        clocks={clocksFor(visit, details)}
      />
    ),
  });
}

/** What the experts count among themselves is not for who only reads along. */
function clocksFor({ parts, context, frame }: Visit, { view, row, sees }: TicketDetails): readonly ShownClock[] | null {
  const clocks = parts.showClocks?.(view.features, { now: context.now, words: wordsOf(frame, row.community) }) ?? null;
  return clocks?.filter(({ of }) => of === 'question' || sees !== 'outside') ?? null;
}

const noRules: TryRules = () => null;

async function routingPage({ parts, context, frame, viewer, layout }: Visit, { query }: Request): Promise<string> {
  const topic = typeof query['topic'] === 'string' ? query['topic'].trim() : '';
  const number = /^(?:HD-)?(\d{1,15})$/i.exec(topic)?.[1];
  const community = [...frame.communities.keys()].find((id) => id === query['community']) ?? null;
  const trying = { viewer, botId: frame.botId, tryRules: parts.tryRules ?? noRules };
  const answer = number === undefined ? null : await loadRouting(context, { topicId: Number(number), community }, trying);
  return renderPage({
    title: 'Try the rules',
    ...layout,
    children: (
      <RoutingPage asked={{ topic, community }} answer={topic !== '' && answer === null ? { problem: 'unknown' } : answer} frame={frame} />
    ),
  });
}

async function rulesPage({ context, frame, viewer, layout }: Visit, _request: Request, response: Response): Promise<string> {
  if (isForNobody(viewer)) {
    response.status(403);
    return renderPage({ title: 'Rules to review', ...layout, children: <NotForYou /> });
  }
  const review = await loadRuleReview(context, { frame, viewer });
  return renderPage({ title: 'Rules to review', ...layout, children: <RuleReviewPage review={review} frame={frame} /> });
}

async function doctorPage({ parts, context, frame, viewer, layout }: Visit, _request: Request, response: Response): Promise<string> {
  if (isForNobody(viewer)) {
    response.status(403);
    return renderPage({ title: 'Doctor', ...layout, children: <NotForYou /> });
  }
  const minutes = parts.sweepMinutes?.() ?? null;
  const sweep = minutes === null ? null : `The sweep comes round every ${Math.ceil(minutes)} minutes at present.`;
  return renderPage({
    title: 'Doctor',
    ...layout,
    children: (
      <DoctorPage
        findings={await loadFindings(context, { frame, viewer })}
        sweep={sweep}
        clock={clockProblem(parts)}
        plugin={parts.plugin ? pluginLine(parts.plugin()) : null}
      />
    ),
  });
}

function clockProblem({ forumClock }: ConsoleParts): string | null {
  const { level, seconds } = forumClock?.() ?? { level: 'green', seconds: null };
  if (level === 'green' || seconds === null) return null;
  const off = `The forum's clock is ${Math.abs(Math.round(seconds))} seconds ${seconds < 0 ? 'ahead of' : 'behind'} ours.`;
  return level === 'red' ? `${off} What has a time limit and cannot be taken back waits until the clocks agree.` : off;
}
