import { readDelivery } from '../../service/adapters/discourse/deliveries.js';
import type { SeenDelivery, SeenPost, SeenTopic } from '../../service/ports/forum.js';
import { recordedDelivery } from './discourse-recordings.js';

export function seenIn(event: string, json: unknown): SeenDelivery {
  const reading = readDelivery(event, json);
  if (!reading.ok) throw new Error(reading.problem);
  return reading.seen;
}

export function postIn(event: string, json: unknown): SeenPost {
  const seen = seenIn(event, json);
  if (seen.what !== 'post' && seen.what !== 'solution') throw new Error(`${seen.what} instead of a post`);
  return seen.post;
}

export function topicIn(event: string, json: unknown): SeenTopic {
  const seen = seenIn(event, json);
  if (seen.what !== 'topic') throw new Error(`${seen.what} instead of a topic`);
  return seen.topic;
}

/** The recorded post 23 with other fields; undefined leaves a field out. */
export function post(fields: Readonly<Record<string, unknown>> = {}): { readonly post: Record<string, unknown> } {
  const { post: recorded } = recordedDelivery('0234').json as { post: Record<string, unknown> };
  return { post: JSON.parse(JSON.stringify({ ...recorded, ...fields })) as Record<string, unknown> };
}

export function topic(fields: Readonly<Record<string, unknown>> = {}): { readonly topic: Record<string, unknown> } {
  const { topic: recorded } = recordedDelivery('0388').json as { topic: Record<string, unknown> };
  return { topic: JSON.parse(JSON.stringify({ ...recorded, ...fields })) as Record<string, unknown> };
}
