import type { TicketValue } from '../../../shared/contracts/plugin/shown.js';
import type { Instant } from '../../../shared/instant.js';
import { timeMessages } from '../../../shared/time-messages.js';
import type { ShownContext, TicketView } from '../../engine/feature.js';
import { wallTime } from '../clocks/arithmetic/wording.js';
import type { ClockBook } from '../clocks/arithmetic/cycles/book.js';
import { isOpen, type ClockState, type Cycle } from '../clocks/arithmetic/cycles/cycle.js';
import type { EscalationView } from '../escalation/view.js';
import { publishedTopic, type FaqView } from '../faq/view.js';
import { meTooOf, type TriageView } from '../triage/view.js';
import { accountOf, shortened } from './account.js';
import { clockSets, COMMUNITY_REPLY, inOrder } from './clock-sets.js';
import { labelsOf } from './post-labels.js';
import { shownMessages } from './shown-messages.js';
import { isAccount, turnsOf } from './turns.js';

type ShownClock = TicketValue['everyone']['clocks'][number];

const MOST_CLOCKS = 20;
/** Of one clock; the page of the ticket has more. */
const MOST_LINES = 12;
const MOST_LABELS = 200;
const MOST_ME_TOO = 1_000;

/** What a forum with the plugin shows of a ticket. Nothing in it depends on the moment: only what happens changes it. */
export function ticketShown(ticket: TicketView, context: ShownContext): TicketValue | null {
  const { topic, membership } = ticket;
  const { state, community } = context;
  if (membership === null || topic.deletedAt !== null) return null;
  const { locale, words } = community;
  const triage = ticket.views['triage'] as TriageView | undefined;
  const faq = ticket.views['faq'] as FaqView | undefined;
  const clocks = clocksOf(ticket, context);
  const say = shownMessages[locale];
  return {
    community: community.id,
    reference: `HD-${topic.id}`,
    isPrivate: topic.isPrivate,
    askerId: topic.asker,
    maySay: turnsOf(ticket, context),
    meToo: triage === undefined || topic.isPrivate ? [] : meTooOf(triage, ticket).filter(isAccount).slice(0, MOST_ME_TOO),
    everyone: {
      state: state.state,
      stateText: say.state(state.state, state.outcome, words),
      outcome: state.outcome,
      ownerId: state.owner,
      proposedId: state.proposed,
      decisionMode: triage?.mode ?? null,
      next: say.next(state.state, nextDue(ticket, context), words),
      clocks: clocks.question,
      labels: labelsOf(ticket, context).slice(0, MOST_LABELS),
      articleTopicId: faq === undefined ? null : publishedTopic(faq, topic.id, context.acts),
    },
    asker: { escalateFrom: topic.asker === null ? null : context.maySay(topic.asker).escalateFrom },
    desk: {
      // The forum tells it only to those who take part in it.
      roomTopicId: roomOf(ticket),
      priority: triage?.priority ?? null,
      kind: triage?.kind ?? null,
      clocks: clocks.experts,
    },
  };
}

/** Of the newest escalation that has one: an open one first. */
function roomOf({ rooms, views }: TicketView): number | null {
  const { escalations = [] } = (views['escalation'] as EscalationView | undefined) ?? {};
  const found = escalations.flatMap(({ key }) => [...rooms.values()].filter((room) => room.key === key && room.deletedAt === null));
  return (found.findLast((room) => !room.closed) ?? found.at(-1))?.id ?? null;
}

function clocksOf(ticket: TicketView, context: ShownContext): { readonly question: ShownClock[]; readonly experts: ShownClock[] } {
  const items = clockSets(ticket).flatMap(({ of, cycles, book }) => cycles.map((cycle) => ({ of, cycle, book })));
  const ordered = inOrder(items).map(({ of, cycle, book }) => ({ of, clock: clockOf(cycle, { of, book }, context) }));
  const only = (which: 'question' | 'experts'): ShownClock[] =>
    ordered.flatMap(({ of, clock }) => (of === which ? [clock] : [])).slice(0, MOST_CLOCKS);
  return { question: only('question'), experts: only('experts') };
}

function clockOf(
  cycle: Cycle,
  { of, book }: { readonly of: 'question' | 'experts'; readonly book: ClockBook },
  { community: { locale, words } }: ShownContext,
): ShownClock {
  const account = accountOf(cycle, book, { locale, words, asOf: lastKnown(cycle), post: (id) => `/p/${id}` });
  const lane = of === 'experts' ? 'experts' : cycle.metric === COMMUNITY_REPLY ? 'community' : 'desk';
  return {
    metric: cycle.metric,
    lane,
    title: account.title,
    state: STATES[cycle.state],
    due: cycle.due,
    why: [...shortened(account, MOST_LINES, locale)],
  };
}

const STATES: Readonly<Record<ClockState, ShownClock['state']>> = {
  running: 'running',
  ['at_risk']: 'running',
  ['breached_open']: 'late',
  tentative: 'running',
  ['no_working_time']: 'running',
  paused: 'paused',
  met: 'met',
  ['met_by_resolution']: 'met',
  late: 'late',
  dismissed: 'cancelled',
  ['cancelled_duplicate']: 'cancelled',
  voided: 'cancelled',
  lapsed: 'cancelled',
};

/** The last instant at which something happened to a clock: an account of one that is held ends there, whenever it is asked for. */
function lastKnown({ startedAt, inner: { holds, legs, changes } }: Cycle): Instant {
  const instants = [...holds.map(({ from }) => from), ...legs.map(({ from }) => from), ...changes.map(({ at }) => at)];
  return instants.reduce((last, at) => (at > last ? at : last), startedAt);
}

/** Of what is promised to the asker; a figure with a target is no promise. */
function nextDue(ticket: TicketView, { community: { locale } }: ShownContext): string | null {
  const open = clockSets(ticket)
    .filter(({ of }) => of === 'question')
    .flatMap(({ cycles, book }) =>
      cycles.filter((cycle) => isOpen(cycle) && cycle.metric !== COMMUNITY_REPLY).map((cycle) => ({ cycle, book })),
    );
  const [first] = open.filter(({ cycle }) => cycle.due !== null).sort((a, b) => ((a.cycle.due ?? '') < (b.cycle.due ?? '') ? -1 : 1));
  if (!first?.cycle.due) return null;
  const { inner } = first.cycle;
  const tz = first.book.calendars[inner.legs.at(-1)?.calendar ?? inner.policy]?.tz ?? 'UTC';
  return timeMessages[locale].when(wallTime(first.cycle.due, tz));
}
