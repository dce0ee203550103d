import type { Instant } from '../../../../shared/instant.js';
import { epochSecond, toInstant } from './business-time.js';
import type { Calendar } from './calendar.js';
import { openTime } from './open-time.js';
import { epochDayOf, zoneDays } from './zone-days.js';

/** When somebody works: her hours without her days of absence, which are dates of her own zone. */
export interface Presence {
  readonly calendar: Calendar;
  readonly away: ReadonlyArray<{ readonly from: string; readonly to: string }>;
}

export interface Stretch {
  readonly from: Instant;
  readonly to: Instant;
}

interface Span {
  readonly opens: number;
  readonly closes: number;
}

/** CL-22: the stretches in which the desk is open and nobody is there. It says so and changes nothing: the clock counts the desk's hours. */
export function holesOf(desk: Calendar, people: readonly Presence[], { from, to }: Stretch): Stretch[] {
  const [start, end] = [epochSecond(from), epochSecond(to)];
  const open = openTime(desk).spans(start, end);
  const left = people.reduce<readonly Span[]>((spans, person) => without(spans, presentSpans(person, start, end)), open);
  return left.map(({ opens, closes }) => ({ from: toInstant(opens), to: toInstant(closes) }));
}

function presentSpans({ calendar, away }: Presence, start: number, end: number): readonly Span[] {
  const days = zoneDays(calendar.tz);
  const absences = away.map(({ from, to }) => ({ opens: days.startOf(epochDayOf(from)), closes: days.startOf(epochDayOf(to) + 1) }));
  return without(openTime(calendar).spans(start, end), absences);
}

/** What of the spans lies in none of the others. */
function without(spans: readonly Span[], others: readonly Span[]): readonly Span[] {
  return others.reduce<readonly Span[]>(
    (left, other) =>
      left.flatMap(({ opens, closes }) =>
        [
          { opens, closes: Math.min(closes, other.opens) },
          { opens: Math.max(opens, other.closes), closes },
        ].filter((rest) => rest.opens < rest.closes && rest.opens >= opens && rest.closes <= closes),
      ),
    spans,
  );
}
