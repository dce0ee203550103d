import { addSeconds, type Instant } from '../../shared/instant.js';
import type { Effect, EffectChange, EffectState, ForumMode, NewEffect } from '../ports/store.js';
import { overruledBy } from './overruled.js';
import type { SurfaceWant } from './surfaces.js';
import type { TopicState } from './topic-state.js';

export interface ReconcileInput {
  /** What features that are `on` want, and what features in `shadow` would want, by key. */
  readonly wants: readonly SurfaceWant[];
  readonly shadows: readonly SurfaceWant[];
  readonly effects: readonly Effect[];
  readonly topic: TopicState;
  readonly mode: ForumMode;
  readonly now: Instant;
  readonly settleSeconds: number;
  /** A feature failed: what several features speak on stays as it was. */
  readonly isFrozen: boolean;
}

/** Not sent yet, so a newer value replaces it. */
const UNSENT: ReadonlySet<EffectState> = new Set(['waiting', 'held', 'shadow']);
/** On its way: the next derivation, after its end, sees what came of it. */
const UNDER_WAY: ReadonlySet<EffectState> = new Set(['in_flight', 'unknown']);
/** A person removed it or it is gone for good: not made again in this ticket until somebody says so. */
const FINAL: ReadonlySet<EffectState> = new Set(['overruled', 'lost']);

/**
 * The least that has to change between what is wanted and what was done: no want for an act means keep, the same value is not
 * sent again, a newer value replaces one that has not been sent (design section 3), and a person wins (section 5).
 */
export function reconcile(input: ReconcileInput): EffectChange {
  const change: Change = { add: [], cancel: [], overrule: [] };
  const wants = new Map<string, { want: SurfaceWant; isShadow: boolean }>();
  for (const want of input.shadows) wants.set(want.key, { want, isShadow: true });
  for (const want of input.wants) wants.set(want.key, { want, isShadow: false });
  for (const [key, { want, isShadow }] of wants) {
    if (input.isFrozen && want.kind !== 'message') continue;
    const rows = input.effects.filter((effect) => effect.key === key).sort((a, b) => a.revision - b.revision);
    compare({ want, isShadow, rows, input }, change);
  }
  for (const effect of input.effects) {
    if (wants.has(effect.key) || !UNSENT.has(effect.state) || (input.isFrozen && effect.kind !== 'message')) continue;
    change.cancel.push({ id: effect.id, reason: 'it is no longer wanted' });
  }
  return change;
}

interface Change {
  readonly add: NewEffect[];
  readonly cancel: Array<{ id: number; reason: string }>;
  readonly overrule: Array<{ id: number; reason: string }>;
}

interface Comparison {
  readonly want: SurfaceWant;
  readonly isShadow: boolean;
  readonly rows: readonly Effect[];
  readonly input: ReconcileInput;
}

function compare(comparison: Comparison, change: Change): void {
  const { want, rows, input } = comparison;
  const last = rows.at(-1);
  if (!last) {
    if (want.kind === 'tags' && isAlreadySo(want, input.topic)) return;
    change.add.push(newRow(comparison, 1));
    return;
  }
  if (FINAL.has(last.state) || UNDER_WAY.has(last.state)) return;
  const overruled = last.state === 'done' ? overruledBy(last, input.topic) : null;
  if (overruled && overruled.isForGood) {
    change.overrule.push({ id: last.id, reason: overruled.reason });
    return;
  }
  if (last.valueHash === want.valueHash && !isToBeMadeAgain(last)) return;
  if (UNSENT.has(last.state)) change.cancel.push({ id: last.id, reason: 'a newer value replaces it' });
  change.add.push(newRow(comparison, last.revision + 1));
}

/** A want that came back after it had been cancelled unsent. */
function isToBeMadeAgain(last: Effect): boolean {
  return last.state === 'cancelled';
}

/** A tag list that is right already needs no act. */
function isAlreadySo(want: SurfaceWant, topic: TopicState): boolean {
  const value = want.value as { present: readonly string[]; managed: readonly string[] };
  return value.managed.every((tag) => value.present.includes(tag) === topic.tags.includes(tag));
}

function newRow({ want, isShadow, rows, input }: Comparison, revision: number): NewEffect {
  const made = rows.findLast((row) => row.postId !== null || row.forumTopicId !== null);
  return {
    key: want.key,
    revision,
    kind: want.kind,
    value: want.value,
    valueHash: want.valueHash,
    because: want.because,
    state: isShadow ? 'shadow' : input.mode === 'live' ? 'waiting' : 'held',
    reason: null,
    priority: want.priority,
    notBefore: want.isIrreversible ? addSeconds(input.now, input.settleSeconds) : input.now,
    notAfter: want.notAfter,
    postId: made?.postId ?? null,
    forumTopicId: made?.forumTopicId ?? null,
  };
}
