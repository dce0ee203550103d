import type { Instant } from '../../shared/instant.js';
import type { Effect } from '../ports/store.js';
import type { TagsValue } from './effects.js';
import { derive, type Derived, type DeriveInput } from './derive.js';
import { messageOf } from './failures.js';
import type { Act, AnyFeature, Outcome, Part, ProjectionRow, TicketStateName, TicketView, Want, WantContext } from './feature.js';
import { messages } from './messages.js';
import { rolesAt, spansOf } from './roles.js';
import { surfaces, type SurfaceWant } from './surfaces.js';
import type { RoleName } from '../../shared/settings.js';
import type { Locale, Words } from '../../shared/words.js';

/** TR-02, over all views after the last feature. */
export type TicketStateRule = (
  ticket: TicketView,
  context: {
    readonly botId: number;
    readonly leftBecause: 'moved_out' | 'undesignated' | null;
    rolesOf(user: number, at: Instant): ReadonlySet<RoleName>;
  },
) => {
  readonly state: TicketStateName;
  readonly outcome: Outcome;
  readonly owner: number | null;
  readonly proposed: number | null;
  readonly because: string;
};

export interface Rules {
  readonly features: readonly AnyFeature[];
  readonly ticketState: TicketStateRule;
}

/** Everything that follows from a ticket's facts at a moment: what is true, and what is wanted of the forum and why. */
export interface Judgement {
  readonly derived: Derived;
  /** Null: the topic is no ticket. */
  readonly state: ReturnType<TicketStateRule> | null;
  readonly wants: readonly SurfaceWant[];
  readonly shadows: readonly SurfaceWant[];
  readonly rows: readonly ProjectionRow[];
  readonly failures: ReadonlyArray<{ readonly feature: string; readonly message: string }>;
  /** A feature that is on failed: what several features speak on stays as it was. One in shadow holds up nobody. */
  readonly isFrozen: boolean;
}

export function judge(rules: Rules, input: Omit<DeriveInput, 'features'>, effects: readonly Effect[]): Judgement {
  const derived = derive({ ...input, features: rules.features });
  const { ticket, community } = derived;
  const version = community === null ? null : (derived.settings.newest(community) ?? lastSettings(derived, community));
  if (community === null || !version)
    return { derived, state: null, wants: [], shadows: [], rows: [], failures: derived.failures, isFrozen: derived.failures.length > 0 };
  const spans = spansOf(input.material.memberships);
  const state = rules.ticketState(ticket, {
    botId: input.botId,
    leftBecause: derived.leftBecause,
    rolesOf: (user, at) => rolesAt(derived.settings.inForce(community, at)?.settings ?? version.settings, spans, { user, at }),
  });
  const failures = [...derived.failures];
  const speaking = { rules, input, derived, version, effects, failures };
  const spoken = speak(speaking);
  const { words, locale } = version.settings;
  const removedTags = tagsRemovedByPeople(effects, derived.topic);
  const context = { topic: input.topicId, words, locale, managedTags: tagsOfOurs(effects), removedTags };
  const on = spoken.filter(({ mode }) => mode === 'on').map(({ said }) => said);
  const inShadow = new Set(
    surfaces(
      spoken.filter(({ mode }) => mode === 'shadow').map(({ said }) => said),
      context,
    ).map(({ key }) => key),
  );
  const rows = rowsOf(speaking);
  return {
    derived,
    state,
    wants: isSilent(state.state, effects) ? [] : surfaces([...on, ...lastWord({ on, derived, effects, words, locale })], context),
    // The same objects as they would be with the parts of features in shadow (design section 5).
    shadows: surfaces(
      spoken.map(({ said }) => said),
      context,
    ).filter(({ key }) => inShadow.has(key)),
    rows,
    failures,
    isFrozen: failures.some(({ feature }) => version.settings.features[feature]?.mode === 'on'),
  };
}

interface LastWord {
  readonly on: ReadonlyArray<Part | Want>;
  readonly derived: Derived;
  readonly effects: readonly Effect[];
  readonly words: Words;
  readonly locale: Locale;
}

