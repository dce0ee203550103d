import { earliest, type Instant } from '../../../../shared/instant.js';
import { elapsed } from '../arithmetic/business-time.js';
import type { ClocksView, Pause } from '../view.js';
import { ownCalendar } from './pausing.js';

/** A wait for an outside party, beside the desk's own clocks (CL-14). */
export interface VendorTime {
  /** Null: no name was given. */
  readonly vendor: string | null;
  readonly from: Instant;
  /** Null: it lasts. */
  readonly to: Instant | null;
  readonly promisedAt: Instant | null;
  /** Desk time; null while it lasts. */
  readonly seconds: number | null;
}

export function vendorTimes(view: ClocksView): VendorTime[] {
  const calendar = ownCalendar(view);
  if (calendar === null) return [];
  return view.pauses.flatMap((pause, index) => {
    if (pause.reason !== 'waiting_third_party') return [];
    const { vendor, at: from, promisedAt } = pause;
    const isLast = index === view.pauses.length - 1;
    const to = isLast && view.waiting?.at === from ? null : endOf(pause, view);
    return [{ vendor, from, to, promisedAt, seconds: to === null ? null : elapsed(calendar, from, to) }];
  });
}

/** A solution ends it as well. */
function endOf({ at, until, endedAt }: Pause, { inner: { run } }: ClocksView): Instant | null {
  return earliest(until, endedAt, run.solvedAt !== null && run.solvedAt > at ? run.solvedAt : null);
}
