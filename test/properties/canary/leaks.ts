import type { AnyFeature, Part, TicketView, Want, WantContext } from '../../../service/engine/feature.js';
import type { ModelForum } from './forum.js';
import type { Holes } from './service.js';
import type { Leak } from './watch.js';

/** Mistakes that a rule, a page or a log could make: each has to be found. */
export interface SeededLeak {
  readonly name: string;
  readonly holes: Holes;
  /** It is this one that was found: where it came out, and what it says of the place from which it came. */
  readonly isIt: (leak: Leak) => boolean;
}

/** Patterns of `where` and of `what`. */
function leaks(where: RegExp, what: RegExp): SeededLeak['isIt'] {
  return (leak) => where.test(leak.where) && what.test(leak.what);
}

const WORDS_OF_ROOM = /^zx\w{6,8}q, words of \d+ in post \d+ of room \d+, among: /;
const WORDS_OF_MESSAGE = /^zx\w{6,8}q, words of \d+ in post \d+ of topic 7\d{7}, among: /;

type Context = WantContext<unknown>;
type Says = (ticket: TicketView, context: Context, forum: ModelForum) => ReadonlyArray<Part | Want>;

/** The first feature says so besides what it says. */
function says(extra: Says): Holes {
  return {
    rules: (rules, forum) => ({
      ...rules,
      features: rules.features.map((feature, index): AnyFeature =>
        index > 0
          ? feature
          : {
              ...feature,
              wants: (view: unknown, ticket: TicketView, context: Context) => [
                ...feature.wants(view, ticket, context),
                ...extra(ticket, context, forum),
              ],
            },
      ),
    }),
  };
}

const because = 'a mistake';
const BASE = { type: 'Want', because, notAfter: null, isAskedFor: true } as const;

function lastOf(posts: TicketView['topic']['posts'], { text }: Context): string | null {
  return text([...posts.values()].findLast(({ ours, kind }) => !ours && kind === 'regular')?.textId ?? null);
}

function lastInRoom({ rooms }: TicketView, context: Context): string | null {
  const [room] = rooms.values();
  return room ? lastOf(room.posts, context) : null;
}

export const SEEDED_LEAKS: readonly SeededLeak[] = [
  {
    name: 'the status post quotes the last post of the room',
    holes: says((ticket, context) => {
      const line = ticket.topic.isPrivate ? null : lastInRoom(ticket, context);
      return line === null ? [] : [{ type: 'StatusPart', topic: ticket.topic.id, line, because }];
    }),
    isIt: leaks(/^effect status status:ticket:\d+$/, WORDS_OF_ROOM),
  },
  {
    // The forum shows the tags of a group's messages to nobody, so it is set where everybody looks.
    name: 'a tag is named after a post of the room',
    holes: says((ticket, context) => {
      const tag = ticket.topic.isPrivate ? undefined : lastInRoom(ticket, context)?.split(' ')[0];
      return tag === undefined ? [] : [{ type: 'TagPart', topic: ticket.topic.id, tag, because }];
    }),
    isIt: leaks(/^effect tags tags:topic:\d+$/, WORDS_OF_ROOM),
  },
  {
    name: 'the notice on a public post holds what was said in the room',
    holes: says((ticket, context) => {
      const [post] = ticket.topic.posts.keys();
      const text = ticket.topic.isPrivate ? null : lastInRoom(ticket, context);
      return text === null || post === undefined ? [] : [{ type: 'NoticePart', post, topic: ticket.topic.id, text, because }];
    }),
    isIt: leaks(/^effect notice notice:post:\d+$/, WORDS_OF_ROOM),
  },
  {
    name: 'the room is opened for the facilitators of another community',
    holes: says(({ topic, membership }) => {
      const value = { title: 'A question', raw: 'Please look at it.', users: [], groups: [45], mostMembers: null, timesAsked: 1 };
      return membership?.community === 'housing' ? [{ ...BASE, kind: 'room', key: `room:ticket:${topic.id}:9`, value }] : [];
    }),
    isIt: leaks(/^effect room room:ticket:\d+:9$/, /^group 45 comes into a room to which nobody gave the case$/),
  },
  {
    name: 'the asker is invited into the room',
    holes: says(({ topic, rooms }) => {
      const [room] = rooms.keys();
      if (room === undefined || topic.asker === null) return [];
      const value = { topic: room, who: { user: topic.asker }, present: true };
      return [{ ...BASE, kind: 'invite', key: `invite:${room}:${topic.asker}`, value }];
    }),
    isIt: leaks(/^effect invite invite:\d+:\d+$/, /^the asker \d+ comes into the room$/),
  },
  {
    name: 'a FAQ article is made from a private question',
    holes: says(({ topic }, context) => {
      const raw = topic.isPrivate ? lastOf(topic.posts, context) : null;
      const value = { category: 8, title: 'A frequent question', raw: raw ?? '', tags: [] };
      return raw === null ? [] : [{ ...BASE, kind: 'article', key: `article:ticket:${topic.id}:9`, value }];
    }),
    isIt: leaks(/^effect article article:ticket:\d+:9$/, WORDS_OF_MESSAGE),
  },
  {
    name: 'the reason of a public post, which is shown with its edit, holds what was said in the room',
    holes: says((ticket, context) => {
      const reason = ticket.topic.isPrivate ? null : lastInRoom(ticket, context);
      const value = { topic: ticket.topic.id, raw: 'News.', replyTo: null };
      return reason === null ? [] : [{ ...BASE, kind: 'post', key: `post:ticket:${ticket.topic.id}:9`, value, because: reason }];
    }),
    isIt: leaks(/^effect post post:ticket:\d+:9, its reason$/, WORDS_OF_ROOM),
  },
  {
    name: 'the queue shows a private ticket with its title to members',
    holes: { forgetsPrivate: true },
    isIt: leaks(/^page \/queue\S* for (?:ben|cem|dora|nobody)$/, /^zx\w{6,8}q, words of \d+ in the title of 7\d{7}, among: /),
  },
  {
    name: 'what a feature said when it failed on a private text comes into the log',
    holes: {
      ...says((ticket, context) => {
        const text = ticket.topic.isPrivate ? lastOf(ticket.topic.posts, context) : null;
        if (text !== null) throw new Error(`cannot read ${text}`);
        return [];
      }),
      onErrors: (log, errors) => errors.forEach(({ feature, message }) => log.error({ feature, message }, 'a feature failed')),
    },
    isIt: leaks(/^the log$/, /^zx\w{6,8}q, among: .*cannot read /),
  },
  {
    name: 'the answer to one person quotes the private line of another',
    holes: says((ticket, context) => {
      const raw = lastInRoom(ticket, context);
      const value = { title: 'Your line', raw: raw ?? '', users: [12], groups: [] };
      return raw === null ? [] : [{ ...BASE, kind: 'message', key: `message:answer:post:${ticket.topic.id}:9`, value }];
    }),
    isIt: leaks(/^effect message message:answer:post:\d+:9$/, WORDS_OF_ROOM),
  },
  {
    name: 'the answer to a button holds what was said in the room',
    holes: {
      rules: (rules) => ({
        ...rules,
        features: rules.features.map((feature): AnyFeature => ({
          ...feature,
          answers: (view: unknown, ticket: TicketView, context: Context) =>
            (feature.answers?.(view, ticket, context) ?? []).map((answer) =>
              answer.id.startsWith('press:') ? { ...answer, text: lastInRoom(ticket, context) ?? answer.text } : answer,
            ),
        })),
      }),
    },
    isIt: leaks(/^the answer to \d+$/, WORDS_OF_ROOM),
  },
];
