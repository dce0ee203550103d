/** @jsxRuntime automatic @jsxImportSource preact */
import { Router } from 'express';
import type { Clock } from '../ports/clock.js';
import type { Store } from '../ports/store.js';
import { DoctorPage } from './doctor-page.js';
import { renderPage } from './layout.js';
import { onlyHere, pageHeaders } from './only-here.js';
import { loadFindings, loadFrame, loadTicket, loadTickets, type QueryContext } from './queries.js';
import { style } from './style.js';
import { TicketPage } from './ticket-page.js';
import { TicketsPage } from './tickets-page.js';

export interface ConsoleParts {
  readonly store: Store;
  readonly forumId: string;
  readonly clock: Pick<Clock, 'now'>;
  /** Where people read a topic in the forum. */
  topicUrl(topicId: number): string;
  /** How many minutes the sweep takes to come round at present. */
  readonly sweepMinutes?: () => number | null;
  /** The forum's clock against ours (design section 3, "Now"). */
  readonly forumClock?: () => { readonly level: 'green' | 'amber' | 'red'; readonly seconds: number | null };
}

const RELOAD_SECONDS = 3;

/** The console: pages for whoever runs the desk, on this machine only. They show and change nothing. */
export function createConsolePages(parts: ConsoleParts): Router {
  const router = Router();
  router.get('/style.css', onlyHere, pageHeaders, (_request, response) => {
    response.type('css').send(style);
  });
  router.get('/', onlyHere, pageHeaders, async (request, response) => {
    response.type('html').send(await ticketsPage(contextOf(parts), Number(request.query['page'] ?? 1)));
  });
  router.get('/tickets/:topic', onlyHere, pageHeaders, async (request, response) => {
    const page = await ticketPage(parts, String(request.params['topic']), 'still' in request.query);
    response
      .status(page === null ? 404 : 200)
      .type('html')
      .send(page ?? unknownTicket());
  });
  router.get('/doctor', onlyHere, pageHeaders, async (_request, response) => {
    response.type('html').send(await doctorPage(parts));
  });
  return router;
}

function contextOf({ store, forumId, clock }: ConsoleParts): QueryContext {
  return { store, forumId, now: clock.now() };
}

async function ticketsPage(context: QueryContext, page: number): Promise<string> {
  const frame = await loadFrame(context);
  const list = await loadTickets(context, Number.isInteger(page) ? page : 1);
  return renderPage({ title: 'Tickets', mode: frame.mode, children: <TicketsPage list={list} frame={frame} now={context.now} /> });
}

/** Takes a reference (`HD-20`) as well as the number. Null: there is no such ticket. */
async function ticketPage(parts: ConsoleParts, topic: string, isStill: boolean): Promise<string | null> {
  const number = /^(?:HD-)?(\d{1,15})$/i.exec(topic)?.[1];
  if (number === undefined) return null;
  const context = contextOf(parts);
  const frame = await loadFrame(context);
  const details = await loadTicket(context, Number(number), frame);
  if (details === null) return null;
  const { topicId } = details.row;
  const props = { details, frame, now: context.now, topicUrl: parts.topicUrl(topicId), isStill };
  return renderPage({
    title: details.title === null ? `HD-${topicId}` : `HD-${topicId}: ${details.title}`,
    mode: frame.mode,
    ...(isStill ? {} : { reloadSeconds: RELOAD_SECONDS }),
    children: <TicketPage {...props} />,
  });
}

function unknownTicket(): string {
  const text =
    'No topic of this number is a ticket here: it is in no community, it is not known yet, or it never was. The list shows all tickets.';
  return renderPage({ title: 'No such ticket', mode: null, children: <p>{text}</p> });
}

async function doctorPage(parts: ConsoleParts): Promise<string> {
  const context = contextOf(parts);
  const frame = await loadFrame(context);
  const minutes = parts.sweepMinutes?.() ?? null;
  const sweep = minutes === null ? null : `The sweep comes round every ${Math.ceil(minutes)} minutes at present.`;
  return renderPage({
    title: 'Doctor',
    mode: frame.mode,
    children: <DoctorPage findings={await loadFindings(context)} sweep={sweep} clock={clockProblem(parts)} />,
  });
}

function clockProblem({ forumClock }: ConsoleParts): string | null {
  const { level, seconds } = forumClock?.() ?? { level: 'green', seconds: null };
  if (level === 'green' || seconds === null) return null;
  const off = `The forum's clock is ${Math.abs(Math.round(seconds))} seconds ${seconds < 0 ? 'ahead of' : 'behind'} ours.`;
  return level === 'red' ? `${off} What has a time limit and cannot be taken back waits until the clocks agree.` : off;
}
