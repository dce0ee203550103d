import type { Fact } from '../../shared/facts.js';
import { isolated, type FeatureFailure } from './failures.js';
import type { Derived, DeriveInput } from './derived.js';
import type { Effect } from '../ports/store.js';
import type { Act, AnyFeature, CommandAnswer, Part, ProjectionRow, TicketView, UsualReply, Want, WantContext } from './feature.js';

/** One ticket after its last feature: what each of them says of it. */
export interface Speaking {
  readonly features: readonly AnyFeature[];
  readonly input: Omit<DeriveInput, 'features'>;
  readonly derived: Derived;
  /** With the views of those that are not off. */
  readonly ticket: TicketView;
  readonly version: NonNullable<ReturnType<Derived['settings']['newest']>>;
  readonly effects: readonly Effect[];
  readonly failures: FeatureFailure[];
}

/** What the features say became of the commands that are theirs. */
export function answersOf(speaking: Speaking): CommandAnswer[] {
  const { features, ticket, failures } = speaking;
  if (ticket.membership === null) return [];
  return features.flatMap((feature) => {
    const context = wantContextOf(feature, speaking);
    if (context?.mode !== 'on') return [];
    return isolated(feature.name, () => feature.answers?.(ticket.views[feature.name], ticket, context) ?? [], failures);
  });
}

function wantContextOf(
  { name }: AnyFeature,
  { input, version: { settings: community }, effects, failures }: Speaking,
): (WantContext<unknown> & { readonly mode: 'on' | 'shadow' }) | null {
  const section = community.features[name];
  if (!section || section.mode === 'off' || failures.some(({ feature }) => feature === name)) return null;
  return {
    mode: section.mode === 'on' ? 'on' : 'shadow',
    now: input.now,
    settings: section.settings,
    community,
    words: community.words,
    locale: community.locale,
    acts: effects.flatMap(toAct),
    botId: input.botId,
    usualReply: usualReplyIn(input.material.usualReplies ?? [], community.id),
    text: (id) => (id === null ? null : (input.material.texts.get(id) ?? null)),
  };
}

function usualReplyIn(counted: readonly Fact[], community: string): UsualReply | null {
  const found = counted.map(({ body }) => body).find((body) => body.type === 'UsualReplyCounted' && body.community === community);
  if (found?.type !== 'UsualReplyCounted' || found.medianSeconds === null) return null;
  return { medianSeconds: found.medianSeconds, mostSeconds: found.mostSeconds };
}

export interface Spoken {
  readonly mode: 'on' | 'shadow';
  readonly said: Part | Want;
}

/** In feature order. */
export function speak(speaking: Speaking): Spoken[] {
  const { features, ticket, failures } = speaking;
  if (ticket.membership === null) return [];
  return features.flatMap((feature) => {
    const context = wantContextOf(feature, speaking);
    if (context === null) return [];
    const { mode } = context;
    const said = isolated(feature.name, () => feature.wants(ticket.views[feature.name], ticket, context), failures);
    return said.map((one) => ({ mode, said: one }));
  });
}

/** Of a topic that the desk left. */
export function partingOf(speaking: Speaking): string[] {
  const { features, derived, ticket, failures } = speaking;
  if (derived.leftBecause === null) return [];
  return features.flatMap((feature) => {
    const context = wantContextOf(feature, speaking);
    if (context?.mode !== 'on') return [];
    return isolated(feature.name, () => feature.parting?.(ticket.views[feature.name], ticket, context) ?? [], failures);
  });
}

/** A feature that failed shows the rows of the last view that it had. */
export function rowsOf({ features, ticket, version, failures }: Speaking): ProjectionRow[] {
  return features.flatMap((feature) => {
    if ((version.settings.features[feature.name]?.mode ?? 'off') === 'off') return [];
    return isolated(feature.name, () => feature.rows?.(ticket.views[feature.name], ticket) ?? [], failures);
  });
}

export function toAct(effect: Effect): Act[] {
  const { key, revision, state: outcome, reason, postId, forumTopicId: topicId } = effect;
  const isEnded =
    outcome === 'done' ||
    outcome === 'refused' ||
    outcome === 'lost' ||
    outcome === 'enqueued' ||
    outcome === 'overruled' ||
    outcome === 'cancelled';
  return isEnded ? [{ key, revision, outcome, at: effect.endedAt ?? effect.createdAt, reason, postId, topicId }] : [];
}
