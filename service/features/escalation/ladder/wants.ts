import { GRAMMAR } from '../../../../shared/commands/grammar.js';
import { addSeconds, type Instant } from '../../../../shared/instant.js';
import { personIn } from '../../../../shared/placeholders.js';
import { timeMessages } from '../../../../shared/time-messages.js';
import { pathLink } from '../../../../shared/path-link.js';
import type { OwnWant, TicketView, Want, WantContext } from '../../../engine/feature.js';
import { calendarOfDesk, workingCalendar } from '../../clocks/arithmetic/people.js';
import { wallTime } from '../../clocks/arithmetic/wording.js';
import type { EscalationSettings } from '../settings.js';
import type { EscalationView } from '../view.js';
import { isOvertaken, standingMarks, type Standing } from './marks.js';
import { messages } from './messages.js';
import { isSameAddressee, isSameMark, nameOf, type Addressee, type Telling } from './view.js';

type Context = WantContext<EscalationSettings>;

/** After a day nobody waits for it any more. */
const NOTICE_SECONDS = 86_400;

interface Bundle {
  readonly addressee: Addressee;
  readonly tellAt: Instant;
  readonly marks: ReadonlyArray<{ readonly mark: Standing; readonly addressee: Addressee }>;
}

/**
 * CL-07, CL-08: one thread per person and ticket. The first bundle opens it, each further one is a new post in it: an edit would
 * notify nobody. What does not hold any more when it is sent is left out.
 */
export function ladderWants(view: EscalationView, ticket: TicketView, context: Context): Want[] {
  const standing = standingMarks(view, ticket, context.now);
  const told = view.ladder.tellings.filter((one) => one.state === 'told' && one.addressee !== null);
  const bundles = bundlesOf(told, standing).filter(({ tellAt }) => addSeconds(tellAt, NOTICE_SECONDS) >= context.now);
  return [...new Set(bundles.map(({ addressee }) => nameOf(addressee)))].flatMap((name) =>
    wantsOf(
      bundles.filter(({ addressee }) => nameOf(addressee) === name),
      ticket,
      context,
    ),
  );
}

function bundlesOf(told: readonly Telling[], standing: readonly Standing[]): Bundle[] {
  const bundles = new Map<string, Bundle>();
  told.forEach((one, index) => {
    const { addressee, tellAt } = one;
    const mark = standing.find((other) => isSameMark(other, one));
    const mine = told.filter((other) => isSameAddressee(other.addressee, addressee));
    // Meant twice, by being two things here, she is told once.
    const isRepeat = told.slice(0, index).some((other) => mine.includes(other) && isSameMark(other, one));
    if (addressee === null || mark === undefined || isRepeat || isOvertaken(one, mine)) return;
    const key = `${tellAt} ${nameOf(addressee)}`;
    const before = bundles.get(key) ?? { addressee, tellAt, marks: [] };
    bundles.set(key, { ...before, marks: [...before.marks, { mark, addressee }] });
  });
  return [...bundles.values()].sort((one, other) => (one.tellAt < other.tellAt ? -1 : 1));
}

/** All of one person. */
function wantsOf(bundles: readonly Bundle[], ticket: TicketView, context: Context): Want[] {
  const [first] = bundles;
  if (first === undefined) return [];
  const base = `ladder:ticket:${ticket.topic.id}:${nameOf(first.addressee)}`;
  const isDone = (key: string): boolean => context.acts.some((act) => act.key === key && act.outcome === 'done');
  const unsaid = bundles.filter(({ tellAt }) => !isDone(`message:${base}:${tellAt}`) && !isDone(`post:${base}:${tellAt}`));
  const thread = context.acts.find((act) => act.key.startsWith(`message:${base}:`) && act.outcome === 'done')?.topicId ?? null;
  if (thread !== null) return unsaid.map((bundle) => postWant(`post:${base}:${bundle.tellAt}`, thread, { bundle, ticket, context }));
  // Further ones wait until the thread is there.
  return unsaid.slice(0, 1).map((bundle) => messageWant(`message:${base}:${bundle.tellAt}`, { bundle, ticket, context }));
}

interface Told {
  readonly bundle: Bundle;
  readonly ticket: TicketView;
  readonly context: Context;
}

function messageWant(key: string, told: Told): OwnWant<'message'> {
  const { bundle, ticket, context } = told;
  const { to } = bundle.addressee;
  const say = messages[context.locale];
  const raw = [textOf(told), say.howToStop(context.words)].join('\n\n');
  const value = {
    title: say.title(`HD-${ticket.topic.id}`, context.words),
    raw,
    users: 'user' in to ? [to.user] : [],
    groups: 'user' in to ? [] : to.groups,
  };
  return { type: 'Want', kind: 'message', key, value, ...limits(bundle) };
}

function postWant(key: string, topic: number, told: Told): OwnWant<'post'> {
  return { type: 'Want', kind: 'post', key, value: { topic, raw: textOf(told), replyTo: null }, ...limits(told.bundle) };
}

function limits({ tellAt, marks }: Bundle): Pick<OwnWant<'post'>, 'because' | 'notAfter' | 'isAskedFor'> {
  const because = marks.map(({ mark: { metric, number, mark } }) => `${metric} ${number} reached ${mark}`).join('; ');
  return { because, notAfter: addSeconds(tellAt, NOTICE_SECONDS), isAskedFor: false };
}

/** Which clock, started by what, due when, and why she is told: no title, no name and nothing that anybody wrote. */
function textOf({ bundle, ticket, context }: Told): string {
  const { locale, words } = context;
  const say = messages[locale];
  const lines = bundle.marks.map(({ mark }) => `- ${lineOf(mark, bundle, context)}`);
  const reasons = bundle.marks.map(({ addressee: { as, standsInFor } }) =>
    say.because(as, standsInFor === null ? '' : personIn(standsInFor), words),
  );
  return [say.about(pathLink(`/t/${ticket.topic.id}`), words), lines.join('\n'), [...new Set(reasons)].join('\n')].join('\n\n');
}

function lineOf({ metric, mark, at, cycle }: Standing, { addressee }: Bundle, context: Context): string {
  const { locale, words, community } = context;
  const say = messages[locale];
  const { tz } = 'user' in addressee.to ? workingCalendar(addressee.to.user, community) : calendarOfDesk(community);
  const when = (instant: Instant): string => timeMessages[locale].when(wallTime(instant, tz));
  if (metric === 'silence' || cycle === null) return say.silence(when(at), words);
  const what = say.awaited[metric](words);
  const post = cycle.startedBy === null ? '' : pathLink(`/p/${cycle.startedBy}`);
  const since = say.since[metric](when(cycle.startedAt), post, words);
  const due = cycle.due === null ? '' : when(cycle.due);
  const amount = Number.parseFloat(mark.replace('+', ''));
  const left = mark.endsWith('min') ? say.minutesLeft : mark.startsWith('+') ? say.overdue : say.usedUp;
  const news = metric === 'pu' && mayTellNews(addressee) ? [newsLine(context)] : [];
  return [left(what, due, amount), since, ...news].join(' ');
}

/** Table 0.2: who is responsible, and the facilitators. */
function mayTellNews({ as }: Addressee): boolean {
  return as === 'owner' || as === 'facilitators';
}

/** CL-13: she confirms with one line that she is still working on it. */
function newsLine({ locale, words, botId }: Context): string {
  return messages[locale].newsLine(`${personIn(botId)} ${GRAMMAR.update.usage[locale]}`, words);
}
