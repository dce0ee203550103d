import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isNowhere } from '../../../service/console/nowhere.js';
import { viewForPages } from '../../../service/engine/view-for-pages.js';
import { addSeconds } from '../../../shared/instant.js';
import { nameKey } from '../../../shared/names.js';
import { all, asked, at, fact, post, shown, ASKER, FACILITATOR, MEMBER, SIGNER, TOPIC, type Told } from '../official/official-story.js';
import { EXPERT, askedPrivately, says } from '../triage/desk-story.js';
import { membership, whole } from './whole-story.js';

const LINES = [
  'accept',
  'decline no time',
  'hand back',
  'escalate',
  'hand to @payroll',
  'end',
  'not ours about pay',
  'not ours @payroll about pay',
  'lane community because of pay',
  'lane desk because of pay',
  'kind policy',
  'kind discussion',
  'mode official because of pay',
  'outcome solved',
  'outcome not helped',
  'still need help',
  'all good',
  `assign @user_${EXPERT}`,
  'official',
  'withdraw it was wrong',
  'duplicate of /t/12',
];
const people = fc.constantFrom(ASKER, MEMBER, EXPERT, SIGNER, FACILITATOR);
const flag = (name: 'closed' | 'archived' | 'deleted') => (time: string, value: boolean) =>
  fact(time, { type: 'TopicFlagSeen', topic: TOPIC, flag: name, value });

const event = fc.oneof(
  fc.tuple(people, fc.constantFrom(...LINES)).map(
    ([by, text]) =>
      (id: number, time: string) =>
        says(by, text, { at: time, id }),
  ),
  people.map((by) => (id: number, time: string) => post(id, { by, at: time, text: 'It is like that.' })),
  fc.tuple(people, people, fc.constantFrom('assigned', 'reassigned', 'unassigned')).map(
    ([actor, who, code]) =>
      (id: number, time: string) =>
        all(
          fact(time, { type: 'Placed', post: id, topic: TOPIC }),
          fact(time, { type: 'SmallAction', post: id, actor, code, who: nameKey(`user_${who}`), linkedTopic: null }),
        ),
  ),
  fc.tuple(fc.constantFrom(flag('closed'), flag('archived'), flag('deleted')), fc.boolean()).map(
    ([set, value]) =>
      (_id: number, time: string) =>
        set(time, value),
  ),
  fc
    .constantFrom(['policy'], ['incident'], ['discussion'], [])
    .map((tags) => (_id: number, time: string) => fact(time, { type: 'TopicTags', topic: TOPIC, tags })),
  fc
    .constantFrom(null, 101, 102)
    .map((accepted) => (_id: number, time: string) => fact(time, { type: 'AcceptedAnswer', topic: TOPIC, post: accepted })),
  fc
    .constantFrom(5, 99)
    .map((category) => (_id: number, time: string) => fact(time, { type: 'TopicPlace', topic: TOPIC, category, archetype: 'regular' })),
  fc.tuple(fc.constantFrom(101, 102), fc.constantFrom('deleted' as const, 'visible' as const)).map(
    ([id, as]) =>
      (_id: number, time: string) =>
        shown(id, time, as),
  ),
);

const history = fc
  .tuple(
    fc.constantFrom(asked(), asked(['policy']), asked(['incident']), asked([], EXPERT), askedPrivately()),
    fc.array(event, { maxLength: 10 }),
  )
  .map(([first, events]) => {
    const told: Told[] = [first];
    return events
      .reduce(
        (stories, one, index) => [...stories, [...(stories.at(-1) ?? []), one(101 + index, addSeconds(at('09:00'), index * 1_200))]],
        [told],
      )
      .map((parts) => all(...parts));
  });

it('TR-08.1 no open ticket is ever without an owner and in no queue', () => {
  const left = [membership('MembershipEnded', { group: 41, user: EXPERT }, at('11:30'))];
  let looked = 0;
  fc.assert(
    fc.property(history, fc.boolean(), fc.constantFrom(0, 600, 90_000), (stories, isLeaving, later) => {
      for (const [index, told] of stories.entries()) {
        const now = addSeconds(at('09:00'), index * 1_200 + later);
        const { judgement, state, owner } = whole(told, { now, memberships: isLeaving ? left : [] });
        if (judgement.state === null) continue;
        looked += 1;
        expect(isNowhere({ state, owner, view: viewForPages(judgement) })).toBe(false);
      }
    }),
    { numRuns: 60 },
  );
  expect(looked).toBeGreaterThan(60);
});

it('TR-08.1 one is reported where there is neither', () => {
  const roles = { expert: [], signer: [], facilitator: [], deskLead: [] };
  const { judgement, state, owner } = whole(asked(), { community: { roles } });

  expect(isNowhere({ state, owner, view: viewForPages(judgement) })).toBe(true);
});
