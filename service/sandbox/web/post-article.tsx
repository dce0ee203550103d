/** @jsxRuntime automatic @jsxImportSource preact */
import type { JSX } from 'preact';
import { acceptedPost, findGroup, findUser, userOf } from '../lookups.js';
import { canSeeText } from '../permissions.js';
import type { Assignment, Post, SandboxState, Topic } from '../state.js';
import { Cooked } from './cooked.js';
import { canSeeHistory } from './may.js';
import { PersonLink, Time } from './parts.js';
import { PostDeeds } from './post-deeds.js';
import type { Visit } from './visit.js';
import { smallActionInWords } from './words.js';

export interface PostProps {
  readonly visit: Visit;
  readonly topic: Topic;
  readonly post: Post;
}

export function PostArticle({ visit, topic, post }: PostProps): JSX.Element {
  const { state, reader } = visit;
  if (post.actionCode !== null) return <SmallAction visit={visit} topic={topic} post={post} />;
  const author = userOf(state, post.userId);
  return (
    <article class={kindOf(state, topic, post)} id={`post_${post.number}`}>
      <h2>
        <PersonLink user={author} /> <span class="quiet">{`@${author.username}${author.title === null ? '' : ` · ${author.title}`}`}</span>
      </h2>
      <PostFacts visit={visit} topic={topic} post={post} />
      {post.notice === null ? null : (
        <div class="notice" role="note" aria-label="Notice about this post">
          <Cooked state={state} raw={post.notice} id={`notice-${post.id}`} />
        </div>
      )}
      {canSeeText(reader, post) ? <Cooked state={state} raw={post.raw} id={`text-${post.id}`} /> : <p>This post is hidden.</p>}
      <Likes state={state} post={post} />
      <PostDeeds visit={visit} post={post} />
    </article>
  );
}

function kindOf(state: SandboxState, topic: Topic, post: Post): string {
  if (post.deletedAt !== null) return 'gone';
  if (post.type === 4) return 'whisper';
  if (acceptedPost(state, topic)?.id === post.id) return 'answer';
  return userOf(state, post.userId).moderator && post.raw.includes('<!-- hd1-') ? 'status' : 'post';
}

function PostFacts({ visit, topic, post }: PostProps): JSX.Element {
  const { state, reader } = visit;
  const deleter = post.deletedBy === null ? undefined : findUser(state, post.deletedBy);
  return (
    <p class="quiet">
      <a href={`/t/${topic.id}#post_${post.number}`} aria-label={`Link to post ${post.number}`}>{`#${post.number}`}</a> ·{' '}
      <Time at={post.createdAt} />
      {post.type === 4 ? ' · whisper, for staff only' : null}
      {post.hidden ? ' · hidden' : null}
      {post.replyTo === null ? null : (
        <>
          {' · in reply to '}
          <a href={`#post_${post.replyTo}`}>{`post ${post.replyTo}`}</a>
        </>
      )}
      {acceptedPost(state, topic)?.id === post.id ? ' · accepted answer' : null}
      {post.assignment === null ? null : ` · ${assignmentInWords(state, post.assignment)}`}
      {post.version > 1 ? <Edited isOpen={canSeeHistory(state, reader, post)} post={post} /> : null}
      {post.deletedAt === null ? null : ` · deleted${deleter ? ` by ${deleter.name}` : ''}`}
    </p>
  );
}

function Edited({ isOpen, post }: { readonly isOpen: boolean; readonly post: Post }): JSX.Element {
  const words = `edited (version ${post.version})`;
  return (
    <>
      {' · '}
      {isOpen ? (
        <a href={`/web/posts/${post.id}/revisions`} aria-label={`${words}: what changed in post ${post.number}`}>
          {words}
        </a>
      ) : (
        words
      )}
    </>
  );
}

function Likes({ state, post }: { readonly state: SandboxState; readonly post: Post }): JSX.Element | null {
  const names = state.likes.filter((like) => like.postId === post.id).map((like) => userOf(state, like.userId).name);
  return names.length === 0 ? null : <p class="quiet">{`Liked by ${names.length}: ${names.join(', ')}`}</p>;
}

/** What somebody did, in words. */
function SmallAction({ visit: { state }, post }: PostProps): JSX.Element {
  const author = userOf(state, post.userId);
  return (
    <div class="action" id={`post_${post.number}`}>
      <p>
        <Time at={post.createdAt} /> <PersonLink user={author} /> {smallActionInWords(post)}
        {post.type === 4 ? ' (shown to staff only)' : ''}
      </p>
      {post.raw === '' ? null : <Cooked state={state} raw={post.raw} id={`text-${post.id}`} />}
    </div>
  );
}

export function assignmentInWords(state: SandboxState, { userId, groupId, note }: Assignment): string {
  const user = userId === null ? undefined : findUser(state, userId);
  const group = groupId === null ? undefined : findGroup(state, groupId);
  const to = user ? `${user.name} (@${user.username})` : `@${group?.name ?? 'nobody'}`;
  return `assigned to ${to}${note === null || note === '' ? '' : `, note: ${note}`}`;
}
