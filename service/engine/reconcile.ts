import { addSeconds, type Instant } from '../../shared/instant.js';
import type { EffectKind } from '../ports/effect-kinds.js';
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

/** What several features speak on. */
const SHARED: ReadonlySet<EffectKind> = new Set(['status', 'tags', 'notice', 'ticket']);
/** Made once by a call that makes something new each time: while the forum holds it for approval, it is on its way. */
const MADE: ReadonlySet<EffectKind> = new Set(['message', 'room', 'post', 'article']);
/** Mending a text that was sent waits for everything that nobody has heard yet: an update of ours may change the words of all of them. */
const LEAST_URGENT = 4;
/** Not sent yet, so a newer value replaces it. */
const UNSENT: ReadonlySet<EffectState> = new Set(['waiting', 'held', 'shadow']);
/** On its way: the next derivation, after its end, sees what came of it. */
const UNDER_WAY: ReadonlySet<EffectState> = new Set(['in_flight', 'unknown']);

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
    if (input.isFrozen && SHARED.has(want.kind)) continue;
    const rows = input.effects.filter((effect) => effect.key === key).sort((a, b) => a.revision - b.revision);
    compare({ want, isShadow, rows, input }, change);
  }
  for (const effect of input.effects) {
    // While a feature fails nobody knows what it would want: its wants stay as they were (house style, section 4).
    if (input.isFrozen || wants.has(effect.key) || !UNSENT.has(effect.state)) continue;
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
  const { want, isShadow, rows, input } = comparison;
  const unsent = rows.filter((row) => UNSENT.has(row.state) || row.state === 'baseline');
  const cancel = (reason: string): void => void change.cancel.push(...unsent.map(({ id }) => ({ id, reason })));
  // What reached the forum last, or ended on the way: a row that was never sent changes nothing of it.
  const reached = rows.findLast((row) => !unsent.includes(row) && row.state !== 'cancelled');
  if (reached && (reached.state === 'lost' || isUnderWay(reached))) return;
  const overruled = reached ? overruledBy(reached, input.topic) : null;
  if (reached && overruled !== null) {
    if (reached.state === 'done') change.overrule.push({ id: reached.id, reason: overruled });
    return cancel(overruled);
  }
  if (want.notAfter !== null && want.notAfter < input.now) return cancel('its time has passed');
  const planned = unsent.at(-1);
  // A row that is held though writing is on was made while it was being switched on: it is wanted like any other.
  const isStray = planned?.state === 'held' && input.mode === 'live';
  if (planned?.valueHash === want.valueHash && !isStray && (!isShadow || planned.state === 'shadow')) return;
  cancel(isShadow ? 'its feature is in shadow' : 'a newer value replaces it');
  if (reached?.valueHash === want.valueHash) return;
  if (rows.length === 0 && want.kind === 'tags' && isAlreadySo(want, input.topic)) return;
  change.add.push(newRow(comparison, (rows.at(-1)?.revision ?? 0) + 1));
}

/** A message that the forum holds for approval would be sent twice; a newer status post waits in the outbox, where it is shown. */
function isUnderWay({ state, kind }: Effect): boolean {
  return UNDER_WAY.has(state) || (state === 'enqueued' && MADE.has(kind));
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
    priority: made && MADE.has(want.kind) ? LEAST_URGENT : want.priority,
    notBefore: want.isIrreversible && !want.isAskedFor ? addSeconds(input.now, input.settleSeconds) : input.now,
    notAfter: want.notAfter,
    postId: made?.postId ?? null,
    forumTopicId: made?.forumTopicId ?? null,
  };
}
