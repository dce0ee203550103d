import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { reconcile } from '../../../service/engine/reconcile.js';
import type { MessageValue } from '../../../service/engine/effects.js';
import type { Effect } from '../../../service/ports/store.js';
import { addSeconds, type Instant } from '../../../shared/instant.js';
import {
  ASKER,
  FACILITATOR,
  MEMBER,
  SIGNER,
  TOPIC,
  all,
  asked,
  at,
  fact,
  placed,
  post,
  read,
  shown,
  type Told,
} from '../official/official-story.js';
import { EXPERT, says } from '../triage/desk-story.js';
import { whole } from './whole-story.js';

const PEOPLE = [ASKER, MEMBER, EXPERT, SIGNER, FACILITATOR];
const LINES = [
  'faq',
  'publish',
  'official',
  'withdraw it was wrong',
  'accept',
  'assign @user_12',
  'hand back no time',
  'decline no time',
  'escalate',
  'me too',
  'still need help',
  'outcome not helped',
  'private',
  'kind rule',
];
const START = at('08:30');

type Step = (time: Instant, id: number) => Told;
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(fc.constantFrom(...PEOPLE), fc.constantFrom(...LINES)).map(
      ([by, line]): Step =>
        (time, id) =>
          says(by, line, { at: time, id }),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(...PEOPLE).map(
      (by): Step =>
        (time, id) =>
          post(id, { by, at: time, text: `Answer ${id}` }),
    ),
  },
  fc.tuple(fc.integer({ min: 200, max: 210 }), fc.constantFrom('deleted', 'visible', 'hidden')).map(
    ([id, seen]): Step =>
      (time) =>
        shown(id, time, seen),
  ),
  fc.integer({ min: 200, max: 210 }).map(
    (id): Step =>
      (time) =>
        read(id, { at: time, text: `Edited at ${time}`, version: 2 }),
  ),
  fc.constantFrom(5, 99).map(
    (category): Step =>
      (time) =>
        placed(time, category),
  ),
  fc.boolean().map(
    (value): Step =>
      (time) =>
        fact(time, { type: 'TopicFlagSeen', topic: TOPIC, flag: 'deleted', value }),
  ),
  fc.constantFrom<Step>((time) => fact(time, { type: 'TopicPlace', topic: TOPIC, category: null, archetype: 'private_message' })),
);

/** Everything that is wanted is carried out at once, as a forum without faults does. */
function carriedOut(told: Told, now: Instant, effects: readonly Effect[]): Effect[] {
  const { judgement } = whole(told, { now, effects, community: { faqCategory: 8, libraryCategory: 9 } });
  const { wants, shadows, derived, isFrozen } = judgement;
  const { add } = reconcile({ wants, shadows, effects, topic: derived.topic, mode: 'live', now, settleSeconds: 0, isFrozen });
  return add.map((row, index) => ({
    ...row,
    id: effects.length + index + 1,
    topicId: TOPIC,
    state: 'done',
    attempts: 1,
    postId: 9_000 + effects.length + index,
    forumTopicId: 8_000 + effects.length + index,
    createdAt: now,
    endedAt: now,
  }));
}

function sentIn(steps: readonly Step[], gaps: readonly number[]): Effect[] {
  let effects: Effect[] = [];
  let told = asked();
  let time = START;
  for (const [index, happens] of steps.entries()) {
    time = addSeconds(time, gaps[index] ?? 60);
    told = all(told, happens(time, 200 + index));
    effects = [...effects, ...carriedOut(told, time, effects)];
    // Somebody wakes for nothing, twice.
    effects = [...effects, ...carriedOut(told, addSeconds(time, 1), effects)];
  }
  return effects.filter(({ kind }) => kind === 'message');
}

it('UI-44.2 no two notices of one cycle are equal, whatever happens', () => {
  let sent = 0;
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 4, maxLength: 11 }),
      fc.array(fc.integer({ min: 5, max: 9_000 }), { minLength: 11, maxLength: 11 }),
      (steps, gaps) => {
        const notices = sentIn(steps, gaps);
        sent += notices.length;
        const said = notices.map(({ value, key, revision }) => {
          const { users, groups, raw } = value as MessageValue;
          // Answers to lines are no notices: each line is answered for itself, under a post of its own.
          return { key: `${key}/${revision}`, text: JSON.stringify([users, groups, raw]) };
        });
        expect(new Set(said.map(({ key }) => key)).size).toBe(said.length);
        expect(said.map(({ text }) => text).filter((text, index, texts) => texts.indexOf(text) !== index)).toEqual([]);
      },
    ),
    { numRuns: 60, seed: 44 },
  );
  expect(sent).toBeGreaterThan(60);
});
