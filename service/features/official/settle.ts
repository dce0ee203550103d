import type { Instant } from '../../../shared/instant.js';
import type { PostView, TopicView } from '../../engine/feature.js';
import type { OfficialView, Signature, SignatureEnd, SignedText } from './view.js';

/** The text of a post as it is known now. */
export function knownText({ textHash, version, textId }: PostView, from: Instant): SignedText | null {
  return textHash === null ? null : { hash: textHash, version: version ?? 1, textId, from };
}

/**
 * The signatures on a post, or on all of them, as their posts are now: by what is there, not by what the event says, so that a change
 * that happened outside of all communities is seen on coming back.
 */
export function settled(
  view: OfficialView,
  when: { readonly topic: TopicView; readonly at: Instant; readonly post: number | null },
): OfficialView {
  return view.signatures.reduce((now, { id, post: postId }) => {
    const signature = now.signatures.find((one) => one.id === id);
    const post = when.topic.posts.get(postId);
    if (!signature || !post || (when.post !== null && when.post !== postId)) return now;
    const next = asPostIs(signature, post, { at: when.at, isUnread: now.inner.unread.includes(postId) });
    if (next === signature) return now;
    const changed = { ...now, signatures: now.signatures.map((one) => (one === signature ? next : one)) };
    return signature.text === null ? withReplaced(changed, next) : changed;
  }, view);
}

/** OF-03, OF-28, table 0.3. */
function asPostIs(signature: Signature, post: PostView, when: { readonly at: Instant; readonly isUnread: boolean }): Signature {
  const text = signature.text ?? (signature.end !== null || when.isUnread ? null : knownText(post, when.at));
  const away = awayOf(post, signature, when.at);
  const end = signature.end ?? voidOf({ ...signature, text }, post, when.at);
  return text === signature.text && away === signature.away && end === signature.end ? signature : { ...signature, text, away, end };
}

function voidOf({ author, text }: Signature, post: PostView, at: Instant): SignatureEnd | null {
  if (author !== null && post.author !== author) return { type: 'voided', at, cause: 'author' };
  return text !== null && post.textHash !== text.hash ? { type: 'voided', at, cause: 'text' } : null;
}

function awayOf({ visibility }: PostView, { away }: Signature, at: Instant): Signature['away'] {
  if (visibility === 'visible') return null;
  const as = visibility === 'hidden' || visibility === 'held' ? 'hidden' : 'deleted';
  return away?.as === as ? away : { as, from: at };
}

/**
 * A signature whose text is known ends older ones: on the same post, which shows one label (OF-27), and for the same scope in the
 * same topic. One that nobody has read yet ends none.
 */
export function withReplaced(view: OfficialView, newer: Signature): OfficialView {
  if (newer.text === null || newer.end !== null) return view;
  const index = view.signatures.findIndex(({ id }) => id === newer.id);
  const end = { type: 'replaced', at: newer.text.from, by: newer.post } as const;
  const isReplaced = (older: Signature): boolean =>
    older.end === null && (older.post === newer.post || (older.text !== null && scopeKey(older) === scopeKey(newer)));
  return { ...view, signatures: view.signatures.map((one, place) => (place < index && isReplaced(one) ? ended(one, end) : one)) };
}

function scopeKey({ scope, community }: Signature): string {
  return `${community.id}/${(scope ?? '').toLowerCase().replace(/\s+/g, ' ').trim()}`;
}

export function ended(signature: Signature, end: SignatureEnd): Signature {
  return { ...signature, end };
}
