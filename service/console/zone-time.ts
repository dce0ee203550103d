import type { Instant } from '../../shared/instant.js';

/** An instant as the wall clock of a zone shows it, with its date: `Wed 4 Nov 2026, 11:00`. A zone that is none is UTC. */
export function inZone(at: Instant, zone: string): string {
  const parts = new Map(
    formatIn(zone)
      .formatToParts(new Date(at))
      .map(({ type, value }) => [type, value]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  return `${part('weekday')} ${part('day')} ${part('month')} ${part('year')}, ${part('hour')}:${part('minute')}`;
}

/** `2 h 10 min`: minutes of the desk's hours; a desk day is not a day, so there are no days. */
export function minutesInWords(seconds: number): string {
  const minutes = Math.max(0, Math.floor(seconds / 60));
  const hours = Math.floor(minutes / 60);
  if (hours === 0) return minutes === 0 ? 'less than a minute' : `${minutes} min`;
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
}

// Memory only: making one takes a hundred times as long as using it. There are some 600 zones.
const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  try {
    const format = new Intl.DateTimeFormat('en-GB', { ...SHAPE, timeZone: zone });
    formats.set(zone, format);
    return format;
  } catch {
    return zone === 'UTC' ? new Intl.DateTimeFormat('en-GB', SHAPE) : formatIn('UTC');
  }
}

const SHAPE = {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
} as const;
