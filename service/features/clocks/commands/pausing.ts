import { earliest, floorToSecond, type Instant } from '../../../../shared/instant.js';
import type { Command, CommandOf, FoldContext } from '../../../engine/feature.js';
import { NO_WORKING_TIME, dueAfterSeconds, toInstant } from '../arithmetic/business-time.js';
import type { Calendar } from '../arithmetic/calendar.js';
import { calendarIn, policyIn } from '../arithmetic/cycles/book.js';
import type { ClockEvent } from '../arithmetic/cycles/clock-event.js';
import { deskCalendar } from '../arithmetic/named-calendars.js';
import { bookOf } from '../arithmetic/policy.js';
import { epochDayOf, zoneDays } from '../arithmetic/zone-days.js';
import type { ClocksSettings } from '../settings.js';
import type { ClocksView, Pause, Waiting } from '../view.js';
import { done, refused, told } from './answered.js';
import { isReadable } from './readable.js';

type Context = FoldContext<ClocksSettings>;

type View = Pick<ClocksView, 'policies' | 'origin' | 'inner'>;

const DESK_DAY_SECONDS = 480 * 60;

/** CL-14, CL-15: who waits says for whom or until when; the newest pause replaces the one before. */
export function paused(view: ClocksView, command: CommandOf<'pause'>, context: Context): ClocksView {
  const { topic } = context.ticket;
  const { pause: reason, until: day } = command.args;
  const at = floorToSecond(command.at);
  if (isAnothers(command)) return refused(view, command, 'withSomebodyElse');
  if (topic.closed || topic.archived || topic.accepted !== null) return refused(view, command, 'hasEnded');
  const calendar = calendarOf(view, context);
  const date = day === undefined ? null : startOf(day, calendar);
  if (date !== null && date <= at) return refused(view, command, 'dateInPast');
  const isPromise = reason === 'waiting_third_party';
  if (isPromise && command.args.vendor === undefined) return refused(view, command, 'vendorNeeded');
  const vendor = isPromise ? vendorOf(command, context.settings.vendors.names) : null;
  if (isPromise && vendor === null) return refused(view, command, 'unknownVendor');
  const longest = afterOpen(calendar, at, rulesOf(view, context).longestPauseDays * DESK_DAY_SECONDS);
  const until = earliest(isPromise ? null : date, longest);
  const promisedAt = isPromise && date !== null ? afterOpen(calendar, date, 1) : null;
  // What is said where not everybody can read it is not kept: the status post would tell it, also in the name of a list.
  const named = isReadable(command, context) ? vendor : null;
  const next: Pause = { reason, by: command.author, at, until, endedAt: null, vendor: named, promisedAt };
  const isCapped = date !== null && until !== null && until < date;
  const waits = { ...ended(view, at), pauses: [...ended(view, at).pauses, next] };
  return done(waits, command, isCapped ? { saying: 'backEarlier', at: until } : null);
}

export function resumed(view: ClocksView, command: CommandOf<'resume'>): ClocksView {
  if (isAnothers(command)) return refused(view, command, 'withSomebodyElse');
  if (view.waiting === null) return told(view, command, 'notPaused');
  return done(ended(view, floorToSecond(command.at)), command);
}

/** A post that holds only lines is none of the asker's for the clocks, but she is there again. */
export function askerIsBack(view: ClocksView, { roles, at }: Pick<Command, 'roles' | 'at'>): ClocksView {
  return roles.has('asker') && view.waiting?.reason === 'waiting_requester' ? ended(view, floorToSecond(at)) : view;
}

/** Table 0.2: what somebody else has taken on is hers; a facilitator may all the same. */
function isAnothers({ owner, author, roles }: Pick<Command, 'owner' | 'author' | 'roles'>): boolean {
  return owner !== null && owner !== author && !roles.has('facilitator');
}

/** As the list of the settings writes it, where there is one; null: it is not in it. */
function vendorOf({ args }: CommandOf<'pause'>, names: readonly string[]): string | null {
  const said = args.vendor ?? null;
  return names.length === 0 ? said : (names.find((name) => name.toLowerCase() === said?.toLowerCase()) ?? null);
}

function ended(view: ClocksView, at: Instant): ClocksView {
  const last = view.pauses.at(-1);
  if (last === undefined || last.endedAt !== null || (last.until !== null && last.until <= at)) return view;
  return { ...view, pauses: [...view.pauses.slice(0, -1), { ...last, endedAt: at }] };
}

/** The calendar of what starts now. */
export function calendarOf(view: View, { settings }: Pick<Context, 'settings'>): Calendar {
  return ownCalendar(view) ?? deskCalendar(settings);
}

export function ownCalendar({ policies, origin, inner: { run } }: View): Calendar | null {
  if (origin === null) return null;
  const book = bookOf(policies);
  return calendarIn(book, run.calendar === '' ? policyIn(book, origin.policy).calendar : run.calendar);
}

/** What the policy of the question says now. */
export function rulesOf({ policies, origin, inner: { run } }: View, { settings }: Pick<Context, 'settings'>): ClocksSettings {
  return policies[run.policy === '' ? (origin?.policy ?? '') : run.policy]?.settings ?? settings;
}

function startOf(day: string, { tz }: Calendar): Instant {
  return toInstant(zoneDays(tz).startOf(epochDayOf(day)));
}

function afterOpen(calendar: Calendar, from: Instant, seconds: number): Instant | null {
  const due = dueAfterSeconds(calendar, from, seconds);
  return due === NO_WORKING_TIME ? null : due;
}

/** R-PAUSE, for the engine: an asker's post ends there what waits for the asker. */
export function pauseEvents({ pauses }: Pick<ClocksView, 'pauses'>): ClockEvent[] {
  return pauses.map(({ at, reason, until, endedAt }): ClockEvent => ({ at, type: 'pause', reason, until: earliest(until, endedAt) }));
}

/** TR-02: what it waits for at an instant; the cycles are those of that instant. */
export function withWaiting(view: ClocksView, at: Instant): ClocksView {
  const waiting = waitingAt(view, at);
  return JSON.stringify(waiting) === JSON.stringify(view.waiting) ? view : { ...view, waiting };
}

function waitingAt({ pauses, inner: { run } }: ClocksView, now: Instant): Waiting | null {
  const last = pauses.at(-1);
  if (last === undefined || last.endedAt !== null || (last.until !== null && last.until <= now)) return null;
  if (run.isGone || run.solvedAt !== null) return null;
  const hold = run.holds.find(({ from, reason }) => from === last.at && reason === last.reason);
  const isOver = hold !== undefined && hold.to !== null && hold.to <= now;
  return isOver ? null : { ...last, isPromiseDue: last.promisedAt !== null && last.promisedAt <= now };
}

/** When time alone changes it. */
export function waitingUntil({ waiting }: Pick<ClocksView, 'waiting'>): Instant | null {
  return waiting === null ? null : earliest(waiting.until, waiting.isPromiseDue ? null : waiting.promisedAt);
}
