import type { Fact, PostKind, Visibility } from '../../shared/facts.js';
import type { Instant } from '../../shared/instant.js';

/** A post as the facts up to now show it; changed only by its topic. */
export interface MutablePost {
  id: number;
  at: Instant;
  /** Whose word it is: of a question asked on behalf of somebody it is hers, not that of its writer (R-START). */
  author: number | null;
  writer: number | null;
  isOnBehalf: boolean;
  number: number | null;
  replyTo: number | null;
  kind: PostKind;
  visibility: Visibility;
  ours: boolean;
  byMail: boolean;
  language: string | null;
  version: number | null;
  textHash: string | null;
  textId: string | null;
  authorHasName: boolean | null;
}

export function bornPost(id: number, at: Instant): MutablePost {
  return {
    id,
    at,
    author: null,
    writer: null,
    isOnBehalf: false,
    number: null,
    replyTo: null,
    kind: 'regular',
    visibility: 'visible',
    ours: false,
    byMail: false,
    language: null,
    version: null,
    textHash: null,
    textId: null,
    authorHasName: null,
  };
}

/** What a fact shows of a post. */
export function observeOn(post: MutablePost, body: Fact['body']): void {
  switch (body.type) {
    case 'PostAuthor':
      post.writer = body.user;
      if (!post.isOnBehalf) post.author = body.user;
      return;
    case 'Placed':
      post.number = body.number ?? post.number;
      return;
    case 'PostKindSeen':
      post.kind = body.kind;
      return;
    case 'PostVisibility':
      post.visibility = body.visibility;
      return;
    case 'OurPost':
      post.ours = true;
      return;
    case 'PostByMail':
      post.byMail = true;
      return;
    case 'LanguageSeen':
      post.language = body.language;
      return;
    case 'RealNameSeen':
      post.authorHasName = body.isFilled;
      return;
    case 'TextConfirmed':
      Object.assign(post, { version: body.version, textHash: body.hash, textId: body.textId });
      return;
    default:
      return;
  }
}
