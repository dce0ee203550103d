import { STORY_WRITES, type StoryCall } from '../../adapters/discourse/story-calls.js';
import type { Directory } from './directory.js';
import type { Deed, DeedName } from './deed-shapes.js';
import { RecordError } from './stage.js';

/** Something that a step made and named. */
export interface Named {
  readonly post: number;
  readonly topic: number;
  readonly number: number;
}

/** What the steps know of each other and of the forum. */
export interface Scene {
  readonly directory: Directory;
  /** Who does it, by the name that the forum knows. */
  readonly who: string;
  readonly thing: (name: string) => Named;
  readonly username: (name: string) => string;
}

/** One deed as a call, and in words and ids. */
export interface Doing {
  readonly call: StoryCall;
  readonly words: string;
  /** Whether the account that puts people into groups does it. */
  readonly byAdmin?: true;
}

export type Done = Exclude<Deed, { what: 'wait' | 'await' }>;
type Doings = {
  readonly [Key in Exclude<DeedName, 'wait' | 'await'>]: (given: Extract<Deed, { what: Key }>['with'], scene: Scene) => Doing;
};

const DOINGS: Doings = {
  ask: (question, { directory }) => {
    const category = categoryOf(directory, question.category);
    return { call: STORY_WRITES.ask({ ...question, category }), words: `asks in category ${category}` };
  },
  message: ({ to, title, text }, { username }) => {
    const names = to.map(username);
    return { call: STORY_WRITES.message({ title, text, to: names }), words: `writes to ${names.join(', ')}` };
  },
  reply: ({ to, text, whisper }, { thing }) => {
    const { topic, post, number } = thing(to);
    const call = STORY_WRITES.reply({ topic, text, below: number > 1 ? number : null, whisper });
    return { call, words: `replies to post ${post} in topic ${topic}` };
  },
  edit: ({ post: name, text, title, reason }, { thing }) => {
    const { post, topic } = thing(name);
    if (text === undefined) return { call: STORY_WRITES.rename(topic, title ?? ''), words: `renames topic ${topic}` };
    return { call: STORY_WRITES.edit(post, { text, title, reason }), words: `edits post ${post}` };
  },
  // A first post stands for its topic.
  delete: (name, { thing }) => {
    const { post, topic, number } = thing(name);
    if (number === 1) return { call: STORY_WRITES.deleteTopic(topic), words: `deletes topic ${topic}` };
    return { call: STORY_WRITES.deletePost(post), words: `deletes post ${post}` };
  },
  recover: (name, { thing }) => {
    const { post, topic, number } = thing(name);
    if (number === 1) return { call: STORY_WRITES.recoverTopic(topic), words: `recovers topic ${topic}` };
    return { call: STORY_WRITES.recoverPost(post), words: `recovers post ${post}` };
  },
  like: (name, { thing }) => ({ call: STORY_WRITES.like(thing(name).post), words: `likes post ${thing(name).post}` }),
  accept: (name, { thing }) => ({ call: STORY_WRITES.accept(thing(name).post), words: `accepts post ${thing(name).post}` }),
  unaccept: (name, { thing }) => ({ call: STORY_WRITES.unaccept(thing(name).post), words: `accepts post ${thing(name).post} no longer` }),
  assign: ({ topic: name, to }, { thing, directory, username }) => {
    const { topic } = thing(name);
    const whom = directory.groupId(to) === null ? { user: username(to) } : { group: to };
    return { call: STORY_WRITES.assign(topic, whom), words: `assigns topic ${topic} to ${username(to)}` };
  },
  unassign: (name, { thing }) => ({ call: STORY_WRITES.unassign(thing(name).topic), words: `unassigns topic ${thing(name).topic}` }),
  move: ({ topic: name, to }, { thing, directory }) => {
    const [{ topic }, category] = [thing(name), categoryOf(directory, to)];
    return { call: STORY_WRITES.move(topic, category), words: `moves topic ${topic} to category ${category}` };
  },
  tag: ({ topic: name, tags }, { thing }) => {
    const { topic } = thing(name);
    return { call: STORY_WRITES.tag(topic, tags), words: `tags topic ${topic} with ${tags.join(', ') || 'nothing'}` };
  },
  close: (name, { thing }) => ({ call: STORY_WRITES.close(thing(name).topic), words: `closes topic ${thing(name).topic}` }),
  open: (name, { thing }) => ({ call: STORY_WRITES.open(thing(name).topic), words: `opens topic ${thing(name).topic}` }),
  join: (group, { directory, who }) => ({
    call: STORY_WRITES.join(groupOf(directory, group), who),
    words: `joins ${group}`,
    byAdmin: true,
  }),
  leave: (group, { directory, who }) => ({
    call: STORY_WRITES.leave(groupOf(directory, group), who),
    words: `leaves ${group}`,
    byAdmin: true,
  }),
  invite: ({ topic: name, person }, { thing, username }) => {
    const { topic } = thing(name);
    return { call: STORY_WRITES.invite(topic, username(person)), words: `invites ${username(person)} into topic ${topic}` };
  },
};

export function doingOf(deed: Done, scene: Scene): Doing {
  // The table has the right function for each kind of deed; the compiler does not follow the pair.
  const doing = DOINGS[deed.what] as (given: Done['with'], scene: Scene) => Doing;
  return doing(deed.with, scene);
}

function categoryOf(directory: Directory, category: string | number): number {
  const id = directory.categoryId(category);
  if (id === null) throw new RecordError(`the forum has no category ${category}. It has: ${directory.categoryNames.join(', ')}.`);
  return id;
}

function groupOf(directory: Directory, group: string): number {
  const id = directory.groupId(group);
  if (id === null) throw new RecordError(`the forum has no group ${group}, or the bot may not see it`);
  return id;
}
