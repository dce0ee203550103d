import fc from 'fast-check';
import { compareFacts, type Fact, type FactBody, type PostKind, type Visibility } from '../../shared/facts.js';
import { addSeconds, type Instant } from '../../shared/instant.js';
import type { CommunitySettings, SettingsVersion } from '../../shared/settings.js';
import { judge, type Judgement } from '../../service/engine/judge.js';
import { viewForPages } from '../../service/engine/view-for-pages.js';
import { clocks } from '../../service/features/clocks/index.js';
import { rules } from '../../service/features/list.js';
import { triage } from '../../service/features/triage/index.js';
import type { TicketMaterial } from '../../service/ports/store.js';
import {
  ASKER,
  BOT,
  EXPERT,
  EXPERTS,
  HOUSING,
  MEMBER,
  OUTSIDE,
  TOPIC,
  action,
  asked,
  at,
  fact,
  materialOf,
  placed,
  post,
  settingsOf,
  version,
} from './engine-story.js';

/** What may have happened around one topic of a forum, as facts, and under which settings. */
export interface History {
  readonly facts: readonly Fact[];
  readonly memberships: readonly Fact[];
  readonly settings: readonly SettingsVersion[];
}

const OTHER = 30;
const LATEST_STEP = 40;
/** Quarters of an hour make equal and exactly due instants likely, some milliseconds the odd ones. */
const time = fc
  .tuple(fc.integer({ min: 0, max: LATEST_STEP }), fc.constantFrom(0, 0, 0, 0.289, 17))
  .map(([quarter, seconds]): Instant => addSeconds(at('08:00'), quarter * 900 + seconds));
const someone = fc.constantFrom(ASKER, EXPERT, MEMBER, BOT, -1);
const aPost = fc.integer({ min: 100, max: 106 });
const aTopic = fc.constantFrom(TOPIC, TOPIC, OTHER);
const KINDS: readonly PostKind[] = ['regular', 'regular', 'regular', 'whisper', 'moderator'];
const VISIBILITIES: readonly Visibility[] = ['visible', 'hidden', 'held', 'deleted', 'deletedByAuthor'];
const CODES = [
  'assigned',
  'reassigned',
  'unassigned',
  'closed.enabled',
  'closed.disabled',
  'archived.enabled',
  'visible.disabled',
  'split_topic',
];

const questions = fc
  .record({ at: time, category: fc.constantFrom(HOUSING, HOUSING, 7, OUTSIDE, null), otherAt: time })
  .map((one) => [...asked(one.at, { category: one.category }), ...asked(one.otherAt, { topic: OTHER, first: 90 })]);

const replies = fc
  .array(fc.record({ at: time, by: someone, kind: fc.constantFrom(...KINDS), topic: aTopic, seenLater: fc.constantFrom(0, 0, 900) }), {
    maxLength: 6,
  })
  .map((list) =>
    list.flatMap(({ seenLater, ...one }, index) => post({ ...one, post: 101 + index, seenAt: addSeconds(one.at, seenLater) })),
  );

const actions = fc
  .array(fc.record({ at: time, actor: someone, who: someone, code: fc.constantFrom(...CODES), topic: aTopic, to: aTopic }), {
    maxLength: 4,
  })
  .map((list) =>
    list.flatMap(({ at: when, actor, who, code, topic, to }, index) => [
      ...post({ post: 120 + index, by: actor, at: when, topic, kind: 'small_action' }),
      action(when, {
        post: 120 + index,
        actor,
        code,
        ...(code.endsWith('assigned') && { who }),
        ...(code === 'split_topic' && { linkedTopic: to }),
      }),
    ]),
  );

const body: fc.Arbitrary<FactBody> = fc.oneof(
  fc.record({ type: fc.constant('Placed' as const), post: aPost, topic: aTopic }),
  fc.record({ type: fc.constant('PostVisibility' as const), post: aPost, visibility: fc.constantFrom(...VISIBILITIES) }),
  fc.record({ type: fc.constant('AnswerFlag' as const), post: aPost, accepted: fc.boolean() }),
  fc.record({ type: fc.constant('AcceptedAnswer' as const), topic: fc.constant(TOPIC), post: fc.option(aPost) }),
  fc.record({ type: fc.constant('PostAuthor' as const), post: aPost, user: someone }),
  fc.record({
    type: fc.constant('TopicTags' as const),
    topic: fc.constant(TOPIC),
    tags: fc.constantFrom(['incident'], ['discussion'], []),
  }),
  fc.record({
    type: fc.constant('TextConfirmed' as const),
    post: aPost,
    version: fc.integer({ min: 1, max: 3 }),
    hash: fc.constantFrom('a', 'b'),
    textId: fc.constant(null),
  }),
  fc.record({
    type: fc.constant('TopicFlagSeen' as const),
    topic: fc.constant(TOPIC),
    flag: fc.constantFrom('closed', 'archived', 'listed', 'deleted'),
    value: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('Participants' as const),
    topic: fc.constant(TOPIC),
    users: fc.constant([ASKER]),
    groups: fc.constantFrom([EXPERTS], []),
  }),
);
const placeBody: fc.Arbitrary<FactBody> = fc.oneof(
  fc.constantFrom(HOUSING, 7, OUTSIDE, null).map((category) => placed(at('08:00'), category).body),
  fc.constant<FactBody>({ type: 'Unreadable', thing: `topic:${TOPIC}` }),
);
const observations = fc.array(fc.tuple(time, fc.oneof({ weight: 3, arbitrary: body }, { weight: 1, arbitrary: placeBody })), {
  maxLength: 14,
});

