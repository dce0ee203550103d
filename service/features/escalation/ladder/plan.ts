import { earliest, floorToSecond, type Instant } from '../../../../shared/instant.js';
import type { FoldContext } from '../../../engine/feature.js';
import { nextOf } from '../../clocks/arithmetic/cycles/course.js';
import type { ClocksView } from '../../clocks/view.js';
import type { EscalationSettings } from '../settings.js';
import type { EscalationView } from '../view.js';
import { addresseeOf, mayKnow, meantBy } from './addressees.js';
import { afterBundle, firstOpen, hoursOf } from './hours.js';
import { isNewer, standingMarks, type Standing } from './marks.js';
import { isSameAddressee, isSameMark, type Addressee, type LadderView, type Meant, type Telling } from './view.js';

type Context = FoldContext<EscalationSettings>;

interface Wanted {
  readonly mark: Standing;
  readonly meant: Meant;
}

interface Desk {
  readonly view: EscalationView;
  readonly context: Context;
  readonly standing: readonly Standing[];
  /** Now, as far as this history is known. */
  readonly at: Instant;
}

/** When time alone changes who is told of what: a clock reaches or turns to something, or the hours of who is told begin. */
export function nextTelling({ ladder: { tellings, clocksAt } }: EscalationView): Instant | null {
  return earliest(clocksAt, ...tellings.flatMap(({ state, tellAt }) => (state === 'waiting' ? [tellAt] : [])));
}

/** After every event, and (`isPass`) at an instant: what is new is planned, and what is due is told as things are then. */
export function withLadder(view: EscalationView, context: Context, { isPass }: { readonly isPass: boolean }): EscalationView {
  const upTo = context.at > view.ladder.upTo ? context.at : view.ladder.upTo;
  const standing = standingMarks(view, context.ticket, upTo);
  const desk: Desk = { view, context, standing, at: upTo };
  // A fact at the same instant comes first.
  const isDue = ({ tellAt }: Telling) => (isPass ? tellAt <= context.at : tellAt < context.at);
  const kept = view.ladder.tellings.filter((one) => isStillSo(one, standing)).map((one) => stillAllowed(one, desk));
  const planned = unplanned(standing, kept).reduce((now, wanted) => [...now, tellingOf(wanted, now, desk)], kept);
  const tellings = planned.map((one) => (one.state === 'waiting' && isDue(one) ? decided(one, planned, { ...desk, isDue }) : one));
  return { ...view, ladder: { tellings, upTo, clocksAt: clocksAt(context, isPass) } };
}

/** The clocks go first: at an instant that has passed they have nothing more to do. */
function clocksAt({ ticket, at }: Context, isPass: boolean): Instant | null {
  const clocks = ticket.views['clocks'] as ClocksView | undefined;
  const next = clocks === undefined ? null : earliest(...clocks.cycles.map(nextOf));
  return isPass && next !== null && next <= at ? null : next;
}

function unplanned(standing: readonly Standing[], tellings: LadderView['tellings']): Wanted[] {
  return standing.flatMap((mark) =>
    meantBy(mark)
      .filter((meant) => !tellings.some((one) => one.meant === meant && isSameMark(one, mark)))
      .map((meant) => ({ mark, meant })),
  );
}

/** What was told stays told. Anything else that does not hold any more is forgotten, and looked at again if it comes back. */
function isStillSo(one: Telling, standing: readonly Standing[]): boolean {
  return (one.state !== 'waiting' && one.addressee !== null) || standing.some((mark) => isSameMark(mark, one));
}

/** Turned private meanwhile: who may not read it is not told of it. */
function stillAllowed(one: Telling, desk: Desk): Telling {
  if (one.state !== 'told' || one.addressee === null || mayKnow(one.addressee, desk) !== null) return one;
  return { ...one, state: 'overtaken' };
}

function tellingOf({ mark, meant }: Wanted, tellings: readonly Telling[], desk: Desk): Telling {
  const addressee = addresseeOf(meant, mark, desk);
  const { metric, number, mark: name, at } = mark;
  const telling = { metric, number, mark: name, at, meant, addressee };
  if (addressee === null) return { ...telling, tellAt: at, state: 'told' };
  return { ...telling, tellAt: whenTold(addressee, mark, { tellings, desk }), state: 'waiting' };
}

interface Among {
  readonly tellings: readonly Telling[];
  readonly desk: Desk;
}

/** In the hours of who is told (R-NOTIFY), unless the policy is urgent; together with what she is told within 15 minutes (UI-44). */
function whenTold(addressee: Addressee, { policy, at: reached }: Standing, { tellings, desk }: Among): Instant {
  const from = floorToSecond(reached > desk.at ? reached : desk.at);
  const calendar = hoursOf(addressee, desk.context.community);
  const open = (at: Instant): Instant => (policy?.settings.urgent === true ? at : firstOpen(calendar, at));
  const wanted = open(from);
  const others = tellings.filter((one) => one.state !== 'overtaken' && isSameAddressee(one.addressee, addressee)).map((one) => one.tellAt);
  const soon = earliest(...others.filter((one) => one >= wanted && one <= afterBundle(wanted)));
  if (soon !== null) return soon;
  const before = others
    .filter((one) => one < wanted && wanted < afterBundle(one))
    .sort()
    .at(-1);
  return before === undefined ? wanted : open(afterBundle(before));
}

interface Deciding extends Desk {
  readonly isDue: (telling: Telling) => boolean;
}

/** It is told to who is meant now. */
function decided(one: Telling, tellings: readonly Telling[], desk: Deciding): Telling {
  const mark = desk.standing.find((standing) => isSameMark(standing, one));
  if (mark === undefined) return one;
  const isSame = isSameAddressee(addresseeOf(one.meant, mark, desk), one.addressee);
  if (isSame) return { ...one, state: hasNewer(one, desk) ? 'overtaken' : 'told' };
  const again = tellingOf(
    { mark, meant: one.meant },
    tellings.filter((other) => other !== one),
    desk,
  );
  return again.state === 'waiting' && desk.isDue(again) ? { ...again, state: hasNewer(again, desk) ? 'overtaken' : 'told' } : again;
}

/** Something newer of the same clock is told to the same. */
function hasNewer(one: Telling, desk: Desk): boolean {
  return desk.standing.some(
    (mark) => isNewer(mark, one) && meantBy(mark).some((meant) => isSameAddressee(addresseeOf(meant, mark, desk), one.addressee)),
  );
}
