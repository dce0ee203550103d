import { randomUUID } from 'node:crypto';
import { factOf, type Fact } from '../../../shared/facts.js';
import { nameKey } from '../../../shared/names.js';
import { discourseDeliveries } from '../../../service/adapters/discourse/delivery-reader.js';
import { explain } from '../../../service/cli/explain.js';
import { createConsolePages } from '../../../service/console/pages.js';
import type { Rules } from '../../../service/engine/judge.js';
import { factsOfPostRead, factsOfTopicRead, type ObserveContext, type Seen } from '../../../service/engine/observations.js';
import { createTicketProcessor, type Processed } from '../../../service/engine/process.js';
import { createPresses } from '../../../service/inbox/press.js';
import { createWaitingForReplies } from '../../../service/inbox/replies.js';
import { interpret } from '../../../service/inbox/interpret.js';
import { CONTRACT } from '../../../shared/contracts/plugin/common.js';
import type { Log } from '../../../service/ports/log.js';
import type { Store, TicketResult } from '../../../service/ports/store.js';
import type { ModelForum, Post, Topic } from './forum.js';
import { BOT, COMMUNITIES, communityOfCategory, FIRST_MEMBERS, GROUPS, PEOPLE, USERS } from './people.js';
import { firstVersions } from './settings.js';
import { FORUM, ModelStore } from './store.js';
import { createWatch, type Watch } from './watch.js';

/** Where a seeded leak is let in: what it does not touch is as in the product. */
export interface Holes {
  readonly rules?: (rules: Rules, forum: ModelForum) => Rules;
  /** What the log is told besides. */
  readonly onErrors?: (log: Log, errors: TicketResult['errors']) => void;
  /** When all is derived. */
  readonly atEnd?: (end: { readonly forum: ModelForum; readonly service: ModelService }) => void;
  /** The store takes a private ticket for a public one. */
  readonly forgetsPrivate?: boolean;
}

/** The real service over the model forum: what it learns, derives, wants, shows and logs, all of it watched. */
export interface ModelService {
  readonly store: ModelStore;
  readonly watch: Watch;
  readonly rules: Rules;
  /** The bot reads the topic or the post. */
  readTopic(topic: Topic): void;
  /** The bot reads the topic, and its posts are as they were: what would be told of them again is left out. */
  readHead(topic: Topic): void;
  readPost(post: Post): void;
  /** Somebody presses a button of the plugin, and reads the answer. */
  press(pressed: Pressed): Promise<void>;
  /** The forum tells of it by a delivery. */
  hear(post: Post): void;
  note(...bodies: ReadonlyArray<Parameters<typeof factOf>[0]>): void;
  /** Derives what is dirty: all, or this one ticket. */
  derive(only?: Topic | null): Promise<void>;
  look(viewer: string, path: string): Promise<void>;
  explain(topic: number): Promise<void>;
}

export interface Pressed {
  readonly author: number;
  readonly topic: Topic;
  readonly on: Post | null;
  readonly line: string;
}

const EXPERT_GROUPS: ReadonlySet<number> = new Set(COMMUNITIES.flatMap(({ roles }) => roles.expert));

