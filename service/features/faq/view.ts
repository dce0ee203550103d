import type { Instant } from '../../../shared/instant.js';
import type { Act } from '../../engine/feature.js';
import { articleKey, madeTopic } from './keys.js';

/** What the source was worth when it was taken over. */
export type Standing =
  | { readonly type: 'official'; readonly signer: number; readonly at: Instant; readonly signature: string }
  | { readonly type: 'accepted'; readonly at: Instant }
  | { readonly type: 'answer' };

/** An answer that somebody proposes for the FAQ. */
export interface Draft {
  /** The line. */
  readonly id: string;
  readonly post: number;
  readonly by: number;
  readonly at: Instant;
}

/** Why somebody should look at an article again. */
export type Review = 'gone' | 'private' | 'changed' | 'noLongerOfficial' | 'noLongerAccepted';

/** A topic that somebody who may do so wants made of an answer; whether it exists, only our acts say. */
export interface Article extends Draft {
  readonly collection: 'faq' | 'library';
  /** The room in which the post is; null: the topic itself. */
  readonly room: number | null;
  /** The title of an entry of the library; null: that of the question. */
  readonly title: string | null;
  readonly author: number | null;
  /** The texts as they were then: only these are published. */
  readonly answerHash: string;
  readonly questionHash: string | null;
  readonly standing: Standing;
  readonly review: Review | null;
}

/** Why a line was refused, or what its author is told; the sentence is in messages.ts. */
export type Saying =
  | 'noAnswer'
  | 'notThatPost'
  | 'notReadYet'
  | 'noCategory'
  | 'isPrivate'
  | 'nobodyPublishes'
  | 'inTheThread'
  | 'othersWords'
  | 'drafted'
  | 'published'
  | 'proposed'
  | 'inLibrary';

export interface Answered {
  readonly id: string;
  readonly outcome: 'done' | 'told' | 'refused';
  readonly saying: Saying | null;
  /** The answer that it is about. */
  readonly post: number | null;
}

export interface FaqView {
  readonly drafts: readonly Draft[];
  readonly articles: readonly Article[];
  /** An article waits for somebody who looks at it again. */
  readonly review: boolean;
  /** Hashes of the lines to the desk, by post: they are no part of an answer. */
  readonly lines: Readonly<Record<number, readonly string[]>>;
  readonly answered: readonly Answered[];
}

export const initialFaq: FaqView = { drafts: [], articles: [], review: false, lines: {}, answered: [] };

/** The newest article of the FAQ that was made of an answer; null: there is none. */
export function publishedTopic({ articles }: FaqView, ticket: number, acts: readonly Act[]): number | null {
  const topics = articles.filter(({ collection }) => collection === 'faq').map((article) => madeTopic(acts, articleKey(ticket, article)));
  return topics.findLast((topic) => topic !== null) ?? null;
}
