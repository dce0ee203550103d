/** @jsxRuntime automatic @jsxImportSource preact */
import type { JSX } from 'preact';
import type { Instant } from '../../shared/instant.js';
import type { ClockPicture as Picture, ShownClock, Stretch } from '../../shared/shown-clock.js';
import { COMMUNITY_REPLY } from './wording.js';

const LANE = { top: 18, height: 26 };
const HEIGHT = 66;

/**
 * The timeline of a clock, drawn on the server: positions across are shares of the width, so it fits any screen with letters of the
 * same size, and needs no script. What it shows stands beside it in words.
 */
export function ClockPicture({ clock, name }: { readonly clock: ShownClock; readonly name: string }): JSX.Element {
  const { picture } = clock;
  const id = `picture-${clock.metric}-${clock.number}`;
  const place = placing(picture);
  return (
    <figure class="picture">
      <svg role="img" aria-labelledby={`${id}-title`} width="100%" height={HEIGHT}>
        <title id={`${id}-title`}>{`Timeline of ${name}, in words below`}</title>
        <defs>
          <pattern id={`${id}-held`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="2.5" height="6" class="hatch" />
          </pattern>
        </defs>
        <line x1="0" x2="100%" y1={LANE.top + LANE.height} y2={LANE.top + LANE.height} class="axis" />
        <Bars stretches={picture.open} place={place} look="open" />
        <Bars stretches={picture.ahead} place={place} look="ahead" />
        <Bars stretches={picture.counted} place={place} look="counted" />
        <Bars stretches={picture.held} place={place} look="held" fill={`url(#${id}-held)`} />
        {picture.ticks.map(({ at, label }) => (
          <Tick key={at} x={place(at)} label={label} />
        ))}
        <Marks clock={clock} place={place} />
      </svg>
      <Key picture={picture} />
    </figure>
  );
}

function Marks({ clock: { metric, picture }, place }: { readonly clock: ShownClock; readonly place: Place }): JSX.Element {
  const { due, now, end, isNowBeyond } = picture;
  const isBefore = (at: Instant): boolean => due !== null && at <= due;
  // Two words at the right edge would be one blot; what the line means stands beside the picture.
  const isCrowded = due !== null && end !== null && place(due) > 90 && place(end) > 90;
  const dueLabel = isCrowded ? '' : metric === COMMUNITY_REPLY ? 'aim' : 'due';
  return (
    <>
      {due === null ? null : <Mark x={place(due)} look="due" label={dueLabel} />}
      {now === null ? null : <Mark x={place(now)} look="now" label="now" isLeft={isBefore(now)} />}
      {end === null ? null : <Mark x={place(end)} look="end" label="end" isLeft={isBefore(end)} />}
      {isNowBeyond ? (
        <text class="now" x="100%" y="12" text-anchor="end">
          now →
        </text>
      ) : null}
    </>
  );
}

function Key({ picture: { ahead, held, zone } }: { readonly picture: Picture }): JSX.Element {
  return (
    <figcaption class="quiet">
      <span class="key open" /> desk open <span class="key counted" /> counted
      {ahead.length === 0 ? null : (
        <>
          {' '}
          <span class="key ahead" /> to be counted
        </>
      )}
      {held.length === 0 ? null : (
        <>
          {' '}
          <span class="key held" /> paused
        </>
      )}{' '}
      · times in {zone}
    </figcaption>
  );
}

type Place = (at: Instant) => number;

/** Where an instant is, in percent of the width. */
function placing({ from, to }: Stretch): Place {
  const [start, end] = [Date.parse(from), Date.parse(to)];
  return (at) => Math.round(Math.min(100, Math.max(0, ((Date.parse(at) - start) / (end - start)) * 100)) * 100) / 100;
}

interface BarsProps {
  readonly stretches: readonly Stretch[];
  readonly place: Place;
  readonly look: 'open' | 'ahead' | 'counted' | 'held';
  readonly fill?: string;
}

function Bars({ stretches, place, look, fill }: BarsProps): JSX.Element {
  return (
    <>
      {stretches.map(({ from, to }) => (
        <rect
          key={from}
          class={look}
          x={`${place(from)}%`}
          width={`${Math.round((place(to) - place(from)) * 100) / 100}%`}
          y={LANE.top}
          height={LANE.height}
          {...(fill === undefined ? {} : { fill })}
        />
      ))}
    </>
  );
}

function Tick({ x, label }: { readonly x: number; readonly label: string }): JSX.Element {
  const bottom = LANE.top + LANE.height;
  return (
    <>
      <line class="axis" x1={`${x}%`} x2={`${x}%`} y1={bottom} y2={bottom + 5} />
      <text class="tick" x={`${x}%`} y={HEIGHT - 4} text-anchor={x < 10 ? 'start' : x > 90 ? 'end' : 'middle'}>
        {label}
      </text>
    </>
  );
}

interface MarkProps {
  readonly x: number;
  readonly look: 'due' | 'now' | 'end';
  readonly label: string;
  /** Its word stands to the left of its line, so that two near each other can be read. */
  readonly isLeft?: boolean;
}

function Mark({ x, look, label, isLeft = x > 90 }: MarkProps): JSX.Element {
  const anchorsLeft = (isLeft && x > 8) || x > 90;
  return (
    <>
      <line class={look} x1={`${x}%`} x2={`${x}%`} y1={2} y2={LANE.top + LANE.height} />
      <text class={look} x={`${x}%`} dx={anchorsLeft ? -4 : 4} y="12" text-anchor={anchorsLeft ? 'end' : 'start'}>
        {label}
      </text>
    </>
  );
}