const memberships = fc
  .array(fc.record({ at: time, user: fc.constantFrom(EXPERT, MEMBER), group: fc.constantFrom(EXPERTS, 43), began: fc.boolean() }), {
    maxLength: 4,
  })
  .map((list) => list.map(({ at: when, began, ...who }) => fact(when, { type: began ? 'MembershipBegan' : 'MembershipEnded', ...who })));

const versions = fc
  .array(
    fc.record({
      at: time,
      minutes: fc.constantFrom(30, 240, 480),
      recompute: fc.boolean(),
      mode: fc.constantFrom('on', 'on', 'off'),
      ends: fc.constantFrom(false, false, false, true),
    }),
    { maxLength: 3 },
  )
  .map((list) =>
    list.map(({ at: when, minutes, recompute, mode, ends }, index) => ({
      ...version(index + 2, when, ends ? null : community(minutes, mode)),
      recompute,
    })),
  );

function community(minutes: number, mode: 'on' | 'off' = 'on'): CommunitySettings {
  const targets = { firstReplyMinutes: minutes, communityReplyMinutes: minutes };
  return settingsOf({
    features: {
      triage: { mode: 'on', settings: triage.settings.parse({}) },
      clocks: { mode, settings: clocks.settings.parse({ targets }) },
    },
  });
}

/** Versions of one community come in the order of their times: each is applied after the one before it. */
function inOrder(list: readonly SettingsVersion[]): SettingsVersion[] {
  const times = list.map((one) => one.at).sort();
  return list.map((one, index) => ({ ...one, at: times[index] ?? one.at }));
}

export const historyArbitrary: fc.Arbitrary<History> = fc
  .record({ questions, replies, actions, observations, memberships, versions })
  .map((one) => ({
    facts: [...one.questions, ...one.replies, ...one.actions, ...one.observations.map(([when, what]) => fact(when, what))],
    memberships: one.memberships,
    settings: [
      version(1, at('00:00', '2026-01-01'), community(240)),
      { ...version(1, at('00:00', '2026-01-01'), { ...community(120), id: 'it', category: 7 }) },
      ...inOrder(one.versions),
    ],
  }));

/** From before the first to after the last thing that can happen, in steps that meet fact times and due times. */
export const nowArbitrary = fc.integer({ min: 0, max: LATEST_STEP * 3 }).map((quarter) => addSeconds(at('08:00'), quarter * 900));
export const LAST = addSeconds(at('08:00'), (LATEST_STEP + 2) * 900);

export function judgeAt({ facts, memberships: spans, settings }: History, now: Instant): Judgement {
  const material: Omit<TicketMaterial, 'effects'> = materialOf(facts, { memberships: spans, settings });
  return judge(rules, { topicId: TOPIC, botId: BOT, now, material }, []);
}

/** All that is shown of the ticket, without the moment at which it next wakes. */
export function shownAt(history: History, now: Instant): unknown {
  const { nextWakeAt: _, ...shown } = viewForPages(judgeAt(history, now));
  return JSON.parse(JSON.stringify(shown));
}

/** In another order, and some of it twice. */
export function rearranged(history: History, keys: Iterator<number>): History {
  const next = (): number => Number(keys.next().value);
  const mix = <Item>(list: readonly Item[], mayRepeat: boolean): Item[] =>
    list
      .flatMap((one) => (mayRepeat && next() % 3 === 0 ? [one, one] : [one]))
      .map((one) => ({ one, by: next() }))
      .sort((a, b) => a.by - b.by)
      .map(({ one }) => one);
  return { facts: mix(history.facts, true), memberships: mix(history.memberships, true), settings: mix(history.settings, false) };
}

export const inFoldingOrder = (facts: readonly Fact[]): Fact[] => [...facts].sort(compareFacts);
