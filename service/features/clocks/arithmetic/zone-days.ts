import { Temporal } from 'temporal-polyfill';

const SECONDS_PER_DAY = 86_400;
/** Local dates per block of midnights. */
const DAYS_PER_BLOCK = 512;
/** Blocks kept per zone: about 45 years. */
const BLOCKS_KEPT = 32;

/** Local dates of a zone as instants: seconds since 1970 in UTC. */
export interface ZoneDays {
  /** 00:00 of a local date, given as days since 1970-01-01 (R-DST). */
  startOf(epochDay: number): number;
  /** A clock time of a local date, in minutes since its 00:00; 1440 is the next date's 00:00. */
  at(epochDay: number, minutes: number): number;
}

// Memory only: what is kept here is a function of the zone alone (R-PURE).
const zones = new Map<string, ZoneDays>();

export function zoneDays(tz: string): ZoneDays {
  const known = zones.get(tz);
  if (known) return known;
  const days = readZone(tz);
  zones.set(tz, days);
  return days;
}

function readZone(tz: string): ZoneDays {
  const blocks = new Map<number, Float64Array>();
  const startOf = (epochDay: number) => {
    const block = Math.floor(epochDay / DAYS_PER_BLOCK);
    const starts = blocks.get(block) ?? readBlock(blocks, tz, block);
    return starts[epochDay - block * DAYS_PER_BLOCK] ?? Number.NaN;
  };
  const at = (epochDay: number, minutes: number) => {
    const start = startOf(epochDay);
    // On a day of 24 hours no clock moved: Temporal need not be asked for each edge.
    if (startOf(epochDay + 1) - start === SECONDS_PER_DAY) return start + minutes * 60;
    return instantOf(tz, epochDay, minutes);
  };
  return { startOf, at };
}

function readBlock(blocks: Map<number, Float64Array>, tz: string, block: number): Float64Array {
  const starts = Float64Array.from({ length: DAYS_PER_BLOCK }, (_, day) => instantOf(tz, block * DAYS_PER_BLOCK + day, 0));
  if (blocks.size >= BLOCKS_KEPT) blocks.clear();
  blocks.set(block, starts);
  return starts;
}

/** R-DST: the clock time as an instant by Temporal's `compatible` rule; 24:00 is the next date's 00:00. */
function instantOf(tz: string, epochDay: number, minutes: number): number {
  const local = new Date(epochDay * SECONDS_PER_DAY * 1000 + minutes * 60_000);
  const wall = new Temporal.PlainDateTime(
    local.getUTCFullYear(),
    local.getUTCMonth() + 1,
    local.getUTCDate(),
    local.getUTCHours(),
    local.getUTCMinutes(),
  );
  return Math.floor(wall.toZonedDateTime(tz, { disambiguation: 'compatible' }).epochMilliseconds / 1000);
}

/** Days since 1970-01-01 of a local date (`2026-12-01`). */
export function epochDayOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / (SECONDS_PER_DAY * 1000);
}
