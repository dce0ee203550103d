import { personIn } from '../../../../shared/placeholders.js';
import { timeMessages } from '../../../../shared/time-messages.js';
import type { TicketView, WantContext } from '../../../engine/feature.js';
import type { TriageView } from '../../triage/view.js';
import { elapsedUntil } from '../arithmetic/cycles/count.js';
import { bookOf } from '../arithmetic/policy.js';
import { wallTime } from '../arithmetic/wording.js';
import { messages } from '../messages.js';
import type { ClocksSettings } from '../settings.js';
import { cycleOf, isOpen, type ClocksView, type Waiting } from '../view.js';
import { calendarOf } from './pausing.js';

type Context = WantContext<ClocksSettings>;

interface Line {
  readonly line: string;
  readonly because: string;
}

/** CL-14, TR-02: for whom or until when it waits. While a pause holds a clock there is no due, only what is left (R-PAUSE). */
export function waitingLine(view: ClocksView, context: Context): Line | null {
  const { waiting } = view;
  if (waiting === null) return null;
  const { words, locale } = context;
  const { shortWhen } = timeMessages[locale];
  const { tz } = calendarOf(view, context);
  const { reason, at, until } = waiting;
  const said = {
    reason,
    since: shortWhen(wallTime(at, tz)),
    until: reason === 'scheduled' && until !== null ? shortWhen(wallTime(until, tz)) : null,
    vendor: namedVendor(waiting, context),
    remaining: remaining(view, context),
  };
  return { line: messages[locale].waiting(said, words), because: 'somebody of the desk said so' };
}

function namedVendor({ vendor }: Waiting, { settings: { vendors } }: Context): string | null {
  return vendor !== null && vendors.showNames && vendors.names.includes(vendor) ? vendor : null;
}

function remaining(view: ClocksView, { locale, now }: Context): string | null {
  const held = (['nr', 'res', 'pu'] as const).map((metric) => cycleOf(view, metric)).find((cycle) => cycle?.state === 'paused');
  if (!held) return null;
  const left = held.targetMinutes * 60 - elapsedUntil(held.inner, now, bookOf(view.policies));
  if (left <= 0) return null;
  return left < 60 ? messages[locale].underAMinute : timeMessages[locale].duration(Math.floor(left / 60) * 60);
}

/** CL-13: what a person confirmed with a line alone, in her name. */
export function workingLine(view: ClocksView, { views }: TicketView, context: Context): Line | null {
  const triage = views['triage'] as TriageView | undefined;
  const newest = view.inner.run.lastOfficial;
  const bare = triage?.updates.find(({ post, isBare }) => isBare && post === newest?.post);
  const next = cycleOf(view, 'pu');
  if (bare === undefined || view.inner.run.solvedAt !== null) return null;
  const { tz } = calendarOf(view, context);
  const due = next !== null && isOpen(next) ? next.due : null;
  const { when } = timeMessages[context.locale];
  const line = messages[context.locale].stillWorking(personIn(bare.by), due === null ? null : when(wallTime(due, tz)));
  return { line, because: 'the owner confirmed it' };
}
