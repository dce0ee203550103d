import type { EffectKind } from '../ports/store.js';

/** A wanted end state of one forum object, by its key. */
export interface CurrentWant {
  readonly key: string;
  readonly kind: EffectKind;
  readonly value: unknown;
  readonly valueHash: string;
  readonly because: string;
}

/** What an effect carries, by kind: a wanted end state of one forum object. */
export interface StatusValue {
  /** The topic whose one status post this is. */
  readonly topic: number;
  /** Text without marker. */
  readonly raw: string;
}

export interface TagsValue {
  readonly topic: number;
  /** Desk tags that shall be there. */
  readonly present: readonly string[];
  /** All tags that are the desk's: those not in `present` shall not be there. Every other tag is kept. */
  readonly managed: readonly string[];
}

export interface NoticeValue {
  readonly post: number;
  readonly topic: number;
  /** Our block; empty: our block shall not be there. What others wrote in the notice is kept. */
  readonly text: string;
}

export interface MessageValue {
  readonly title: string;
  /** Text without marker. */
  readonly raw: string;
  readonly users: readonly string[];
  readonly groups: readonly string[];
}
