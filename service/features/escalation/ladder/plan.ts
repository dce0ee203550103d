import { earliest, floorToSecond, type Instant } from '../../../../shared/instant.js';
import type { FoldContext } from '../../../engine/feature.js';
import { nextOf } from '../../clocks/arithmetic/cycles/course.js';
import type { ClocksView } from '../../clocks/view.js';
import type { EscalationSettings } from '../settings.js';
import type { EscalationView } from '../view.js';
import { addresseeOf, mayKnow, meantBy } from './addressees.js';
import { afterBundle, beforeBundle, firstOpen, hoursOf } from './hours.js';
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
  readonly isDue: (telling: Pick<Telling, 'tellAt'>) => boolean;
}

/** When time alone changes who is told of what: a clock reaches or turns to something, or the hours of who is told begin. */
export function nextTelling({ ladder: { tellings, clocksAt } }: EscalationView): Instant | null {
  return tellings.reduce((least, { state, tellAt }) => (state === 'waiting' ? earliest(least, tellAt) : least), clocksAt);
}

/** After every event, and (`isPass`) at an instant: what is new is planned, and what is due is told as things are then. */
export function withLadder(view: EscalationView, context: Context, { isPass }: { readonly isPass: boolean }): EscalationView {
  const { at, ticket } = context;
  const upTo = at > view.ladder.upTo ? at : view.ladder.upTo;
  const standing = standingMarks(view, ticket, upTo);
  // A fact at the same instant comes first.
  const isDue: Desk['isDue'] = ({ tellAt }) => (isPass ? tellAt <= at : tellAt < at);
  const tellings = tellingsNow({ view, context, standing, at: upTo, isDue });
  return { ...view, ladder: { tellings, upTo, clocksAt: clocksAt(context, isPass) } };
}

function tellingsNow(desk: Desk): LadderView['tellings'] {
  const { view, standing, isDue } = desk;
  const { tellings } = view.ladder;
  if (standing.length === 0 && tellings.length === 0) return tellings;
  const kept = tellings.filter((one) => isStillSo(one, standing)).map((one) => stillAllowed(one, desk));
  const planned = unplanned(standing, kept).reduce((now, wanted) => [...now, tellingOf(wanted, now, desk)], kept);
  return planned.map((one) => (one.state === 'waiting' && isDue(one) ? decided(one, planned, desk) : one));
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
  const tellAt = addressee === null ? at : whenTold(addressee, mark, { tellings, desk });
  return { metric, number, mark: name, at, meant, addressee, tellAt, state: addressee === null ? 'told' : 'waiting' };
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
  if (others.length === 0) return wanted;
  const [begins, ends] = [beforeBundle(wanted), afterBundle(wanted)];
  const soon = earliest(...others.filter((one) => one >= wanted && one <= ends));
  if (soon !== null) return soon;
  const before = others
    .filter((one) => one < wanted && one > begins)
    .sort()
    .at(-1);
  return before === undefined ? wanted : open(afterBundle(before));
}

/** It is told to who is meant now. */
function decided(one: Telling, tellings: readonly Telling[], desk: Desk): Telling {
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
