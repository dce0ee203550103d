import { acceptedPost, topicOf } from '../lookups.js';
import { canAccept, canEditPost, canReply, canSeePost, canSeeText, isStaff } from '../permissions.js';
import type { Reader } from '../permissions.js';
import type { Post, SandboxState } from '../state.js';

/** What a person may do with a post, as the actions would decide: only such buttons are shown. */
export interface PostRights {
  readonly reply: boolean;
  readonly quote: boolean;
  readonly like: boolean;
  readonly unlike: boolean;
  readonly accept: boolean;
  readonly unaccept: boolean;
  readonly edit: boolean;
  readonly delete: boolean;
  readonly recover: boolean;
}

const NONE: PostRights = {
  reply: false,
  quote: false,
  like: false,
  unlike: false,
  accept: false,
  unaccept: false,
  edit: false,
  delete: false,
  recover: false,
};

export function rightsOn(state: SandboxState, reader: Reader, post: Post): PostRights {
  if (reader === null || !canSeePost(state, reader, post)) return NONE;
  const topic = topicOf(state, post);
  const isThere = post.deletedAt === null && !post.userDeleted && post.type !== 3;
  const liked = state.likes.some((like) => like.postId === post.id && like.userId === reader.id);
  const mayReply = isThere && canReply(state, reader, topic);
  const mayAccept = isThere && post.type === 1 && post.number > 1 && topic.archetype === 'regular' && canAccept(state, reader, post);
  const isAccepted = acceptedPost(state, topic)?.id === post.id;
  return {
    reply: mayReply,
    quote: mayReply && canSeeText(reader, post),
    like: isThere && !liked && post.userId !== reader.id,
    unlike: isThere && liked,
    accept: mayAccept && !isAccepted,
    unaccept: mayAccept && isAccepted,
    edit: isThere && canEditPost(state, reader, post),
    delete: mayDelete(reader, post),
    recover: mayRecover(reader, post),
  };
}

function mayDelete(reader: NonNullable<Reader>, post: Post): boolean {
  if (post.deletedAt !== null) return false;
  return isStaff(reader) || (post.userId === reader.id && post.number > 1 && !post.userDeleted && post.type !== 3);
}

function mayRecover(reader: NonNullable<Reader>, post: Post): boolean {
  if (post.userDeleted && (post.userId === reader.id || isStaff(reader))) return true;
  return isStaff(reader) && post.deletedAt !== null;
}

/** The texts of before are for whoever may read the text; what an author took back is for them and staff. */
export function canSeeHistory(state: SandboxState, reader: Reader, post: Post): boolean {
  if (post.type === 3 || !canSeePost(state, reader, post) || !canSeeText(reader, post)) return false;
  return !post.userDeleted || isStaff(reader) || reader?.id === post.userId;
}
