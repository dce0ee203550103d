import { earliest, type Instant } from '../../../shared/instant.js';
import type { FoldContext, TicketView } from '../../engine/feature.js';
import { withAwaited } from './awaited.js';
import { ended } from './settle.js';
import type { OfficialSettings } from './settings.js';
import type { OfficialView } from './view.js';

/** When the next signature runs out, also while its post is away. */
export function nextInstant(view: OfficialView): Instant | null {
  return earliest(...view.signatures.map(({ end, until }) => (end === null ? until?.endsAt : null)));
}

/** At its own instant, whenever we notice. */
export function pass(view: OfficialView, ticket: TicketView, at: Instant, _context: FoldContext<OfficialSettings>): OfficialView {
  return withAwaited(
    expired(view, (endsAt) => endsAt <= at),
    ticket,
  );
}

/** What ran out before an event did so by what held then, whether or not anybody woke for it. */
export function expiredBefore(view: OfficialView, at: Instant): OfficialView {
  return expired(view, (endsAt) => endsAt < at);
}

function expired(view: OfficialView, isOver: (endsAt: Instant) => boolean): OfficialView {
  const signatures = view.signatures.map((one) =>
    one.end === null && one.until !== null && isOver(one.until.endsAt) ? ended(one, { type: 'expired', at: one.until.endsAt }) : one,
  );
  return signatures.some((one, index) => one !== view.signatures[index]) ? { ...view, signatures } : view;
}
