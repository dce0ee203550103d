import type { Instant } from '../../shared/instant.js';
import type { SeenPost } from '../../service/ports/forum.js';
import type { Store } from '../../service/ports/store.js';
import { ASKER, EXPERT, EXPERTS, learnPeople, postOf, topicOf, type ConsoleForum } from './console-forum.js';

/** A month of a desk as reports see it: every way in which a clock can end, in the open and in private. */
const MEMBER = { id: 50, name: 'mia' };

interface Said {
  readonly by: { readonly id: number; readonly name: string };
  readonly at: Instant;
  readonly raw?: string;
}

interface Told {
  readonly asked: Instant;
  readonly replies?: readonly Said[];
  /** Number of the accepted post, and when that was seen. */
  readonly accepted?: { readonly number: number; readonly at: Instant };
  /** Posts after the acceptance. */
  readonly after?: readonly Said[];
  readonly deletedAt?: Instant;
  readonly privateFrom?: { readonly id: number; readonly name: string };
}

const at = (day: number, time: string): Instant => `2026-10-${String(day).padStart(2, '0')}T${time}:00.000Z`;
const byExpert = (when: Instant): Said => ({ by: EXPERT, at: when });
const byMember = (when: Instant): Said => ({ by: MEMBER, at: when });
const byAsker = (when: Instant, raw?: string): Said => ({ by: ASKER, at: when, ...(raw !== undefined && { raw }) });
/** Solved by a member's answer on Monday the 12th; what the asker wrote after that. */
const solvedThen = (after: readonly Said[]): Told => ({
  asked: at(12, '09:00'),
  replies: [byMember(at(12, '10:00'))],
  accepted: { number: 2, at: at(12, '11:00') },
  after,
});

export const TOPICS = {
  inTime: 200,
  late: 201,
  overdue: 202,
  solved: 203,
  deleted: 204,
  thanked: 205,
  needed: 206,
  allGood: 207,
  today: 208,
  privateInTime: [220, 221, 222, 223, 224],
  privateLate: [230, 231],
} as const;

const TOLD: ReadonlyArray<readonly [number, Told]> = [
  [TOPICS.inTime, { asked: at(5, '09:00'), replies: [byMember(at(5, '09:30')), byExpert(at(5, '11:00'))] }],
  [TOPICS.late, { asked: at(6, '09:00'), replies: [byExpert(at(7, '12:00'))] }],
  [TOPICS.overdue, { asked: at(7, '09:00') }],
  [TOPICS.solved, { asked: at(8, '09:00'), replies: [byMember(at(8, '10:00'))], accepted: { number: 2, at: at(8, '12:00') } }],
  [TOPICS.deleted, { asked: at(9, '09:00'), deletedAt: at(9, '10:00') }],
  [TOPICS.thanked, solvedThen([byAsker(at(13, '09:00'))])],
  [TOPICS.needed, solvedThen([byAsker(at(13, '09:00')), byAsker(at(13, '10:00'), '@desk still need help')])],
  [TOPICS.allGood, solvedThen([byAsker(at(13, '09:00')), byAsker(at(13, '10:00'), '@desk all good')])],
  [TOPICS.today, { asked: '2026-11-03T10:00:00.000Z' }],
  ...TOPICS.privateInTime.map((id): [number, Told] => [id, privateAsk(id, at(19, '11:00'))]),
  ...TOPICS.privateLate.map((id): [number, Told] => [id, privateAsk(id, at(28, '11:00'))]),
];

function privateAsk(id: number, answered: Instant): Told {
  return { asked: at(19, '09:00'), replies: [byExpert(answered)], privateFrom: { id: 600 + id, name: `asker-${id}` } };
}

/** Everything is learnt as reads would show it, and derived. `only`: some of the topics. */
export async function playMonth(store: Store, forum: ConsoleForum, only?: readonly number[]): Promise<void> {
  await learnPeople(store, forum.forumId);
  for (const [id, told] of TOLD) if (only === undefined || only.includes(id)) await learnTold(forum, id, told);
}

async function learnTold(forum: ConsoleForum, id: number, told: Told): Promise<void> {
  const { asked, replies = [], accepted, after = [], deletedAt = null, privateFrom } = told;
  const author = privateFrom ?? ASKER;
  const place = privateFrom
    ? ({ archetype: 'private_message', categoryId: null, participants: { users: [author], groups: [EXPERTS] } } as const)
    : {};
  const topic = topicOf({ id, createdAt: asked, author, title: `Question ${id}`, deletedAt, ...place });
  const said = (some: readonly Said[], first: number): SeenPost[] =>
    some.map(({ by, at: when, raw = 'As it was last year.' }, index) =>
      postOf({ id: id * 10 + first + index, topicId: id, number: first + index + 1, createdAt: when, author: by, raw }),
    );
  const posts = [postOf({ id: id * 10, topicId: id, createdAt: asked, author }), ...said(replies, 1)];
  await forum.learn(topic, posts);
  if (accepted) await forum.learn({ ...topic, acceptedNumber: accepted.number }, posts, accepted.at);
  const acceptedNumber = accepted?.number ?? null;
  if (after.length > 0) await forum.learn({ ...topic, acceptedNumber }, [...posts, ...said(after, 1 + replies.length)]);
}
