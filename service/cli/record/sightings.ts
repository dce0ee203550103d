import type { ShownPost, ShownTopic } from '../../adapters/discourse/story-answers.js';
import type { Awaited } from './deed-shapes.js';
import type { Named } from './deeds.js';

/** What the reads of the bot have shown of what it made. */
export interface Sightings {
  readonly sawTopic: (topic: ShownTopic) => void;
  readonly sawPost: (post: ShownPost) => void;
  /** The oldest that fits and that no step has named. */
  readonly find: (wanted: Wanted) => ShownPost | null;
  readonly name: (post: number) => void;
  /** The newest of what the bot made, in words. */
  readonly newest: () => readonly string[];
}

export type Wanted = Pick<Awaited, 'what' | 'to' | 'says'> & {
  /** What it is about; null: anything. */
  readonly about: Named | null;
};

const NEWEST = 5;
/** Only the first post of a room has a list of lines to the desk: this holds in every language. */
const LIST_OF_LINES = /^- `@\S+ [^`]+`/m;

export function createSightings(bot: string): Sightings {
  const topics = new Map<number, ShownTopic>();
  const posts = new Map<number, ShownPost>();
  const named = new Set<number>();
  const own = (): ShownPost[] => [...posts.values()].filter(({ author }) => author === bot).sort((a, b) => a.post - b.post);
  return {
    sawTopic(topic) {
      topics.set(topic.topic, topic);
      for (const post of topic.posts) posts.set(post.post, post);
    },
    sawPost: (post) => posts.set(post.post, post),
    find(wanted) {
      const fits = (post: ShownPost): boolean => {
        const topic = topics.get(post.topic);
        return topic !== undefined && isWanted(wanted, { post, topic, posts });
      };
      // There is one status post, and it may say something else later.
      return own().find((post) => fits(post) && (wanted.what === 'status' || !named.has(post.post))) ?? null;
    },
    name: (post) => named.add(post),
    newest: () =>
      own()
        .slice(-NEWEST)
        .map((post) => inWords(post, topics.get(post.topic))),
  };
}

interface Seen {
  readonly post: ShownPost;
  readonly topic: ShownTopic;
  readonly posts: ReadonlyMap<number, ShownPost>;
}

function isWanted({ what, to, says, about }: Wanted, seen: Seen): boolean {
  const { post, topic } = seen;
  if (says !== null && !post.text.includes(says)) return false;
  const isFirst = post.number === 1;
  switch (what) {
    case 'room':
      return isFirst && topic.isPrivate && topic.groups.length > 0 && LIST_OF_LINES.test(post.text) && isAbout(about, seen);
    case 'message':
      return isFirst && topic.isPrivate && isTo(to, topic) && isAbout(about, seen);
    case 'article':
      return isFirst && !topic.isPrivate && isAbout(about, seen);
    case 'status':
      return !isFirst && topic.topic === about?.topic && post.text.includes(`HD-${topic.topic}`);
    case 'post':
      return !isFirst && topic.topic === about?.topic && !post.text.includes(`HD-${topic.topic}`);
  }
}

function isTo(to: string | null, { people, groups }: ShownTopic): boolean {
  return to === null || people.includes(to) || groups.includes(to);
}

/** It refers to the topic of what it is about, or to one of its posts; of an answer it has to be that post. */
function isAbout(about: Named | null, { post: { text }, topic: { title }, posts }: Seen): boolean {
  if (about === null) return true;
  const links = (kind: 't' | 'p', id: number): boolean => new RegExp(`/${kind}/${id}(?!\\d)`).test(text);
  if (about.number > 1) return links('p', about.post);
  const isNamed = new RegExp(`HD-${about.topic}(?!\\d)`).test(`${title} ${text}`);
  return isNamed || links('t', about.topic) || [...posts.values()].some(({ topic, post }) => topic === about.topic && links('p', post));
}

function inWords({ number, post }: ShownPost, topic: ShownTopic | undefined): string {
  if (topic === undefined || number > 1) return `post ${post} in topic ${topic?.topic ?? '?'}`;
  const to = topic.isPrivate ? `message to ${[...topic.people, ...topic.groups].join(', ')}` : 'topic';
  return `${to} "${topic.title}"`;
}
