/** @jsxRuntime automatic @jsxImportSource preact */
import type { JSX } from 'preact';
import { secondsBetween, type Instant } from '../../shared/instant.js';

/** An instant, in UTC and to the second, so that two of them can be compared by eye. */
export function Moment({ at }: { readonly at: Instant | null }): JSX.Element {
  if (at === null) return <span>–</span>;
  return <time dateTime={at}>{momentText(at)}</time>;
}

export function momentText(at: Instant): string {
  return `${at.slice(0, 10)} ${at.slice(11, 19)} UTC`;
}

/** A due time with how far away it is. */
export function Due({ at, now }: { readonly at: Instant; readonly now: Instant }): JSX.Element {
  const seconds = secondsBetween(now, at);
  const isOver = seconds < 0;
  return (
    <span class={isOver ? 'bad' : ''}>
      <Moment at={at} /> ({isOver ? `overdue by ${span(-seconds)}` : `in ${span(seconds)}`})
    </span>
  );
}

function span(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  if (minutes < 1) return `${Math.floor(seconds)} s`;
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} days`;
}
