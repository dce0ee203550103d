import { editPost } from '../actions/edit.js';
import { createPost } from '../actions/post.js';
import type { Draft } from '../actions/post.js';
import { deletePost, recoverPost } from '../actions/remove.js';
import { acceptAnswer, likePost, setNotice, unacceptAnswer } from '../actions/solve.js';
import { findPost } from '../lookups.js';
import { invalid, isRefusal, noRecord, notFound, serverError } from '../refusal.js';
import { createdJson, postJson } from '../serializers.js';
import type { Post, QueuedPost } from '../state.js';
import type { Answer, Handler, SignedCall } from './call.js';
import { empty, json, postIn, success } from './call.js';
import { groupIn, listIn, numberIn, textIn } from './params.js';
import type { Params } from './params.js';

const MEMO_SECONDS = 120;

/** `POST /posts.json`. Fact 25: identical requests with a key within 120 s give the first post again. */
export function create({ world, actor, params, withKey }: SignedCall): ReturnType<Handler> {
  const raw = textIn(params, 'raw');
  if (raw === null || raw === '') return serverError();
  const signature = JSON.stringify([actor.id, Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1))]);
  const nested = textIn(params, 'nested_post') === 'true';
  const since = Date.parse(world.now()) - MEMO_SECONDS * 1_000;
  world.state.memo = world.state.memo.filter((entry) => Date.parse(entry.at) > since);
  const known = withKey ? world.state.memo.find((entry) => entry.signature === signature) : undefined;
  const post = known?.postId ? findPost(world.state, known.postId) : undefined;
  if (post) return created({ post }, { world, actor, nested });
  const queued = known?.reviewId ? world.state.queued.find((other) => other.id === known.reviewId) : undefined;
  if (queued) return created({ queued }, { world, actor, nested });
  const posted = createPost(world, actor, draftOf(params, raw));
  if (isRefusal(posted)) return posted;
  const ids = 'post' in posted ? { postId: posted.post.id, reviewId: null } : { postId: null, reviewId: posted.queued.id };
  if (withKey) world.state.memo.push({ signature, at: world.now(), ...ids });
  return created(posted, { world, actor, nested });
}

function created(
  posted: { post: Post } | { queued: QueuedPost },
  given: Pick<SignedCall, 'world' | 'actor'> & { nested: boolean },
): Answer {
  const { world, actor, nested } = given;
  if ('post' in posted) {
    const post = createdJson(world.state, actor, posted.post);
    return json(nested ? { action: 'create_post', post, success: true } : post);
  }
  const { id, raw, createdAt } = posted.queued;
  const waiting = world.state.queued.filter((queued) => queued.userId === actor.id && queued.status === 0).length;
  const pending = { id, raw, created_at: createdAt };
  return json(nested ? { action: 'enqueued', success: true, pending_count: waiting, pending_post: pending } : null);
}

/** A whisper needs the text "true": a JSON boolean is ignored, and the whisper is published. */
function draftOf(params: Params, raw: string): Draft {
  const isMessage = textIn(params, 'archetype') === 'private_message';
  return {
    raw,
    title: textIn(params, 'title') ?? undefined,
    categoryId: numberIn(params, 'category') ?? undefined,
    tags: listIn(params, 'tags') ?? undefined,
    topicId: numberIn(params, 'topic_id') ?? undefined,
    replyTo: numberIn(params, 'reply_to_post_number') ?? undefined,
    recipients: isMessage ? (listIn(params, 'target_recipients') ?? []) : undefined,
    externalId: textIn(params, 'external_id') ?? undefined,
    whisper: params.whisper === 'true',
    visible: textIn(params, 'visible') !== 'false',
    bump: textIn(params, 'no_bump') !== 'true',
    createdAt: instantIn(params),
  };
}

function instantIn(params: Params): string | undefined {
  const at = Date.parse(textIn(params, 'created_at') ?? '');
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}

export function update(call: SignedCall): ReturnType<Handler> {
  const { world, actor, params } = call;
  const post = postIn(call);
  if (!post) return notFound();
  const given = groupIn(params, 'post');
  const raw = textIn(given, 'raw');
  if (raw === null) return invalid('post');
  const change = {
    raw,
    reason: textIn(given, 'edit_reason') ?? undefined,
    rawOld: textIn(given, 'raw_old') ?? undefined,
    title: textIn(params, 'title') ?? undefined,
    bump: textIn(params, 'bypass_bump') !== 'true',
  };
  const edited = editPost(world, actor, { post, change });
  return isRefusal(edited) ? edited : json({ post: createdJson(world.state, actor, edited) });
}

export function destroy(call: SignedCall): ReturnType<Handler> {
  const post = postIn(call);
  const deleted = post ? deletePost(call.world, call.actor, post) : notFound();
  return isRefusal(deleted) ? deleted : empty();
}

export function recover(call: SignedCall): ReturnType<Handler> {
  const post = postIn(call);
  const recovered = post ? recoverPost(call.world, call.actor, post) : notFound();
  return isRefusal(recovered) ? recovered : json(postJson(call.world.state, call.actor, { post: recovered, raw: true }));
}

export function notice(call: SignedCall): ReturnType<Handler> {
  const post = postIn(call);
  const set = post ? setNotice(call.world, call.actor, { post, notice: textIn(call.params, 'notice') ?? '' }) : notFound();
  return isRefusal(set) ? set : empty();
}

export function accept(call: SignedCall): ReturnType<Handler> {
  const post = postIn(call);
  const accepted = post ? acceptAnswer(call.world, call.actor, post) : noRecord();
  return isRefusal(accepted) ? accepted : success();
}

export function unaccept(call: SignedCall): ReturnType<Handler> {
  const post = postIn(call);
  const unaccepted = post ? unacceptAnswer(call.world, call.actor, post) : noRecord();
  return isRefusal(unaccepted) ? unaccepted : success();
}

/** Likes only (type 2): the sandbox has no flags. */
export function act(call: SignedCall): ReturnType<Handler> {
  const post = postIn(call);
  if (!post) return notFound();
  if (numberIn(call.params, 'post_action_type_id') !== 2) return invalid('post_action_type_id');
  const liked = likePost(call.world, call.actor, post);
  if (isRefusal(liked)) return liked;
  const headers = { 'Discourse-Actions-Remaining': '49', 'Discourse-Actions-Max': '50' };
  return { ...json(postJson(call.world.state, call.actor, { post: liked, raw: false })), headers };
}
