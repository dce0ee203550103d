/** @jsxRuntime automatic @jsxImportSource preact */
import type { JSX } from 'preact';
import { userOf } from '../lookups.js';
import type { Post } from '../state.js';
import { quoteOf } from './cooked.js';
import { rightsOn } from './may.js';
import type { PostRights } from './may.js';
import { Deed } from './parts.js';
import type { Visit } from './visit.js';

export interface PostDeedsProps {
  readonly visit: Visit;
  readonly post: Post;
}

const DEEDS = [
  ['like', 'Like'],
  ['unlike', 'Take my like back'],
  ['accept', 'Mark as solution'],
  ['unaccept', 'Not the solution'],
  ['delete', 'Delete'],
  ['recover', 'Recover'],
] as const;

/** What the reader may do with a post. */
export function PostDeeds({ visit, post }: PostDeedsProps): JSX.Element | null {
  const rights = rightsOn(visit.state, visit.reader, post);
  const about = `post ${post.number}`;
  if (!Object.values(rights).some(Boolean)) return null;
  return (
    <div class="row">
      <ReplyLinks visit={visit} post={post} rights={rights} />
      {rights.edit ? (
        <a class="button" href={`/web/posts/${post.id}/edit`} aria-label={`Edit ${about}`}>
          Edit
        </a>
      ) : null}
      {DEEDS.filter(([name]) => rights[name]).map(([name, label]) => (
        <Deed
          key={name}
          visit={visit}
          id={`${name}-${post.id}`}
          action={`/web/posts/${post.id}/${name}`}
          label={label}
          about={`(${about})`}
        />
      ))}
    </div>
  );
}

/** With scripts they add to the reply that is being written; without, they begin one. */
function ReplyLinks({ visit, post, rights }: { readonly visit: Visit; readonly post: Post; readonly rights: PostRights }): JSX.Element {
  const about = `post ${post.number}`;
  const place = `/t/${post.topicId}`;
  return (
    <>
      {rights.reply ? (
        <a class="button" href={`${place}?to=${post.number}#reply`} data-insert="" data-to={post.number} aria-label={`Reply to ${about}`}>
          Reply
        </a>
      ) : null}
      {rights.quote ? (
        <a
          class="button"
          href={`${place}?quote=${post.id}#reply`}
          data-insert={quoteText(visit, post)}
          data-to={post.number}
          aria-label={`Quote ${about}`}
        >
          Quote
        </a>
      ) : null}
    </>
  );
}

export function quoteText({ state }: Visit, post: Post): string {
  return quoteOf(post.raw, { username: userOf(state, post.userId).username, number: post.number, topicId: post.topicId });
}
