/**
 * Instants are ISO texts in UTC with milliseconds (`2026-11-22T04:01:36.289Z`), so that their order as text is their
 * order in time. Clocks use them floored to seconds (R-UTC).
 */
export type Instant = string;

/** Any text or date that the forum gives, as an Instant; null when it is no time at all. */
export function toInstant(value: string | Date | null | undefined): Instant | null {
  if (value === null || value === undefined || value === '') return null;
  const milliseconds = value instanceof Date ? value.getTime() : Date.parse(value);
  return Number.isNaN(milliseconds) ? null : new Date(milliseconds).toISOString();
}

/** R-UTC: the instant with its fraction of a second dropped. */
export function floorToSecond(at: Instant): Instant {
  return `${at.slice(0, 19)}.000Z`;
}

export function addSeconds(at: Instant, seconds: number): Instant {
  return new Date(Date.parse(at) + seconds * 1000).toISOString();
}

/** Whole and fractional seconds from `from` to `to`; negative when `to` is earlier. */
export function secondsBetween(from: Instant, to: Instant): number {
  return (Date.parse(to) - Date.parse(from)) / 1000;
}

export function earliest(...instants: ReadonlyArray<Instant | null | undefined>): Instant | null {
  return instants.reduce<Instant | null>((least, at) => (at && (!least || at < least) ? at : least), null);
}
