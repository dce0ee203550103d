import { addSeconds, type Instant } from '../../../shared/instant.js';
import type { EffectAnswer } from '../../../shared/contracts/plugin/effects.js';
import type { EffectKind } from '../../ports/effect-kinds.js';
import type { AttemptEnd, Effect } from '../../ports/store.js';
import { LOST, MADE_PUBLIC } from '../carrying.js';
import { again, backOff, isTopicOfOurs, notDone } from '../failures.js';

/** What makes something that has an id. */
const MAKES: ReadonlySet<EffectKind> = new Set(['status', 'post', 'message', 'room', 'article']);
const NOUNS: Partial<Readonly<Record<EffectKind, string>>> = { status: 'status post', room: 'message' };
const IN_PROGRESS_SECONDS = 5;

/** What an answer of the plugin makes of an attempt. */
export function endOfAnswer(answer: EffectAnswer, effect: Effect, now: Instant): AttemptEnd {
  const reason = answer.reason ?? 'invalid';
  switch (answer.outcome) {
    case 'done':
      return MAKES.has(effect.kind)
        ? { outcome: 'done', postId: answer.postId ?? null, topicId: answer.topicId ?? null }
        : { outcome: 'done', postId: null, topicId: null };
    case 'refused':
      return refusedEnd(reason, effect, now);
    case 'overruled':
      return overruledEnd(reason, effect);
    case 'overtaken':
      return { outcome: 'cancelled', reason: 'a newer value replaces it' };
    case 'in_progress':
      return { outcome: 'unknown', notBefore: addSeconds(now, IN_PROGRESS_SECONDS), reason: 'another request carries it out' };
    case 'not_begun':
      return notDone(effect, 'there was no time left for it', now);
    case 'stale':
      if (effect.state === 'unknown') return notDone(effect, 'the topic changed', now);
      return again(effect, 'the topic changed', { now, seconds: 0 });
  }
}

function refusedEnd(reason: NonNullable<EffectAnswer['reason']>, effect: Effect, now: Instant): AttemptEnd {
  if (reason === 'made_public') return MADE_PUBLIC;
  if (reason === 'failed' && effect.state === 'unknown') return notDone(effect, reason, addSeconds(now, backOff(effect)));
  if (reason === 'failed') return again(effect, reason, { now, seconds: backOff(effect) });
  if (reason === 'closed_or_gone' && (isTopicOfOurs(effect) || isInRoom(effect))) return LOST;
  return { outcome: 'refused', reason };
}

function isInRoom({ kind, topicId, value }: Effect): boolean {
  return (kind === 'post' || kind === 'invite') && (value as { readonly topic?: number }).topic !== topicId;
}

/** In the words that the REST way has for it. */
function overruledEnd(reason: NonNullable<EffectAnswer['reason']>, { kind }: Effect): AttemptEnd {
  const noun = NOUNS[kind] ?? kind;
  if (reason === 'made_public') return MADE_PUBLIC;
  return { outcome: 'overruled', reason: reason === 'moved_away' ? `a person moved the ${noun} away` : `a person removed the ${noun}` };
}
