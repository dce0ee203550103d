import type { Instant } from '../../../shared/instant.js';
import { timeMessages } from '../../../shared/time-messages.js';
import type { Part, TicketView, WantContext } from '../../engine/feature.js';
import type { TriageView } from '../triage/view.js';
import type { Calendar } from './arithmetic/calendar.js';
import { deskCalendar } from './arithmetic/named-calendars.js';
import { bookOf } from './arithmetic/policy.js';
import { wallTime, weeklyPattern } from './arithmetic/wording.js';
import { waitingLine, workingLine } from './commands/status-lines.js';
import { delayOf } from './delay.js';
import { messages, type Expected } from './messages.js';
import type { ClocksSettings } from './settings.js';
import { cycleOf, isOpen, type ClocksView, type Cycle } from './view.js';

/** With the policies that cycles count by. */
type Context = WantContext<ClocksSettings> & Pick<ClocksView, 'policies'>;

export interface Line {
  readonly line: string;
  readonly because: string;
  readonly about?: 'holder';
}

/** What the asker sees (CL-04): when to expect the official answer, and what came when. A community figure is never due or late. */
export function wants(view: ClocksView, ticket: TicketView, context: WantContext<ClocksSettings>): Part[] {
  const { topic, membership } = ticket;
  if (membership === null || topic.deletedAt !== null || topic.merged !== null) return [];
  const [official, community] = [cycleOf(view, 'fr'), cycleOf(view, 'cr')];
  const isDesk = official !== null && !official.inner.isOutOfLane;
  const said: Context = { ...context, policies: view.policies };
  const lines = [
    isDesk ? officialLine(official, said) : null,
    communityLine(community, isDesk ? official : null, said),
    nextLine(cycleOf(view, 'nr'), said),
    solutionLine(cycleOf(view, 'res'), said),
    waitingLine(view, context),
    workingLine(view, ticket, context),
    isDesk ? answeredLine(view, ticket) : null,
  ];
  return lines.filter((line) => line !== null).map((line): Part => ({ type: 'StatusPart', topic: topic.id, ...line }));
}

function officialLine(cycle: Cycle, context: Context): Line | null {
  const { words, locale } = context;
  const say = messages[locale];
  const { because, when } = { because: cycle.why, when: (at: Instant) => timeText(at, cycle, context) };
  switch (cycle.state) {
    case 'running':
      return cycle.due === null ? null : { line: say.expectedBy(expected(cycle, cycle.due, context), words), because };
    case 'breached_open':
      return cycle.due === null ? null : { line: say.overdueSince(when(cycle.due), words), because };
    case 'no_working_time':
      return { line: say.noWorkingTime(words), because };
    case 'met':
    case 'late':
      return cycle.endedAt === null ? null : { line: say.repliedByDesk(when(cycle.endedAt), words), because };
    case 'met_by_resolution':
      return cycle.endedAt === null ? null : { line: say.solved(when(cycle.endedAt), words), because };
    default:
      return null;
  }
}

function communityLine(cycle: Cycle | null, official: Cycle | null, context: Context): Line | null {
  if (cycle === null) return null;
  const say = messages[context.locale];
  // While the desk answers, its own line says what is awaited; and one reply that stopped both clocks is told once.
  if (isOpen(cycle)) return official === null ? { line: awaitedText(context), because: cycle.why } : null;
  if (cycle.endedAt === null || cycle.state === 'dismissed' || cycle.state === 'cancelled_duplicate') return null;
  if (official !== null && official.endedBy === cycle.endedBy && official.endedAt === cycle.endedAt) return null;
  const when = timeText(cycle.endedAt, cycle, context);
  return { line: cycle.endedBy === null ? say.solved(when, context.words) : say.firstReply(when, context.words), because: cycle.why };
}

/** What was usual when it was asked is a figure and no promise (CL-04). */
function awaitedText({ words, locale, usualReply }: Context): string {
  const say = messages[locale];
  if (usualReply === null) return say.noReplyYet(words);
  const text = (seconds: number): string => timeMessages[locale].duration(Math.ceil(seconds / 60) * 60);
  const { medianSeconds, mostSeconds } = usualReply;
  const usual = say.usualReply({ median: text(medianSeconds), most: mostSeconds === null ? null : text(mostSeconds) }, words);
  return `${say.noReplyYet(words)} ${usual}`;
}

function nextLine(cycle: Cycle | null, context: Context): Line | null {
  const { words, locale } = context;
  const { nextExpectedBy, nextOverdueSince } = messages[locale];
  return dueLine(cycle, { expected: (one) => nextExpectedBy(one, words), overdue: (when) => nextOverdueSince(when, words) }, context);
}

function solutionLine(cycle: Cycle | null, context: Context): Line | null {
  const { words, locale } = context;
  const { solutionExpectedBy, solutionOverdueSince } = messages[locale];
  return dueLine(
    cycle,
    { expected: (one) => solutionExpectedBy(one, words), overdue: (when) => solutionOverdueSince(when, words) },
    context,
  );
}

interface DueSentences {
  readonly expected: (expected: Expected) => string;
  readonly overdue: (when: string) => string;
}

function dueLine(cycle: Cycle | null, say: DueSentences, context: Context): Line | null {
  if (cycle === null || cycle.due === null || !isOpen(cycle)) return null;
  const { due, state, why: because } = cycle;
  return {
    line: state === 'breached_open' ? say.overdue(timeText(due, cycle, context)) : say.expected(expected(cycle, due, context)),
    because,
  };
}

/** Once the desk has answered it is with nobody, until the asker writes again. */
function answeredLine(view: ClocksView, { views }: TicketView): Line | null {
  const [official, next] = [cycleOf(view, 'fr'), cycleOf(view, 'nr')];
  const triage = views['triage'] as TriageView | undefined;
  const isAnswered = official?.state === 'met' || official?.state === 'late';
  if (!isAnswered || (next !== null && isOpen(next)) || (triage?.stillNeedsHelpSince ?? null) !== null) return null;
  return { line: '', because: 'the desk has answered', about: 'holder' };
}

function expected(cycle: Cycle, due: Instant, context: Context): Expected {
  const calendar = calendarOf(cycle, context);
  return {
    when: timeText(due, cycle, context),
    hours: messages[context.locale].hours(weeklyPattern(calendar)),
    delay: delayOf(calendar, { from: cycle.startedAt, due }, context.locale),
  };
}

/** The calendar of the cycle, not the newest one: that is what its due was counted by. */
function calendarOf({ inner }: Cycle, { policies, settings }: Context): Calendar {
  return bookOf(policies).calendars[inner.legs.at(-1)?.calendar ?? inner.policy] ?? deskCalendar(settings);
}

function timeText(at: Instant, cycle: Cycle, context: Context): string {
  return timeMessages[context.locale].when(wallTime(at, calendarOf(cycle, context).tz));
}
