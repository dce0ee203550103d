import { ForumError } from '../../ports/forum.js';
import type { AttemptEnd } from '../../ports/store.js';
import { DONE, GONE, readPost } from '../carrying.js';
import type { NamedCarrying } from '../naming.js';

const FORBIDDEN: AttemptEnd = { outcome: 'refused', reason: 'not_permitted' };

/** The bot likes a post. The forum says the same to a second like and to one that is forbidden: a read tells which it was. */
export async function carryOutLike(carrying: NamedCarrying<'like'>): Promise<AttemptEnd> {
  const { post: postId } = carrying.value;
  const post = (await readPost(carrying, postId))?.post;
  if (!post || post.visibility === 'deleted' || post.visibility === 'deletedByAuthor') return GONE;
  if (post.author?.id === carrying.botId) return FORBIDDEN;
  if (post.likedByUs === true) return DONE;
  try {
    await carrying.send((forum) => forum.likePost(postId));
    return DONE;
  } catch (error) {
    if (!(error instanceof ForumError) || error.detail.code !== 'already_so') throw error;
    const liked = (await readPost(carrying, postId))?.post.likedByUs;
    return liked === false ? FORBIDDEN : DONE;
  }
}