/** A status post in a topic that the desk left would promise for ever what nobody keeps: it says so instead, once. */
function lastWord({ on, derived, effects, words, locale }: LastWord): Part[] {
  const hasEnded = derived.leftBecause !== null || derived.topic.merged !== null;
  const spokeBefore = effects.some((effect) => effect.kind === 'status' && effect.state === 'done');
  if (!hasEnded || !spokeBefore || on.some((said) => said.type === 'StatusPart')) return [];
  return [
    {
      type: 'StatusPart',
      topic: derived.topic.id,
      line: messages[locale].noLongerFollowed(words),
      because: 'the desk no longer follows this topic',
    },
  ];
}

/** "A person wins": a tag that we set last and that is gone is not set again in this topic, whatever else is wanted (design section 5). */
function tagsRemovedByPeople(effects: readonly Effect[], topic: Derived['topic']): string[] {
  const last = new Map<string, boolean>();
  for (const { kind, state, value, endedAt } of effects) {
    // As long as nobody has looked since, nothing is known of what became of it.
    if (kind !== 'tags' || state !== 'done' || endedAt === null || (topic.tagsSeenAt ?? '') <= endedAt) continue;
    const { present, managed } = value as TagsValue;
    for (const tag of managed) last.set(tag, present.includes(tag));
  }
  return [...last].filter(([tag, wasSet]) => wasSet && !topic.tags.includes(tag)).map(([tag]) => tag);
}

/** A ticket that ended before we ever spoke in it gets no first word from us. */
function isSilent(state: TicketStateName, effects: readonly Effect[]): boolean {
  return state === 'closed' && !effects.some((effect) => effect.state === 'done');
}

/** The tags that we ever set on the topic: only these do we take away again. */
function tagsOfOurs(effects: readonly Effect[]): string[] {
  return effects
    .filter((effect) => effect.kind === 'tags' && effect.state === 'done')
    .flatMap((effect) => (effect.value as TagsValue).present);
}

/** Un-designated: the last settings that the community had say in which words its tickets end. */
function lastSettings(derived: Derived, community: string) {
  const last = derived.settings.changes.findLast((change) => change.community === community && change.settings !== null);
  return last?.settings ? { version: last.version, settings: last.settings } : null;
}

interface Speaking {
  readonly rules: Rules;
  readonly input: Omit<DeriveInput, 'features'>;
  readonly derived: Derived;
  readonly version: NonNullable<ReturnType<Derived['settings']['newest']>>;
  readonly effects: readonly Effect[];
  readonly failures: Array<{ feature: string; message: string }>;
}

interface Spoken {
  readonly mode: 'on' | 'shadow';
  readonly said: Part | Want;
}

/** In feature order. */
function speak({ rules, input, derived, version, effects, failures }: Speaking): Spoken[] {
  const spoken: Spoken[] = [];
  const failed = new Set(failures.map((failure) => failure.feature));
  for (const feature of rules.features) {
    const section = version.settings.features[feature.name];
    if (!section || section.mode === 'off' || failed.has(feature.name) || derived.ticket.membership === null) continue;
    const context: WantContext<unknown> = {
      now: input.now,
      settings: section.settings,
      community: version.settings,
      words: version.settings.words,
      locale: version.settings.locale,
      acts: effects.flatMap(toAct),
    };
    try {
      const { mode } = section;
      spoken.push(...feature.wants(derived.ticket.views[feature.name], derived.ticket, context).map((said) => ({ mode, said })));
    } catch (error) {
      failures.push({ feature: feature.name, message: messageOf(error) });
    }
  }
  return spoken;
}

/** A feature that failed shows the rows of the last view that it had. */
function rowsOf({ rules, derived, version, failures }: Speaking): ProjectionRow[] {
  const { ticket } = derived;
  return rules.features.flatMap((feature) => {
    if ((version.settings.features[feature.name]?.mode ?? 'off') === 'off') return [];
    try {
      return feature.rows?.(ticket.views[feature.name], ticket) ?? [];
    } catch (error) {
      if (!failures.some((failure) => failure.feature === feature.name))
        failures.push({ feature: feature.name, message: messageOf(error) });
      return [];
    }
  });
}

function toAct(effect: Effect): Act[] {
  const { key, revision, state: outcome, postId, forumTopicId: topicId } = effect;
  const isEnded =
    outcome === 'done' ||
    outcome === 'refused' ||
    outcome === 'lost' ||
    outcome === 'enqueued' ||
    outcome === 'overruled' ||
    outcome === 'cancelled';
  return isEnded ? [{ key, revision, outcome, at: effect.endedAt ?? effect.createdAt, postId, topicId }] : [];
}
