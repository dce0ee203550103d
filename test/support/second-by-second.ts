/** A calendar as somebody writes it; no window crosses midnight. */
interface Desk {
  readonly tz: string;
  readonly hours: Readonly<Record<string, readonly Window[]>>;
  readonly holidays?: readonly string[];
  readonly dateHours?: Readonly<Record<string, readonly Window[]>>;
}
type Window = readonly [string, string];
type PauseTexts = readonly [string, string | null];

const DAY = 86_400;
const QUARTER = 900;
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
/** Clocks on walls are at most 14 hours ahead of UTC and 12 behind it; a whole day may be skipped besides (R-NODATE). */
const AHEAD = 14 * 3600;
const BEHIND = 12 * 3600 + DAY;

/**
 * Business time as the rules say it, and slowly: a mark for each second of a span, 1 where it counts. It shares nothing with the engine,
 * not even the library for zones, so that both are not wrong in the same way.
 */
export function secondsThatCount(desk: Desk, [from, until]: readonly [number, number], pauses: readonly PauseTexts[]): Uint8Array {
  const marks = new Uint8Array(until - from);
  const within = (second: number) => Math.min(Math.max(second, from), until) - from;
  const wall = wallOf(desk.tz);
  for (let midnight = dayOf(from - BEHIND); midnight < until + AHEAD + DAY; midnight += DAY) {
    for (const [opens, closes] of windowsOf(desk, midnight, wall))
      marks.fill(1, within(edge(wall, midnight + opens * 60)), within(edge(wall, midnight + closes * 60)));
  }
  for (const [first, end] of pauses) marks.fill(0, within(floorSecond(first)), end === null ? undefined : within(floorSecond(end)));
  return marks;
}

/** R-UTC: finer input is floored. */
export function floorSecond(instant: string): number {
  return Math.floor(Date.parse(instant) / 1000);
}

function dayOf(second: number): number {
  return Math.floor(second / DAY) * DAY;
}

/** The windows of a local date in minutes, merged where they touch or overlap (R-WIN, R-HOL). Local times are seconds of a clock that shows UTC. */
function windowsOf({ hours, holidays = [], dateHours = {} }: Desk, midnight: number, wall: Wall): Array<[number, number]> {
  if (!occurs(midnight, wall)) return [];
  const date = new Date(midnight * 1000);
  const name = date.toISOString().slice(0, 10);
  const written = dateHours[name] ?? (holidays.includes(name) ? [] : (hours[WEEKDAYS[date.getUTCDay()] ?? ''] ?? []));
  const merged: Array<[number, number]> = [];
  for (const [opens, closes] of written.map(([a, b]) => [minutesOf(a), minutesOf(b)] as const).sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && opens <= last[1]) last[1] = Math.max(last[1], closes);
    else merged.push([opens, closes]);
  }
  return merged;
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/** R-NODATE: whether any second has this local date. */
function occurs(midnight: number, wall: Wall): boolean {
  for (let t = midnight - AHEAD; t < midnight + DAY + BEHIND; t += QUARTER) if (dayOf(wall(t)) === midnight) return true;
  return false;
}

/** R-DST: the first second at which the wall shows this time; in a gap as long after the gap as the time is after its beginning. */
function edge(wall: Wall, shown: number): number {
  for (let t = shown - AHEAD; t < shown + BEHIND; t += QUARTER) {
    const isOnTheWall = wall(t) <= shown && shown < wall(t) + QUARTER;
    if (isOnTheWall) return t + shown - wall(t);
    const next = t + QUARTER;
    const isInTheGap = wall(t) + QUARTER <= shown && shown < wall(next);
    if (isInTheGap) return next + shown - (wall(t) + QUARTER);
  }
  throw new Error(`no second shows ${shown}`);
}

/** What the clock on the wall shows at a quarter of an hour; zones change their clocks at no other time, in the years that are tested. */
type Wall = (quarter: number) => number;
const walls = new Map<string, Wall>();

function wallOf(tz: string): Wall {
  const known = walls.get(tz);
  if (known) return known;
  const shown = new Map<number, number>();
  // Swedish writes "2024-06-03 09:00:00".
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: tz, dateStyle: 'short', timeStyle: 'medium' });
  const wall = (quarter: number) => {
    const before = shown.get(quarter);
    if (before !== undefined) return before;
    const now = Date.parse(`${format.format(quarter * 1000).replace(' ', 'T')}Z`) / 1000;
    shown.set(quarter, now);
    return now;
  };
  walls.set(tz, wall);
  return wall;
}
