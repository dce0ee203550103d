import type { PostKind, Visibility } from '../../shared/facts.js';
import type { Instant } from '../../shared/instant.js';

/** A post as the facts up to now show it; changed only by its topic. */
export interface MutablePost {
  id: number;
  at: Instant;
  author: number | null;
  number: number | null;
  replyTo: number | null;
  kind: PostKind;
  visibility: Visibility;
  ours: boolean;
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
    number: null,
    replyTo: null,
    kind: 'regular',
    visibility: 'visible',
    ours: false,
    version: null,
    textHash: null,
    textId: null,
    authorHasName: null,
  };
}
