/** @jsxRuntime automatic @jsxImportSource preact */
import type { JSX } from 'preact';
import type { Instant } from '../../shared/instant.js';
import type { DueFrame } from './frame.js';
import { inZone, minutesInWords } from './zone-time.js';

/** An instant, in UTC and to the second, so that two of them can be compared by eye. */
export function Moment({ at }: { readonly at: Instant | null }): JSX.Element {
  if (at === null) return <span>–</span>;
  return <time dateTime={at}>{momentText(at)}</time>;
}

export function momentText(at: Instant): string {
  return `${at.slice(0, 10)} ${at.slice(11, 19)} UTC`;
}

/** A due time in the zone of its community, with how much of the desk's hours is left; never a span of calendar time (rule 10). */
export function Due({ at, frame }: { readonly at: Instant; readonly frame: DueFrame }): JSX.Element {
  const isOver = at <= frame.now;
  const seconds = isOver ? frame.secondsBetween(at, frame.now) : frame.secondsBetween(frame.now, at);
  return (
    <span class={isOver ? 'bad' : ''}>
      <time dateTime={at}>{inZone(at, frame.zone)}</time> <span class="quiet">{frame.zone}</span>
      {isOver ? ', overdue' : ''}
      {seconds === null
        ? ''
        : isOver
          ? ` by ${minutesInWords(seconds)} of ${frame.desk} time`
          : `, ${minutesInWords(seconds)} of ${frame.desk} time left`}
    </span>
  );
}
