import type { Fact } from '../../../shared/facts.js';
import type { Lesson, NewText } from '../../ports/store.js';
import { confirmEffects } from './confirm.js';
import type { Transaction } from './database.js';
import { markTopics, postsOf, ticketsOfRooms, topicsOfPosts, topicsTouchedBy } from './dirty.js';
import { storeFacts } from './fact-rows.js';
import { updateIndexes } from './index-rows.js';
import { markForum } from './plugin-rows.js';
import { addNeeds, endNeed } from './needs.js';
import { numbers, rowsParameter, sql, storable, texts } from './rows.js';

/**
 * One lesson in one transaction. Rows are touched in the same order as `withTicket` touches them (facts, topics, effects,
 * needs), so that the two never wait for each other in a circle.
 */
export async function learnIn(transaction: Transaction, forumId: string, lesson: Lesson): Promise<void> {
  const facts = await storeFacts(transaction, forumId, lesson.facts);
  await storeTexts(transaction, forumId, lesson.texts);
  await storeLabels(transaction, forumId, lesson.labels);
  const posts = postsOf(facts);
  const before = await topicsOfPosts(transaction, forumId, posts);
  await updateIndexes(transaction, forumId, facts);
  await forgetPrivateTexts(transaction, forumId, facts);
  const after = await topicsOfPosts(transaction, forumId, posts);
  const touched = await topicsTouchedBy(transaction, forumId, facts);
  const changed = [...before, ...after, ...touched];
  await markTopics(transaction, forumId, [...changed, ...(await ticketsOfRooms(transaction, forumId, changed))]);
  if (facts.some(({ body: { type } }) => type === 'CategorySeen' || type === 'CategoryGone')) await markForum(transaction, forumId);
  await confirmEffects(transaction, forumId, lesson.confirmations);
  await addNeeds(transaction, forumId, lesson.needs);
  await endCause(transaction, forumId, lesson.cause);
}

/** Of two texts with one id the one seen later stays, whatever came first. */
async function storeTexts(transaction: Transaction, forumId: string, stored: readonly NewText[]): Promise<void> {
  const newest = new Map<string, NewText>();
  for (const text of stored) if (isNewer(text, newest.get(text.id))) newest.set(text.id, text);
  if (newest.size === 0) return;
  const rows = [...newest.values()].map((text) => ({ ...text, is_private: text.isPrivate, seen_at: text.at }));
  await transaction.run(sql`
    insert into text as t (forum_id, id, thing, is_private, body, seen_at)
    select ${forumId}, id, thing, is_private, body, seen_at
    from json_to_recordset(${rowsParameter(rows)}) as r(id text, thing text, is_private boolean, body text, seen_at timestamptz)
    order by id
    on conflict (forum_id, id) do update
    set thing = excluded.thing, is_private = excluded.is_private, body = excluded.body, seen_at = excluded.seen_at
    where (excluded.seen_at, excluded.body collate "C") >= (t.seen_at, t.body collate "C")`);
}

/** What was public and is a message now keeps no text here; what was read in the message itself is marked private (PR-01). */
async function forgetPrivateTexts(transaction: Transaction, forumId: string, facts: readonly Fact[]): Promise<void> {
  const topics = facts.flatMap(({ body }) => (body.type === 'TopicPlace' && body.archetype === 'private_message' ? [body.topic] : []));
  if (topics.length === 0) return;
  await transaction.run(sql`
    delete from text where forum_id = ${forumId} and not is_private and (
      thing in ${texts(topics.map((topic) => `topic:${topic}`))}
      or thing in (select 'post:' || post from post_index where forum_id = ${forumId} and topic in ${numbers(topics)}))`);
}

function isNewer(text: NewText, than: NewText | undefined): boolean {
  return than === undefined || text.at > than.at || (text.at === than.at && text.body >= than.body);
}

async function storeLabels(transaction: Transaction, forumId: string, labels: Lesson['labels']): Promise<void> {
  const rows = [...new Map(labels.map((label) => [label.thing, label])).values()];
  if (rows.length === 0) return;
  await transaction.run(sql`
    insert into label (forum_id, thing, name)
    select ${forumId}, thing, name from json_to_recordset(${rowsParameter(rows)}) as r(thing text, name text)
    order by thing on conflict (forum_id, thing) do update set name = excluded.name where label.name <> excluded.name`);
}

async function endCause(transaction: Transaction, forumId: string, cause: Lesson['cause']): Promise<void> {
  switch (cause.type) {
    case 'none':
      return;
    case 'read':
      return endNeed(transaction, forumId, cause);
    case 'delivery':
      return endDeliveries(transaction, forumId, [cause]);
    case 'deliveries':
      return endDeliveries(transaction, forumId, cause.ends);
  }
}

type DeliveryEnd = Extract<Lesson['cause'], { type: 'deliveries' }>['ends'][number];

async function endDeliveries(transaction: Transaction, forumId: string, ends: readonly DeliveryEnd[]): Promise<void> {
  const rows = ends.map(({ id, state, note }) => ({ id, state, note: note === null ? null : storable(note) }));
  await transaction.run(sql`
    update delivery set state = r.state, note = r.note
    from json_to_recordset(${rowsParameter(rows)}) as r(id bigint, state text, note text)
    where delivery.forum_id = ${forumId} and delivery.id = r.id`);
}
