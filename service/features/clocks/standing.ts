import type { FoldContext } from '../../engine/feature.js';
import type { ClockEvent } from './arithmetic/cycles/clock-event.js';
import { pauseEvents } from './commands/pausing.js';
import { isAgreedBefore } from './said.js';
import { firstSigned } from './signed.js';
import type { ClocksSettings } from './settings.js';
import type { ClocksView } from './view.js';

type Context = FoldContext<ClocksSettings>;

/** What befell the topic, as things are now: what goes away again never was (R-DELETE). */
export function withStanding(view: ClocksView, context: Context): ClocksView {
  const now = standingOf(view, context);
  const { standing } = view.inner;
  if (now.length === standing.length && now.every((event, index) => isSame(event, standing[index]))) return view;
  return {
    ...view,
    inner: { ...view.inner, standing: now.map((event, index) => (isSame(event, standing[index]) ? (standing[index] ?? event) : event)) },
  };
}

function isSame(one: ClockEvent, other: ClockEvent | undefined): boolean {
  return other !== undefined && JSON.stringify(one) === JSON.stringify(other);
}

function standingOf(view: ClocksView, context: Context): ClockEvent[] {
  const { deletedAt, merged } = context.ticket.topic;
  const { left } = view.inner;
  const signed = firstSigned(context);
  return [
    ...solutionsOf(context),
    ...pauseEvents(view),
    ...(signed === null ? [] : [{ at: signed.at, type: 'signed' as const, post: signed.post }]),
    ...(signed !== null && isAgreedBefore(signed.at, context) ? [{ at: signed.at, type: 'said' as const }] : []),
    ...(merged === null ? [] : [{ at: merged.at, type: 'gone' as const, how: 'merged' as const }]),
    ...(deletedAt === null ? [] : [{ at: deletedAt, type: 'gone' as const, how: 'deleted' as const }]),
    ...(left === null ? [] : [{ at: left.at, type: 'gone' as const, how: left.how }]),
  ];
}

/** Acceptances of posts that are there; another answer instead does not end what is solved. */
function solutionsOf({ ticket: { topic } }: Context): ClockEvent[] {
  return topic.acceptedHistory.flatMap(({ post, from: at }): ClockEvent[] => {
    if (post === null) return [{ at, type: 'unsolved' }];
    return topic.posts.get(post)?.visibility === 'visible' ? [{ at, type: 'solved', post, isUndone: false }] : [];
  });
}
