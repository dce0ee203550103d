import { addSeconds, type Instant } from '../../shared/instant.js';
import type { PostValue } from '../engine/effects.js';
import type { Processed, TicketProcessor } from '../engine/process.js';
import type { TopicRead } from '../ports/forum.js';
import type { EffectKind } from '../ports/effect-kinds.js';
import type { AttemptEnd, Effect } from '../ports/store.js';
import { findMade, readTopic, type Carrying } from './carrying.js';
import { MOST_ATTEMPTS } from './failures.js';

/** What cannot be undone: it settles, is read again and derived again before the call (design section 3). */
export const SETTLED = ['status', 'message', 'room', 'post', 'article', 'badge'] as const;
export type SettledKind = (typeof SETTLED)[number];
export type ReversibleKind = Exclude<EffectKind, SettledKind>;

/**
 * The ticket is treated as private and its wants wait. Whether it can be read again is looked at after a minute, and each time after twice
 * as long, up to an hour: a bot that was suspended for some minutes goes on soon after.
 */
const FIRST_UNREADABLE_SECONDS = 60;
const UNREADABLE_SECONDS = 3600;
const CLOCK_SECONDS = 300;

export function settles(kind: EffectKind): kind is SettledKind {
  return SETTLED.some((one) => one === kind);
}

export interface Settling {
  readonly processor: Pick<TicketProcessor, 'process'>;
  readonly now: () => Instant;
  /** The forum's clock agrees with ours well enough for acts that have a time limit. */
  readonly isForumClockTrusted: () => boolean;
}

export type Settled = { readonly read: TopicRead } | { readonly end: AttemptEnd };

/** Reads the ticket's topic again, derives once more, and says whether the effect is still wanted as it is. */
export async function settle(carrying: Carrying, { processor, now, isForumClockTrusted }: Settling): Promise<Settled> {
  const { effect, forum } = carrying;
  const read = await readTopic(carrying, effect.topicId);
  const made = read && makesPostHere(effect) ? findMade(carrying, read, 'own') : null;
  // An answer of an earlier attempt was lost: what it made is there, wanted still or not.
  if (made) return { end: { outcome: 'done', postId: made.id, topicId: made.topicId } };
  const { wants } = await processor.process(forum.id, effect.topicId);
  const end = unwanted(effect, wants, { now: now(), isForumClockTrusted });
  if (end) return { end };
  return read ? { read } : { end: unreadable(effect, now()) };
}

/** Why it is not done now, by what is wanted now; null: it is wanted as it is. */
export function unwanted(
  effect: Effect,
  wants: Processed['wants'],
  { now, isForumClockTrusted }: { readonly now: Instant; readonly isForumClockTrusted: () => boolean },
): AttemptEnd | null {
  const want = wants.get(effect.key);
  if (!want) return { outcome: 'cancelled', reason: 'it is no longer wanted' };
  if (want.valueHash !== effect.valueHash) return { outcome: 'cancelled', reason: 'a newer value replaces it' };
  const late = tooLate(effect, now);
  if (late) return late;
  if (effect.notAfter === null || isForumClockTrusted()) return null;
  return { outcome: 'retry', notBefore: addSeconds(now, CLOCK_SECONDS), reason: 'the clock of the forum differs from ours' };
}

function makesPostHere({ kind, postId, value, topicId }: Effect): boolean {
  if (postId !== null) return false;
  return kind === 'status' || (kind === 'post' && (value as PostValue).topic === topicId);
}

function unreadable({ attempts }: Effect, now: Instant): AttemptEnd {
  const reason = 'the topic cannot be read';
  return attempts >= MOST_ATTEMPTS
    ? { outcome: 'dead', reason }
    : {
        outcome: 'retry',
        notBefore: addSeconds(now, Math.min(UNREADABLE_SECONDS, FIRST_UNREADABLE_SECONDS * 2 ** (attempts - 1))),
        reason,
      };
}

export function tooLate({ notAfter }: Effect, now: Instant): AttemptEnd | null {
  return notAfter !== null && now > notAfter ? { outcome: 'cancelled', reason: 'its time has passed' } : null;
}