export function createModelService(
  forum: ModelForum,
  productRules: Rules,
  { hasPlugin, ...holes }: Holes & { readonly hasPlugin: boolean },
): ModelService {
  const watch = createWatch(forum);
  const rules = holes.rules?.(productRules, forum) ?? productRules;
  const store = new ModelStore({
    hasPlugin,
    now: () => forum.now,
    onLesson: (lesson) => learn(lesson),
    onSaved: (topic, result, added) => onSaved(topic, result, added),
  });
  const { log, lines } = watchedLog();
  // Nothing is waited for but what is there already.
  const clock = { now: () => forum.now, sleep: () => new Promise<void>((resolve) => setImmediate(resolve)) };
  const queue = { ring: () => undefined, listen: () => async () => undefined };
  const replies = createWaitingForReplies();
  const heard = { onProcessed: (processed: Processed) => replies.heard(processed.replies) };
  const processor = createTicketProcessor({ store: store.port, rules, clock, queue, log, ...heard });
  const givePress = createPresses({
    ...{ forumId: FORUM, botName: 'desk_bot', store: store.port, clock, queue, log, processor, replies },
  });
  store.settings = firstVersions(rules.features);

  function onSaved(topicId: number, result: TicketResult, added: readonly StoredRow[]): void {
    for (const effect of added) watch.effect(effect.kind, effect);
    const topic = forum.topics.find(({ id }) => id === topicId);
    const isPublic = topic?.archetype !== 'private_message';
    if (result.rows.length > 0)
      watch.outgoing('rows', { where: 'a projection', bytes: JSON.stringify(result.rows), audience: isPublic ? 'everybody' : 'operator' });
    if (result.errors.length > 0) holes.onErrors?.(log, result.errors);
    if (holes.forgetsPrivate && result.ticket) store.tickets.set(topicId, { ...result.ticket, isPrivate: false });
  }

  const context: ObserveContext = {
    botId: BOT,
    keepsText: (category) => communityOfCategory(category) !== null,
    keepsMessage: (id, groups) => store.tickets.has(id) || store.rooms.has(id) || groups.some((group) => EXPERT_GROUPS.has(group)),
    commandNames: ['desk_bot', 'desk'],
  };

  function learn(seen: Pick<Seen, 'facts' | 'texts' | 'labels'>): void {
    // All of a fact that can hold words: the rest are times.
    watch.nowhere('a fact', seen.facts.map(({ key, source, body }) => `${key} ${source} ${JSON.stringify(body)}`).join('\n'));
    watch.nowhere('a name', JSON.stringify(seen.labels));
    // What we wrote was looked at when it was wanted; it is edited only later where something in it became private since.
    const ours = new Set(seen.facts.flatMap(({ body }) => (body.type === 'PostAuthor' && body.user === BOT ? [`post:${body.post}`] : [])));
    for (const { id, isPrivate, body } of seen.texts.filter((text) => !ours.has(text.id)))
      watch.outgoing('texts', { where: `the kept text ${id}`, bytes: isPrivate ? '' : body, audience: 'everybody' });
    store.learn(seen);
  }

  function hear(post: Post): void {
    const json = postJson(post);
    const event = 'post_created';
    const isPublic = discourseDeliveries.privacyOf(event, json) === 'public';
    const kept = isPublic ? json : discourseDeliveries.keepOfPrivate(event, json, BOT);
    if (!isPublic) watch.nowhere('the kept body of a private delivery', JSON.stringify(kept));
    // What may tell of a message is kept in the same form whatever it is about: of those about messages one is tried.
    if (!isPublic) {
      const other = forum.chance.pick(OTHER_DELIVERIES)(post);
      watch.nowhere(`the kept body of ${other.event}`, JSON.stringify(discourseDeliveries.keepOfPrivate(other.event, other.json, BOT)));
    }
    const reading = discourseDeliveries.readDelivery(event, kept);
    if (!reading.ok) throw new Error(`the delivery of the model forum is not understood: ${reading.problem}`);
    const { notebook } = interpret(
      reading.seen,
      { receivedAt: forum.now, source: 'delivery:1' },
      { ...context, watches: () => true, isTicket: (id) => store.tickets.has(id) },
    );
    learn(notebook);
  }

  const service: ModelService = {
    ...{ store, watch, rules, hear },
    readTopic: (topic) =>
      learn(
        factsOfTopicRead(
          { topic: forum.seenTopic(topic), posts: topic.posts.map((post) => forum.seenPost(post)), readAt: forum.now },
          context,
        ),
      ),
    readHead: (topic) =>
      learn(
        factsOfTopicRead(
          {
            topic: forum.seenTopic(topic),
            posts: topic.posts.flatMap((post) => (post.number === topic.accepted ? [forum.seenPost(post)] : [])),
            readAt: forum.now,
          },
          context,
        ),
      ),
    readPost: (post) => learn(factsOfPostRead({ post: forum.seenPost(post), readAt: forum.now }, context)),
    async press({ author, topic, on, line }) {
      forum.pressed(line, { author, topic });
      const groupIds = [...forum.members].flatMap(([group, members]) => (members.has(author) ? [group] : []));
      const actor = { id: author, username: PEOPLE.get(author) ?? '', groupIds, trustLevel: 1, isStaff: false, hasName: true };
      const id = randomUUID();
      const { text } = await givePress({ contract: CONTRACT, id, actor, topicId: topic.id, postId: on?.id ?? null, line, at: forum.now });
      watch.outgoing('answer', { where: `the answer to ${author}`, bytes: text ?? '', audience: new Set([author]) });
    },
    note: (...bodies) =>
      learn({ facts: bodies.map((body) => factOf(body, { at: forum.now, learntAt: forum.now, source: 'model' })), texts: [], labels: [] }),
    async derive(only = null) {
      store.only = only === null ? null : (only.serves?.ticket ?? only).id;
      await processor.processWaiting(FORUM);
      for (const line of lines.splice(0)) watch.nowhere('the log', line);
      for (const { text } of store.notes) watch.nowhere('a note for doctor', text);
    },
    async look(viewer, path) {
      const { text } = await visit({ store: store.port, now: clock.now }, viewer, path);
      const user = USERS.find((id) => PEOPLE.get(id) === viewer);
      const audience = user !== undefined ? new Set([user]) : viewer === 'operator' ? 'operator' : 'everybody';
      watch.outgoing(`page ${/\w+/.exec(path)?.[0] ?? ''}`, { where: `page ${path} for ${viewer}`, bytes: text, audience });
    },
    async explain(topic) {
      const { text } = await explain({ store: store.port, forumId: FORUM, rules, clock } as unknown as Parameters<typeof explain>[0], {
        topic: String(topic),
      });
      watch.outgoing('explain', { where: `explain ${topic}`, bytes: text, audience: 'operator' });
    },
  };
  begin(forum, store);
  return service;
}

