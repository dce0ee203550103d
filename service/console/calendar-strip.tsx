/** @jsxRuntime automatic @jsxImportSource preact */
import type { JSX } from 'preact';
import type { Instant } from '../../shared/instant.js';
import type { CalendarView, Hole } from './calendar-query.js';
import type { StripDay } from './calendar-tools.js';
import { inZone } from './zone-time.js';

type Shown = NonNullable<CalendarView['shown']>;

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const METRICS: Readonly<Record<string, string>> = {
  fr: 'first reply',
  nr: 'next reply',
  pu: 'update',
  res: 'solution',
  own: 'taken on',
  ola: "experts' answer",
};
const [LEFT, HOUR, ROW, TOP] = [90, 30, 22, 20] as const;

/** The days as a picture, and as a table that says the same in words. */
export function CalendarStrip({ shown }: { readonly shown: Shown }): JSX.Element {
  const { calendar, days, zones } = shown;
  return (
    <>
      <Picture shown={shown} />
      <table class="rows">
        <thead>
          <tr>
            <th scope="col">Date</th>
            <th scope="col">Open, {calendar.tz}</th>
            {zones.map((zone) => (
              <th key={zone} scope="col">
                {zone}
              </th>
            ))}
            <th scope="col">Nobody there</th>
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <Row key={day.date} day={day} shown={shown} />
          ))}
        </tbody>
      </table>
    </>
  );
}

function Row({ day, shown: { calendar, holes, zones } }: { readonly day: StripDay; readonly shown: Shown }): JSX.Element {
  const { date, openings } = day;
  const text = (spans: ReadonlyArray<readonly [Instant, Instant]>, zone: string): string =>
    spans.map(([from, to]) => spanText(from, to, { zone, date })).join(', ') || '–';
  return (
    <tr>
      <td data-name="Date">
        {WEEKDAYS[day.weekday]} {date}
      </td>
      <td data-name={calendar.tz}>{openText(day)}</td>
      {zones.map((zone) => (
        <td key={zone} data-name={zone}>
          {text(
            openings.map(({ opens, closes }) => [opens, closes]),
            zone,
          )}
        </td>
      ))}
      <td data-name="Nobody there">
        {text(
          ofDay(day, holes).map(({ from, to }) => [from, to]),
          calendar.tz,
        )}
      </td>
    </tr>
  );
}

function openText({ openings, holiday, hasOwnHours }: StripDay): string {
  const hours = openings.map(({ from, to }) => `${clock(from)}–${clock(to)}`).join(', ');
  if (holiday !== null) return `closed, ${holiday}`;
  return `${hours === '' ? 'closed' : hours}${hasOwnHours ? ' (special date)' : ''}`;
}

/** Holes of everybody together; those of single groups are in the list. */
function ofDay({ openings }: StripDay, holes: readonly Hole[]): Hole[] {
  return holes
    .filter(({ group }) => group === null)
    .flatMap((hole) =>
      openings.flatMap(({ opens, closes }) => {
        const [from, to] = [hole.from > opens ? hole.from : opens, hole.to < closes ? hole.to : closes];
        return from < to ? [{ ...hole, from, to }] : [];
      }),
    );
}

/** `15:00–23:00`, with the date where it is another one there. */
function spanText(from: Instant, to: Instant, { zone, date }: { readonly zone: string; readonly date: string }): string {
  return `${timeText(from, { zone, date })}–${timeText(to, { zone, date })}`;
}

function timeText(at: Instant, { zone, date }: { readonly zone: string; readonly date: string }): string {
  const [day = '', time = ''] = inZone(at, zone).split(', ');
  const own = inZone(`${date}T12:00:00.000Z`, 'UTC').split(', ')[0];
  return day === own ? time : `${day.split(' ').slice(0, 3).join(' ')} ${time}`;
}

function Picture({ shown }: { readonly shown: Shown }): JSX.Element {
  const { calendar, days } = shown;
  const height = TOP + days.length * ROW;
  const hours = [0, 3, 6, 9, 12, 15, 18, 21, 24];
  return (
    <svg
      class="strip"
      viewBox={`0 0 ${LEFT + 24 * HOUR + 20} ${height}`}
      role="img"
      aria-label={`Opening hours of the next days in ${calendar.tz}; the table below says the same`}
    >
      {hours.map((hour) => (
        <g key={hour}>
          <text x={LEFT + hour * HOUR} y={12} class="hour">
            {hour}
          </text>
          <line x1={LEFT + hour * HOUR} x2={LEFT + hour * HOUR} y1={TOP - 4} y2={height} class="grid" />
        </g>
      ))}
      {days.map((day, index) => (
        <Bar key={day.date} day={day} shown={shown} y={TOP + index * ROW} />
      ))}
    </svg>
  );
}

interface BarProps {
  readonly day: StripDay;
  readonly shown: Shown;
  readonly y: number;
}

function Bar({ day, shown: { calendar, holes }, y }: BarProps): JSX.Element {
  return (
    <g transform={`translate(0 ${y})`}>
      <text x={0} y={14}>
        {WEEKDAYS[day.weekday]} {day.date.slice(5)}
      </text>
      {day.holiday === null ? null : (
        <text x={LEFT + 6} y={14} class="holiday">
          {day.holiday}
        </text>
      )}
      {day.openings.map(({ from, to }) => (
        <rect key={from} x={LEFT + (from / 60) * HOUR} y={3} width={((to - from) / 60) * HOUR} height={ROW - 6} class="open" />
      ))}
      {ofDay(day, holes).map(({ from, to }) => {
        const [start, end] = [minutes(from, calendar.tz), minutes(to, calendar.tz) || 1440];
        return <rect key={from} x={LEFT + (start / 60) * HOUR} y={3} width={((end - start) / 60) * HOUR} height={ROW - 6} class="hole" />;
      })}
    </g>
  );
}

function minutes(at: Instant, zone: string): number {
  const [hours = 0, rest = 0] = (inZone(at, zone).split(', ')[1] ?? '').split(':').map(Number);
  return hours * 60 + rest;
}

function clock(minutesOfDay: number): string {
  return `${String(Math.floor(minutesOfDay / 60)).padStart(2, '0')}:${String(minutesOfDay % 60).padStart(2, '0')}`;
}

/** CL-22: every hole with the targets that end in it. */
export function HolesList({ holes, tz }: { readonly holes: readonly Hole[]; readonly tz: string }): JSX.Element {
  if (holes.length === 0)
    return <p>In every hour that the desk is open, somebody of the experts is there, as far as hours and absences are known.</p>;
  return (
    <>
      <p class="quiet">The clocks are not changed by this: a due time stays, whoever is there.</p>
      <ul>
        {holes.map(({ from, to, group, targets }) => (
          <li key={`${group ?? ''}${from}`}>
            {inZone(from, tz)} to {inZone(to, tz)} {tz}: nobody of {group ?? 'the experts'} is there.{' '}
            {targets.length === 0 ? 'No target ends in it.' : 'In it end:'}
            {targets.length === 0 ? null : (
              <ul>
                {targets.map(({ topicId, metric, policy, due }) => (
                  <li key={`${topicId}${metric}`}>
                    <a href={`/tickets/${topicId}`}>HD-{topicId}</a>, {METRICS[metric] ?? metric} by {inZone(due, tz)} (policy {policy})
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
