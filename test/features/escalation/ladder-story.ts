import type { Instant } from '../../../shared/instant.js';
import { nameOf, type Telling } from '../../../service/features/escalation/ladder/view.js';
import type { Effect } from '../../../service/ports/store.js';
import { all, asked, carriedOut, given, type Given, type Told, type World } from './escalation-story.js';

export const THREAD = 700;
/** Monday 09:00 in Berlin, when the desk opens: the first reply is due at 13:00 (12:00 UTC). */
export const FOUR_HOURS: World = { clocks: { targets: { firstReplyMinutes: 240 } }, settings: { silenceMinutes: null } };
export const QUESTION_ASKED = asked();
export const DAY_AFTER = '2026-03-03';

/** What somebody was told, as `mark to whom at`, in the order of telling. */
export function tellingsOf({ view }: Given): string[] {
  return view.ladder.tellings
    .filter(({ state, addressee }) => state === 'told' && addressee !== null)
    .sort((one, other) => (one.tellAt < other.tellAt ? -1 : one.tellAt > other.tellAt ? 1 : 0))
    .map(inWords);
}

export function inWords({ metric, number, mark, addressee, tellAt }: Telling): string {
  return `${metric}${number} ${mark} ${addressee === null ? '-' : `${addressee.as} ${nameOf(addressee)}`} ${tellAt.slice(5, 19)}`;
}

export function told(story: Told, now: Instant, world: World = {}): string[] {
  return tellingsOf(given(all(QUESTION_ASKED, story), { now, ...FOUR_HOURS, ...world }));
}

/** The wants of the ladder, as they stand at a moment. */
export function sentOf({
  wants,
}: Given): Array<{ readonly kind: string; readonly key: string; readonly raw: string; readonly value: Record<string, unknown> }> {
  return ['message', 'post'].flatMap((kind) =>
    wants(kind)
      .filter(({ key }) => key.startsWith(`${kind}:ladder:`))
      .map(({ key, value }) => ({ kind, key, value, raw: String(value['raw']) })),
  );
}

/** The thread of a person is there: as the outbox tells it. */
export function threadMade(key: string): Effect {
  return carriedOut(key, 'message', { forumTopicId: THREAD, postId: 901 });
}