type StoredRow = ModelStore['effects'][number];

/** Every history begins with the same, at the same time. */
let firstFacts: readonly Fact[] | null = null;

function begin(forum: ModelForum, store: ModelStore): void {
  const learnt = { at: forum.now, learntAt: forum.now, source: 'model' };
  firstFacts ??= [
    ...[...PEOPLE].map(([user, name]) => factOf({ type: 'PersonNamed', user, name: nameKey(name) }, learnt)),
    ...[...GROUPS].map(([group, name]) => factOf({ type: 'GroupNamed', group, name: nameKey(name) }, learnt)),
    ...FIRST_MEMBERS.map(([group, user]) => factOf({ type: 'MembershipBegan', group, user }, learnt)),
  ];
  store.learn({ facts: firstFacts, texts: [], labels: [] });
  forum.pass(60);
}

function personOf(name: string) {
  return { name, label: name, usernames: [name] };
}

function watchedLog(): { log: Log; lines: string[] } {
  const lines: string[] = [];
  const keep: Log['info'] = (fields, text) => void lines.push(JSON.stringify({ ...fields, text }));
  return { log: { info: keep, warn: keep, error: keep }, lines };
}

/** What the pages of the console show. */
interface Shown {
  readonly store: Store;
  readonly now: () => string;
}

/** The routes are the same in every history: they are made once, and show the forum that is visited. */
let visited: Shown | null = null;
const pages = createConsolePages({
  get store() {
    return shownNow().store;
  },
  clock: { now: () => shownNow().now() },
  forumId: FORUM,
  topicUrl: (topicId) => `https://forum.example.org/t/${topicId}`,
  people: [{ name: 'nobody', label: 'nobody', usernames: [] }, ...USERS.map((id) => personOf(PEOPLE.get(id) ?? ''))],
});

function shownNow(): Shown {
  if (visited === null) throw new Error('no forum is visited');
  return visited;
}

/** One page as the console's own routes give it, without a network. */
function visit(shown: Shown, viewer: string, path: string): Promise<{ readonly status: number; readonly text: string }> {
  visited = shown;
  return new Promise((resolve, reject) => {
    let status = 200;
    const response = {
      set: () => response,
      type: () => response,
      status(code: number) {
        status = code;
        return response;
      },
      send: (text: string) => resolve({ status, text }),
    };
    const url = new URL(path, 'http://127.0.0.1');
    const headers: Readonly<Record<string, string>> = { host: '127.0.0.1:80', cookie: `console_person=${viewer}` };
    const request = {
      ...{ method: 'GET', url: path, originalUrl: path, headers, query: Object.fromEntries(url.searchParams) },
      socket: { remoteAddress: '127.0.0.1' },
      get: (name: string) => headers[name],
    };
    pages(request as never, response as never, (error?: unknown) =>
      reject(error instanceof Error ? error : new Error(`no page at ${path}`)),
    );
  });
}

const POST_TYPES = { regular: 1, moderator: 2, small_action: 3, whisper: 4 } as const;

/** As the forum's hook sends it. */
function postJson(post: Post): object {
  const { topic, raw } = post;
  return {
    post: {
      id: post.id,
      version: post.version,
      raw,
      name: raw,
      cooked: `<p>${raw}</p>`,
      user_id: post.author,
      username: PEOPLE.get(post.author),
      post_number: post.number,
      post_type: POST_TYPES[post.kind],
      reply_to_post_number: post.replyTo,
      topic_id: topic.id,
      topic_title: topic.title,
      topic_slug: topic.title,
      topic_archetype: topic.archetype,
      category_id: topic.archetype === 'private_message' ? null : topic.category,
      hidden: post.visibility === 'hidden',
      user_deleted: false,
      created_at: post.createdAt,
      updated_at: post.updatedAt ?? post.createdAt,
      deleted_at: null,
      action_code: null,
    },
  };
}

interface OtherDelivery {
  readonly event: string;
  readonly json: object;
}

/** Deliveries that may carry a private title or text. */
const OTHER_DELIVERIES: ReadonlyArray<(post: Post) => OtherDelivery> = [
  (post) => ({
    event: 'notification_created',
    json: { notification: { id: 5, data: aboutPost(post), fancy_title: post.topic.title, slug: post.topic.title } },
  }),
  (post) => ({ event: 'assigned', json: { assign: { type: 'assigned', assigned_by_username: post.topic.title, ...aboutPost(post) } } }),
  (post) => ({
    event: 'reviewable_created',
    json: { reviewable: { payload: { raw: post.raw }, target_url: post.topic.title, ...aboutPost(post) } },
  }),
  (post) => ({ event: 'something_new', json: { anything: aboutPost(post), [post.topic.title]: { id: 1 } } }),
];

function aboutPost({ id, topic, raw }: Post): object {
  return { topic_id: topic.id, post_id: id, topic_title: topic.title, title: topic.title, raw, status: raw };
}
