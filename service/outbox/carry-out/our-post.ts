import { addSeconds } from '../../../shared/instant.js';
import { withMarker, withoutMarker } from '../../../shared/marker.js';
import { hashText } from '../../../shared/text.js';
import type { SeenPost, TopicRead } from '../../ports/forum.js';
import type { AttemptEnd } from '../../ports/store.js';
import { createdEnd, findMade, firstMarker, ownMarker, readPost, type Carrying } from '../carrying.js';

const HELD_SECONDS = 600;
/** What the forum's moderators have not let through in a day, they will hardly let through. */
const REVIEW_SECONDS = 24 * 3600;
/** The forum shows at most so much of the reason of an edit. */
const REASON_LENGTH = 200;

interface OurPost {
  readonly topic: number;
  /** Where it may stand besides. */
  readonly mergedInto?: number | undefined;
  /** Text without marker. */
  readonly raw: string;
  /** What it is called where a person removed it. */
  readonly noun: string;
  /** Does not move the topic up. */
  readonly quiet: boolean;
  readonly replyToNumber: number | null;
}

/** A post of ours in a topic: made once, edited after that, never made again when a person removed it. */
export async function carryOutOurPost(carrying: Carrying, read: TopicRead, wanted: OurPost): Promise<AttemptEnd> {
  const { noun } = wanted;
  const post = await findOurs(carrying, read);
  if (post === 'removed') return { outcome: 'overruled', reason: `a person removed the ${noun}` };
  if (post === null) return create(carrying, wanted);
  if (post.topicId !== wanted.topic && post.topicId !== wanted.mergedInto)
    return { outcome: 'overruled', reason: `a person moved the ${noun} away` };
  if (post.visibility !== 'visible') return { outcome: 'overruled', reason: `a person removed the ${noun} (${post.visibility})` };
  return editPost(carrying, post, wanted);
}

/** "Read, compare, do the least": the same text is not written again. `title`: a new one for the topic of a first post. */
export async function editPost(
  carrying: Carrying,
  post: SeenPost,
  wanted: { readonly raw: string; readonly title?: string },
): Promise<AttemptEnd> {
  const done = { outcome: 'done', postId: post.id, topicId: post.topicId } as const;
  const { title } = wanted;
  if (title === undefined && post.raw !== undefined && hashText(withoutMarker(post.raw)) === hashText(wanted.raw)) return done;
  const raw = withMarker(wanted.raw, await firstMarker(carrying, post));
  const reason = carrying.effect.because.slice(0, REASON_LENGTH);
  await carrying.send((forum) => forum.editPost({ postId: post.id, raw, reason, quiet: true, ...(title !== undefined && { title }) }));
  return done;
}

/** An earlier text of the same key waits for approval in the forum: another would stand there twice. */
export async function waitsForReview({ store, forum, effect, now }: Carrying): Promise<AttemptEnd | null> {
  const held = await store.effects(forum.id, { topicId: effect.topicId, states: ['enqueued'] });
  const waiting = held.find((one) => one.key === effect.key);
  if (!waiting) return null;
  if (waiting.createdAt < addSeconds(now, -REVIEW_SECONDS)) return { outcome: 'refused', reason: 'held_for_review' };
  return { outcome: 'retry', notBefore: addSeconds(now, HELD_SECONDS), reason: 'an earlier text still waits for approval in the forum' };
}

async function findOurs(carrying: Carrying, read: TopicRead): Promise<SeenPost | 'removed' | null> {
  const { postId } = carrying.effect;
  if (postId === null) return findMade(carrying, read, 'any');
  const shown = read.posts.find((post) => post.id === postId);
  if (shown) return shown;
  // Absence from a list proves nothing: the post itself is read (design section 3).
  return (await readPost(carrying, postId))?.post ?? 'removed';
}

async function create(carrying: Carrying, { topic, raw, quiet, replyToNumber }: OurPost): Promise<AttemptEnd> {
  const waits = await waitsForReview(carrying);
  if (waits) return waits;
  const post = { topicId: topic, raw: withMarker(raw, ownMarker(carrying)), quiet, replyToNumber };
  return createdEnd(await carrying.send((forum) => forum.createPost(post)));
}
