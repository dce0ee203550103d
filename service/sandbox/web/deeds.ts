import { findPost, findTopic, groupNamed, topicOf, userNamed } from '../lookups.js';
import { SandboxRefusal } from '../people.js';
import type { Person } from '../people.js';
import { canSeePost, canSeeTopic } from '../permissions.js';
import type { Reader } from '../permissions.js';
import { notFound, unprocessable } from '../refusal.js';
import { listIn, numberIn, textIn } from '../routes/params.js';
import type { Params } from '../routes/params.js';
import type { Post, SandboxState, Topic } from '../state.js';

/** One form that was sent. */
export interface Sent {
  readonly state: SandboxState;
  readonly reader: Reader;
  readonly person: Person;
  readonly params: Params;
}

/** Does what the form asks for and says where to go on; the forum's refusal is thrown. */
export type Deed = (sent: Sent) => string;

export const ask: Deed = ({ person, params }) => {
  const posted = person.tryToPost({
    raw: rawIn(params),
    title: textIn(params, 'title') ?? '',
    categoryId: numberIn(params, 'category') ?? undefined,
    tags: listIn(params, 'tags') ?? [],
  });
  return 'post' in posted ? `/t/${posted.post.topicId}` : '/?waiting';
};

export const message: Deed = ({ person, params }) => {
  const recipients = (listIn(params, 'to') ?? []).map((name) => name.replace(/^@/, ''));
  const posted = person.tryToPost({ raw: rawIn(params), title: textIn(params, 'title') ?? '', recipients });
  return 'post' in posted ? `/t/${posted.post.topicId}` : '/web/messages?waiting';
};

const POST_DEEDS: Readonly<Record<string, (person: Person, post: Post, params: Params) => unknown>> = {
  like: (person, post) => person.like(post.id),
  unlike: (person, post) => person.unlike(post.id),
  accept: (person, post) => person.accept(post.id),
  unaccept: (person, post) => person.unaccept(post.id),
  delete: (person, post) => person.delete(post.id),
  recover: (person, post) => person.recover(post.id),
  edit: editText,
};

const TOPIC_DEEDS: Readonly<Record<string, (sent: Sent, topic: Topic) => unknown>> = {
  reply,
  close: ({ person }, topic) => person.close(topic.id),
  open: ({ person }, topic) => person.open(topic.id),
  delete: ({ person }, topic) => person.deleteTopic(topic.id),
  recover: ({ person }, topic) => person.recoverTopic(topic.id),
  assign: assignTo,
  unassign: ({ person }, topic) => person.unassign({ topic: topic.id }),
  edit: ({ person, params }, topic) =>
    person.editTopic(topic.id, {
      title: textIn(params, 'title') ?? undefined,
      categoryId: numberIn(params, 'category') ?? undefined,
      tags: listIn(params, 'tags') ?? undefined,
    }),
  move,
};

/** A deed on a post by its name. */
export function postDeed(name: string, id: number): Deed {
  return ({ state, reader, person, params }) => {
    const post = findPost(state, id);
    const act = POST_DEEDS[name];
    if (!post || !act || !canSeePost(state, reader, post)) throw new SandboxRefusal(notFound());
    act(person, post, params);
    return `/t/${topicOf(state, post).id}#post_${post.number}`;
  };
}

/** A deed on a topic by its name; it may lead to another topic. */
export function topicDeed(name: string, id: number): Deed {
  return (sent) => {
    const topic = findTopic(sent.state, id);
    const act = TOPIC_DEEDS[name];
    if (!topic || !act || !canSeeTopic(sent.state, sent.reader, topic)) throw new SandboxRefusal(notFound());
    const path = act(sent, topic);
    return typeof path === 'string' ? path : `/t/${topic.id}`;
  };
}

/** Browsers send every line end as two characters; a text that differs in nothing else is the one that was shown. */
function editText(person: Person, post: Post, params: Params): void {
  const before = textIn(params, 'before');
  const isSame = before === null || oneLineEnd(before) === oneLineEnd(post.raw);
  const reason = textIn(params, 'reason')?.trim() ?? '';
  person.edit(post.id, {
    raw: rawIn(params),
    ...(reason === '' ? {} : { reason }),
    ...(isSame ? {} : { rawOld: before }),
  });
}

function reply({ person, params }: Sent, topic: Topic): string {
  const posted = person.tryToPost({
    raw: rawIn(params),
    topicId: topic.id,
    replyTo: numberIn(params, 'to') ?? undefined,
    whisper: textIn(params, 'whisper') === 'true',
  });
  return 'post' in posted ? `/t/${topic.id}#post_${posted.post.number}` : `/t/${topic.id}?waiting`;
}

function assignTo({ state, person, params }: Sent, topic: Topic): void {
  const to = textIn(params, 'to') ?? '';
  if (!userNamed(state, to) && !groupNamed(state, to)) throw new SandboxRefusal(unprocessable('Choose a person or a group.'));
  const note = textIn(params, 'note')?.trim() ?? '';
  person.assign({ topic: topic.id }, to, note === '' ? null : note);
}

function move({ state, reader, person, params }: Sent, topic: Topic): string {
  const posts = (listIn(params, 'posts') ?? []).map(Number);
  if (posts.length === 0) throw new SandboxRefusal(unprocessable('Choose the posts to move.'));
  if (textIn(params, 'where') !== 'there') {
    const title = textIn(params, 'title')?.trim() ?? '';
    if (title === '') throw new SandboxRefusal(unprocessable('The new topic needs a title.'));
    return `/t/${person.move(topic.id, posts, { title }).id}`;
  }
  const target = findTopic(state, numberIn(params, 'topic') ?? 0);
  if (!target || target === topic || !canSeeTopic(state, reader, target)) throw new SandboxRefusal(unprocessable('Choose another topic.'));
  return `/t/${person.move(topic.id, posts, target.id).id}`;
}

function rawIn(params: Params): string {
  return oneLineEnd(textIn(params, 'raw') ?? '');
}

function oneLineEnd(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}
