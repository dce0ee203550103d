import { markerOf, withMarker, type Marker } from '../../../shared/marker.js';
import type { PluginEffect } from '../../../shared/contracts/plugin/effects.js';
import type { Effect } from '../../ports/store.js';
import { headOf, type Translating } from './translating.js';

/** The forum shows at most so much of the reason of an edit. */
const REASON_LENGTH = 200;
/** Of what earlier revisions may have made so many are looked for. */
const MOST_MARKERS = 50;

export function statusEffect(one: Translating<'status'>): PluginEffect | null {
  const { topic, raw, mergedInto } = one.value;
  const inTopics = mergedInto === undefined ? [topic] : [topic, mergedInto];
  return ourPost(one, { topic, raw, inTopics, replyTo: null, noBump: true, onlyInMessage: false });
}

export function postEffect(one: Translating<'post'>): PluginEffect | null {
  const { topic, raw, replyTo } = one.value;
  // What is said among few is not said before all because somebody opened the door.
  const isRoom = one.ofTicket.some(({ kind, forumTopicId }) => (kind === 'room' || kind === 'message') && forumTopicId === topic);
  const onlyInMessage = topic !== one.effect.topicId && isRoom;
  return ourPost(one, { topic, raw, inTopics: [topic], replyTo, noBump: false, onlyInMessage });
}

export function messageEffect(one: Translating<'message' | 'room'>): PluginEffect | null {
  const { effect, value, secret } = one;
  const { title, raw, users, groups } = value;
  const made = madeBefore(one);
  if (effect.forumTopicId !== null || made !== null) return firstPostEdit(one, made);
  if (mayHaveMade(one)) return null;
  const externalId = markerOf(secret, effect.key, effect.revision);
  return {
    type: 'message',
    ...headOf(one),
    title,
    raw: withMarker(raw, externalId),
    userIds: [...users],
    groupIds: [...groups],
    externalId,
    ...('mostMembers' in value && value.mostMembers !== null && { mostGroupMembers: value.mostMembers }),
  };
}

/** Made in one; afterwards its text, title and tags are compared one by one, over the REST interface. */
export function articleEffect(one: Translating<'article'>): PluginEffect | null {
  const { effect, value, secret } = one;
  if (effect.forumTopicId !== null || madeBefore(one) !== null || mayHaveMade(one)) return null;
  const { category: categoryId, title, raw, tags } = value;
  const externalId = markerOf(secret, effect.key, effect.revision);
  // FA-03: the forum's rights alone keep an entry of the library from members.
  const onlyReadRestricted = effect.key.startsWith('library:');
  return {
    type: 'topic',
    ...headOf(one),
    categoryId,
    title,
    raw: withMarker(raw, externalId),
    tags: [...tags],
    externalId,
    onlyReadRestricted,
  };
}

interface OurPost {
  readonly topic: number;
  readonly raw: string;
  readonly inTopics: number[];
  readonly replyTo: number | null;
  readonly noBump: boolean;
  readonly onlyInMessage: boolean;
}

function ourPost(one: Translating, { topic, raw, inTopics, replyTo, noBump, onlyInMessage }: OurPost): PluginEffect | null {
  const { effect, secret } = one;
  const head = headOf(one);
  if (effect.postId !== null) {
    const text = withMarker(raw, firstMarker(one, effect.postId));
    return { type: 'edit', ...head, postId: effect.postId, raw: text, reason: reasonOf(effect), inTopics, onlyInMessage };
  }
  if (mayHaveMade(one)) return null;
  const marker = markerOf(secret, effect.key, effect.revision);
  const first = Math.max(1, effect.revision - MOST_MARKERS + 1);
  const markers = Array.from({ length: effect.revision - first + 1 }, (_, index) => markerOf(secret, effect.key, effect.revision - index));
  return { type: 'post', ...head, topicId: topic, raw: withMarker(raw, marker), markers, replyToPostId: replyTo, noBump, onlyInMessage };
}

function firstPostEdit(one: Translating<'message' | 'room'>, made: Effect | null): PluginEffect | null {
  const { effect, value } = one;
  const postId = effect.postId ?? made?.postId ?? null;
  const topicId = effect.forumTopicId ?? made?.forumTopicId ?? null;
  if (postId === null || topicId === null) return null;
  const before = (made?.value as { readonly title?: string } | undefined)?.title;
  const wanted = (effect.value as { readonly title?: string }).title;
  // What the forum or a person made of a title that we want as before is kept.
  const title = before !== undefined && before !== wanted ? { title: value.title } : {};
  const raw = withMarker(value.raw, firstMarker(one, postId));
  return { type: 'edit', ...headOf(one), postId, raw, ...title, reason: reasonOf(effect), inTopics: [topicId], onlyInMessage: true };
}

/** An edited post keeps the marker under which it was made. */
function firstMarker({ effect, rows, secret }: Translating, postId: number): Marker {
  const made = rows.filter((row) => row.postId === postId && row.state !== 'cancelled').map((row) => row.revision);
  return markerOf(secret, effect.key, Math.min(effect.revision, ...made));
}

function madeBefore({ effect, rows }: Translating): Effect | null {
  const made = rows.filter((row) => row.revision < effect.revision && row.state === 'done' && row.forumTopicId !== null);
  return made.sort((a, b) => a.revision - b.revision).at(-1) ?? null;
}

/** An earlier revision was on its way and nobody knows what it made, or the forum holds it: only a read tells. */
function mayHaveMade({ effect, rows }: Translating): boolean {
  return rows.some((row) => row.revision < effect.revision && row.attempts > 0 && row.state !== 'done' && row.state !== 'refused');
}

function reasonOf({ because }: Effect): string {
  return because.slice(0, REASON_LENGTH);
}
