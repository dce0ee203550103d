import { findPost, findTopic } from '../lookups.js';
import type { Reader } from '../permissions.js';
import type { Refusal } from '../refusal.js';
import type { Post, Topic, User } from '../state.js';
import type { World } from '../world.js';
import type { Params } from './params.js';
import { numberIn } from './params.js';

/** One request, read: who asks, with which parameters (path, query and body together). */
export interface Call {
  readonly world: World;
  readonly reader: Reader;
  readonly params: Params;
  readonly withKey: boolean;
  /** Where the caller reached us, for redirects. */
  readonly host: string;
}

/** A call of somebody who is signed in. */
export interface SignedCall extends Call {
  readonly actor: User;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  /** JSON unless `text` is given. */
  readonly body?: unknown;
  readonly text?: string;
}

export type Handler<C extends Call = Call> = (call: C) => Answer | Refusal;

export interface Route {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  readonly path: string;
  readonly handle: Handler;
}

export const json = (body: unknown): Answer => ({ status: 200, body });
/** Calls that have nothing to say answer with an empty text. */
export const empty = (): Answer => ({ status: 200, text: '' });
export const success = (): Answer => json({ success: 'OK' });

export function topicIn(call: Call, name = 'id'): Topic | undefined {
  const id = numberIn(call.params, name);
  return id === null ? undefined : findTopic(call.world.state, id);
}

export function postIn(call: Call, name = 'id'): Post | undefined {
  const id = numberIn(call.params, name);
  return id === null ? undefined : findPost(call.world.state, id);
}
