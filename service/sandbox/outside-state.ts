import type { Instant } from '../../shared/instant.js';

/** The part of the state that looks outside: hooks, keys, what was asked and what is still to be sent. */
export interface Hook {
  id: number;
  url: string;
  secret: string | null;
  /** Event types (`post`, `topic` …); null: all but `notification`. */
  types: string[] | null;
  /** Limited to these categories or tags: what carries none of them is not sent (facts 14 and 21). */
  categories: number[];
  tags: string[];
  form: boolean;
}

export interface ApiKey {
  key: string;
  /** Null: an all-users key. */
  userId: number | null;
}

export interface MemoEntry {
  signature: string;
  at: Instant;
  postId: number | null;
  reviewId: number | null;
}

export interface Outgoing {
  seq: number;
  hookId: number;
  type: string;
  event: string;
  body: string;
  dueAt: Instant;
  /** Given when the sending starts, unless it repeats an earlier one. */
  eventId: number | null;
}
