import { earliest, type Instant } from '../../../shared/instant.js';
import type { FoldContext, TicketView } from '../../engine/feature.js';
import { dueAfterSeconds } from '../clocks/arithmetic/business-time.js';
import type { Calendar } from '../clocks/arithmetic/calendar.js';
import { calendarOfDesk } from '../clocks/arithmetic/people.js';
import { isReply } from './posts.js';
import type { TriageSettings } from './settings.js';
import type { TriageView, Untriaged } from './view.js';

type Context = FoldContext<TriageSettings>;

/** TR-08: from when nobody has triaged it, and when that is told. The dues stay those of the settings under which it began. */
export function untriagedOf(view: TriageView, context: Context): Untriaged | null {
  const { membership } = context.ticket;
  const isTriaged = !view.guessed || view.matchedRule !== null || Object.values(view.byPeople).some((said) => said !== null);
  if (membership === null || membership.clockStart === null || isTriaged || view.byOwnPeople) return null;
  const { community, clockStart: since } = membership;
  const known = view.untriaged;
  if (known?.since === since && known.community === community) return known;
  const calendar = calendarOfDesk(context.community);
  const dues = context.settings.noticeAfterMinutes.map((minutes) => dueOf(calendar, since, minutes)).filter((due) => due !== null);
  return { community, since, dues, told: [], isLookedAfter: isLookedAfter(view, context) };
}

function dueOf(calendar: Calendar, since: Instant, minutes: number): Instant | null {
  const due = dueAfterSeconds(calendar, since, minutes * 60);
  return due === 'no_working_time' ? null : due;
}

export function nextInstant({ untriaged }: TriageView): Instant | null {
  if (untriaged === null || untriaged.isLookedAfter) return null;
  return earliest(...untriaged.dues.filter((_due, index) => !untriaged.told.includes(index + 1)));
}

export function pass(view: TriageView, _ticket: TicketView, at: Instant): TriageView {
  return toldAt(view, (due) => due <= at);
}

/** What was due before an event was so by what held then, whether or not anybody woke for it; an event at the due itself comes first. */
export function toldBefore(view: TriageView, at: Instant): TriageView {
  return toldAt(view, (due) => due < at);
}

function toldAt(view: TriageView, isPast: (due: Instant) => boolean): TriageView {
  const { untriaged } = view;
  if (untriaged === null || untriaged.isLookedAfter) return view;
  const passed = untriaged.dues.flatMap((due, index) => (isPast(due) && !untriaged.told.includes(index + 1) ? [index + 1] : []));
  return passed.length === 0 ? view : { ...view, untriaged: { ...untriaged, told: [...untriaged.told, ...passed] } };
}

/** After each event. */
export function withLook(view: TriageView, context: Context): TriageView {
  const { untriaged } = view;
  if (untriaged === null) return view;
  const now = isLookedAfter(view, context);
  return now === untriaged.isLookedAfter ? view : { ...view, untriaged: { ...untriaged, isLookedAfter: now } };
}

function isLookedAfter({ toDesk }: TriageView, { ticket: { topic, membership }, botId }: Context): boolean {
  if (membership === null || topic.assignee !== null || topic.accepted !== null || topic.merged !== null) return true;
  if (topic.closed || topic.archived || topic.deletedAt !== null) return true;
  for (const post of topic.posts.values()) if (isReply(post, { asker: topic.asker, botId, toDesk })) return true;
  return false;
}
