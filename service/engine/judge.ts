import type { Instant } from '../../shared/instant.js';
import type { Effect } from '../ports/store.js';
import type { TagsValue } from './effects.js';
import { derive, type Derived, type DeriveInput } from './derive.js';
import { messageOf } from './failures.js';
import type { Act, AnyFeature, Outcome, Part, ProjectionRow, TicketStateName, TicketView, Want, WantContext } from './feature.js';
import { rolesAt, spansOf } from './roles.js';
import { surfaces, type SurfaceWant } from './surfaces.js';
import type { RoleName } from '../../shared/settings.js';

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
}

export function judge(rules: Rules, input: Omit<DeriveInput, 'features'>, effects: readonly Effect[]): Judgement {
  const derived = derive({ ...input, features: rules.features });
  const { ticket, community } = derived;
  const version = community === null ? null : (derived.settings.newest(community) ?? lastSettings(derived, community));
  if (community === null || !version) return { derived, state: null, wants: [], shadows: [], rows: [], failures: derived.failures };
  const spans = spansOf(input.material.memberships);
  const state = rules.ticketState(ticket, {
    botId: input.botId,
    leftBecause: derived.leftBecause,
    rolesOf: (user, at) => rolesAt(derived.settings.inForce(community, at)?.settings ?? version.settings, spans, { user, at }),
  });
  const failures = [...derived.failures];
  const speaking = { rules, input, derived, version, effects, failures };
  const spoken = speak(speaking);
  const context = {
    topic: input.topicId,
    words: version.settings.words,
    locale: version.settings.locale,
    managedTags: tagsOfOurs(effects),
  };
  return {
    derived,
    state,
    wants: isSilent(state.state, effects) ? [] : surfaces(spoken.on, context),
    shadows: surfaces(spoken.shadow, context),
    rows: rowsOf(speaking),
    failures,
  };
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

function speak({ rules, input, derived, version, effects, failures }: Speaking): { on: Array<Part | Want>; shadow: Array<Part | Want> } {
  const spoken: { on: Array<Part | Want>; shadow: Array<Part | Want> } = { on: [], shadow: [] };
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
      spoken[section.mode].push(...feature.wants(derived.ticket.views[feature.name], derived.ticket, context));
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
