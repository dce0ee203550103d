/** @jsxRuntime automatic @jsxImportSource preact */
import type { JSX } from 'preact';
import type { Naming } from './fact-in-words.js';
import { Moment } from './moment.js';
import type { TicketDetails } from './queries.js';
import type { ShownPost } from './topic-for-pages.js';
import { plain, visibilityInWords } from './wording.js';

interface Props {
  readonly details: TicketDetails;
  readonly naming: Naming;
}

export function Posts({ details, naming }: Props): JSX.Element {
  const { posts, isPrivate, isMasked } = details;
  return (
    <section>
      <h2>Posts</h2>
      {isPrivate ? <p class="note">{whoMayRead(details, naming)}</p> : null}
      {posts.length === 0 ? <p>None is known.</p> : null}
      {posts.map((post) => (
        <Post key={post.id} post={post} isMasked={isMasked} naming={naming} />
      ))}
    </section>
  );
}

/** People who are named one by one stay unnamed here; groups are the desk's own. */
function whoMayRead({ readers }: TicketDetails, naming: Naming): string {
  if (readers === null)
    return 'The texts may be read by those who take part in the message. No read has shown yet who they are; open it in the forum.';
  const groups = readers.groups.map((group) => naming.group(group));
  const people = readers.users.length === 1 ? 'one person' : `${readers.users.length} persons`;
  const all = [...groups.map((name) => `the group ${name}`), ...(readers.users.length > 0 ? [`${people} invited by name`] : [])];
  return `The texts may be read by ${all.join(', ') || 'nobody'}. They read them in the forum.`;
}

function Post({ post, isMasked, naming }: { readonly post: ShownPost; readonly isMasked: boolean; readonly naming: Naming }): JSX.Element {
  const marks = [post.kind === 'regular' ? '' : plain(post.kind), post.visibility === 'visible' ? '' : visibilityInWords(post.visibility)];
  return (
    <article class="card" id={`post-${post.id}`}>
      <h3>
        Post {post.id} by {naming.person(post.author)}
      </h3>
      <p class="quiet">
        <Moment at={post.at} />
        {[post.ours ? 'written by the desk' : '', ...marks].filter(Boolean).map((mark) => (
          <span key={mark} class="mark">
            {mark}
          </span>
        ))}
      </p>
      {post.text === null ? <p class="quiet">{whyNoText(post, isMasked)}</p> : <div class="text">{post.text}</div>}
    </article>
  );
}

function whyNoText(post: ShownPost, isMasked: boolean): string {
  if (isMasked) return 'Private text';
  if (post.kind === 'small_action') return 'An action, without text';
  return post.visibility === 'visible'
    ? 'The text is not kept'
    : `The text of a post that is ${visibilityInWords(post.visibility)} is not shown`;
}
