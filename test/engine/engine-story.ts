import { z } from 'zod';
import { factOf, type Fact, type FactBody, type PostKind } from '../../shared/facts.js';
import type { Instant } from '../../shared/instant.js';
import { nameKey } from '../../shared/names.js';
import type { CommunitySettings, FeatureMode, SettingsVersion } from '../../shared/settings.js';
import { wordsFor } from '../../shared/words.js';
import { derive } from '../../service/engine/derive.js';
import type { Derived } from '../../service/engine/derived.js';
import type { AnyFeature, Feature, FoldContext, TicketEvent } from '../../service/engine/feature.js';
import type { TicketMaterial } from '../../service/ports/store.js';

/** The one topic of these tests, its first post, and the people in it. */
export const TOPIC = 20;
export const FIRST = 100;
export const BOT = 2;
export const ASKER = 7;
export const EXPERT = 8;
export const MEMBER = 9;
export const EXPERTS = 41;
export const HOUSING = 5;
export const OUTSIDE = 99;
/** Who has which name, as facts tell it by key. */
export const nameOf = (user: number) => nameKey(`user_${user}`);

/** A time of day of the day on which everything happens, with seconds if need be. */
export function at(time: string, day = '2026-03-02'): Instant {
  return `${day}T${time.length === 5 ? `${time}:00` : time}.000Z`;
}

export function fact(time: Instant, body: FactBody, learntAt: Instant = time): Fact {
  return factOf(body, { at: time, learntAt, source: 'test' });
}

interface Birth {
  readonly post: number;
  readonly by: number;
  readonly at: Instant;
  readonly topic?: number;
  readonly kind?: PostKind;
  readonly seenAt?: Instant;
}

/** A post with all that its birth tells. */
export function post({ post: id, by, at: time, topic = TOPIC, kind = 'regular', seenAt = time }: Birth): Fact[] {
  return [
    fact(time, { type: 'PostBorn', post: id, replyTo: null }),
    fact(seenAt, { type: 'Placed', post: id, topic }),
    fact(seenAt, { type: 'PostAuthor', post: id, user: by }),
    fact(seenAt, { type: 'PostKindSeen', post: id, kind }),
    fact(seenAt, { type: 'PostVisibility', post: id, visibility: 'visible' }),
  ];
}

/** A topic with its first post, in a category or (null) as a message. */
export function asked(time: Instant, own: Partial<{ topic: number; category: number | null; by: number; first: number }> = {}): Fact[] {
  const { topic = TOPIC, category = HOUSING, by = ASKER, first = FIRST } = own;
  return [
    fact(time, { type: 'TopicBorn', topic }),
    fact(time, { type: 'TopicAuthor', topic, user: by }),
    placed(time, category, topic),
    ...post({ post: first, by, at: time, topic }),
  ];
}

export function placed(time: Instant, category: number | null, topic = TOPIC): Fact {
  return fact(time, { type: 'TopicPlace', topic, category, archetype: category === null ? 'private_message' : 'regular' });
}

export function action(time: Instant, own: { post: number; actor: number; code: string; who?: number; linkedTopic?: number }): Fact {
  const { post: id, actor, code, who, linkedTopic = null } = own;
  return fact(time, { type: 'SmallAction', post: id, actor, code, who: who === undefined ? null : nameOf(who), linkedTopic });
}

export function settingsOf(own: Partial<CommunitySettings> & { modes?: Readonly<Record<string, FeatureMode>> } = {}): CommunitySettings {
  const { modes = {}, ...rest } = own;
  return {
    id: 'housing',
    name: 'Housing',
    category: HOUSING,
    since: at('00:00', '2026-01-01'),
    locale: 'en',
    words: wordsFor('en', {}),
    roles: { expert: [EXPERTS], signer: [], facilitator: [43], deskLead: [] },
    settleSeconds: 30,
    faqCategory: null,
    libraryCategory: null,
    features: Object.fromEntries(Object.entries(modes).map(([name, mode]) => [name, { mode, settings: {} }])),
    ...rest,
  };
}

/** A version of a community's settings; `settings` null ends it. */
export function version(number: number, time: Instant, settings: CommunitySettings | null): SettingsVersion {
  return { community: settings?.id ?? 'housing', version: number, at: time, recompute: false, settings };
}

export interface Story {
  readonly now?: Instant;
  readonly settings?: readonly SettingsVersion[];
  readonly memberships?: readonly Fact[];
  readonly parents?: ReadonlyMap<number, number | null>;
  readonly features?: readonly AnyFeature[];
  readonly topic?: number;
}

export function materialOf(facts: readonly Fact[], story: Story = {}): Omit<TicketMaterial, 'effects'> {
  const people = [ASKER, EXPERT, MEMBER, BOT];
  return {
    facts,
    memberships: story.memberships ?? [],
    settings: story.settings ?? [version(1, at('00:00', '2026-01-01'), settingsOf({ modes: modesOf(story.features) }))],
    parents: story.parents ?? new Map(),
    names: new Map(people.map((id) => [nameOf(id), [{ kind: 'user', id, at: at('00:00', '2026-01-01') }]])),
    texts: new Map(),
  };
}

function modesOf(features: readonly AnyFeature[] = []): Record<string, FeatureMode> {
  return Object.fromEntries(features.map(({ name }) => [name, 'on']));
}

export function deriveFacts(facts: readonly Fact[], story: Story = {}): Derived {
  const { now = at('23:00'), features = [], topic = TOPIC } = story;
  return derive({ topicId: topic, botId: BOT, now, material: materialOf(facts, story), features });
}

export interface Recorded {
  /** What the feature was told, in order: `10:00:00 TopicBorn`, `11:00:00 pass`. */
  readonly log: readonly string[];
  readonly versions: readonly number[];
  readonly next: Instant | null;
}

export type Recorder = Feature<string, object, Recorded>;

/** A feature that writes down what it is told, and does what the test adds. */
export function recorder(
  name: string,
  own: Partial<Recorder> & { onEvent?(view: Recorded, event: TicketEvent, at: Instant): Recorded } = {},
): Recorder {
  const { onEvent = (view: Recorded) => view, ...rest } = own;
  return {
    name,
    settings: z.object({}),
    initial: { log: [], versions: [], next: null },
    fold: (view, event, context) => onEvent(noted(view, event.type, context), event, context.at),
    nextInstant: (view) => view.next,
    pass: (...[view, , , context]) => ({ ...noted(view, 'pass', context), next: null }),
    wants: () => [],
    ...rest,
  };
}

function noted(view: Recorded, what: string, { at: time, settingsVersion }: FoldContext<object>): Recorded {
  return { ...view, log: [...view.log, `${time.slice(11, 19)} ${what}`], versions: [...view.versions, settingsVersion] };
}

export function recorded(derived: Derived, name: string): Recorded {
  return derived.ticket.views[name] as Recorded;
}
