import { compareFacts, type Fact } from '../../shared/facts.js';
import { nameKey } from '../../shared/names.js';
import type { TopicRead } from '../ports/forum.js';
import type { Need } from '../ports/store.js';
import { boundGroups } from './bound-groups.js';
import { idOf } from './coalesce.js';
import type { ReaderParts } from './reading.js';

/** Small actions by which somebody or a group comes into a message (discourse.md 9.2, fact 22). */
const BRINGS_IN: ReadonlySet<string> = new Set(['invited_user', 'invited_group', 'user_joined']);

type Parts = Pick<ReaderParts, 'store' | 'forum' | 'clock' | 'queue'>;

/** Whether the facts say that the thing was deleted. A post is gone with its topic. */
export async function isKnownDeleted({ store, forum }: Parts, thing: Need['thing']): Promise<boolean> {
  const id = idOf(thing);
  const isTopic = thing.startsWith('topic:');
  const topic = isTopic ? id : (await store.topicsOfPosts(forum.id, [id])).get(id);
  if (topic === undefined) return false;
  const { facts } = await store.material(forum.id, topic);
  return isTopicDeleted(facts, topic) || (!isTopic && isPostDeleted(facts, id));
}

/**
 * Posts that are known to be in the topic and that the read does not show. Absence proves nothing (they may have been moved or
 * hidden), so each is read itself, unless it is known to be deleted.
 */
export async function unexplainedAbsences({ store, forum }: Parts, read: TopicRead): Promise<readonly number[]> {
  const shown = new Set(read.posts.map((post) => post.id));
  const absent = (await store.knownPosts(forum.id, read.topic.id)).filter(({ post }) => !shown.has(post));
  if (absent.length === 0) return [];
  const { facts } = await store.material(forum.id, read.topic.id);
  return absent.map(({ post }) => post).filter((post) => !isPostDeleted(facts, post));
}

/** A refusal is forgotten when the bot, or a group that it serves, comes into the message (design section 9). */
export async function forgetRefusals({ store, forum, clock, queue }: Parts, facts: readonly Fact[]): Promise<void> {
  const actions = facts.flatMap(({ body }) => (body.type === 'SmallAction' && body.who !== null && BRINGS_IN.has(body.code) ? [body] : []));
  if (actions.length === 0) return;
  const groups = boundGroups(await store.settings(forum.id)).all.map((group) => `group:${group}` as const);
  const names = [(await store.forum(forum.id))?.botName ?? '', ...(await store.labels(forum.id, groups)).values()];
  const ours = new Set<string>(names.map(nameKey));
  const posts = actions.filter((action) => action.who !== null && ours.has(action.who)).map((action) => action.post);
  const topics = new Set((await store.topicsOfPosts(forum.id, posts)).values());
  const now = clock.now();
  for (const topic of topics) {
    await store.addNeeds(forum.id, [{ thing: `topic:${topic}`, why: 'bell', by: now }]);
    await store.postponeNeed(forum.id, `topic:${topic}`, now);
  }
  if (topics.size > 0) queue.ring('reads');
}

function isTopicDeleted(facts: readonly Fact[], topic: number): boolean {
  const flags = facts.flatMap((fact) =>
    fact.body.type === 'TopicFlagSeen' && fact.body.flag === 'deleted' && fact.body.topic === topic
      ? [{ fact, value: fact.body.value }]
      : [],
  );
  return flags.sort((a, b) => compareFacts(a.fact, b.fact)).at(-1)?.value === true;
}

function isPostDeleted(facts: readonly Fact[], post: number): boolean {
  const seen = facts.flatMap((fact) =>
    fact.body.type === 'PostVisibility' && fact.body.post === post ? [{ fact, visibility: fact.body.visibility }] : [],
  );
  const last = seen.sort((a, b) => compareFacts(a.fact, b.fact)).at(-1)?.visibility;
  return last === 'deleted' || last === 'deletedByAuthor';
}
