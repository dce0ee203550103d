import type { Rules } from '../../../service/engine/judge.js';
import type {
  ArticleValue,
  CloseValue,
  InviteValue,
  MessageValue,
  PostValue,
  StatusValue,
  TagsValue,
} from '../../../service/engine/effects.js';
import { markerOf, withMarker } from '../../../shared/marker.js';
import { ModelForum, type Topic } from './forum.js';
import { BOT, PEOPLE } from './people.js';
import { chanceOf } from './random.js';
import { createModelService, type Holes } from './service.js';
import type { StoredEffect } from './store.js';
import { openRoom, stepOf, type Doing } from './steps.js';
import type { Leak } from './watch.js';

export const STEPS = 30;
/** After one of these steps everything is derived and carried out, and pages are looked at; so it is at the end. 99: only then. */
const POINTS = [6, 12, 18, 99, 99, 99, 99];
const LEADERS = ['operator', 'fay', 'ivo', 'lea'];
const VIEWERS = ['nobody', 'ben', 'cem', 'dora', 'ines', 'ivo', 'sven', 'erik', 'fay', 'ada', 'operator'];

export interface Played {
  readonly seed: number;
  readonly steps: number;
  readonly leaks: readonly Leak[];
  /** The steps after which the first leak was found; null: none. */
  readonly foundAfter: number | null;
  readonly seen: ReadonlyMap<string, number>;
}

/** One history of a forum from its seed, and everything that came out meanwhile. */
export async function play(seed: number, rules: Rules, holes: Holes = {}): Promise<Played> {
  const forum = new ModelForum(chanceOf(seed));
  // In every fourth the forum has the plugin: its labels go where notices went.
  const service = createModelService(forum, rules, { ...holes, hasPlugin: seed % 4 === 0 });
  const doing = { forum, service };
  const { watch } = service;
  const point = forum.chance.pick(POINTS);
  let index = 0;
  for (; index < STEPS && watch.leaks.length === 0; index += 1) {
    forum.pass(forum.chance.pick([5, 40, 90, 400, 1200, 3000]));
    const told = await stepOf(index, forum)(doing);
    if (index === 6 && forum.chance.happens(0.5)) roomByHand(doing);
    // Deliveries come in bursts: often more happens before anything is derived.
    if (told && forum.chance.happens(0.1)) await service.derive(told);
    if (index !== point) continue;
    await service.derive();
    await carryOut(doing);
    await lookAround(doing, 1);
  }
  // What nothing touched since is as it was: a part of the histories look at that too.
  if (forum.chance.happens(0.1)) service.store.touchAll();
  await service.derive();
  await lookAround(doing, 1);
  holes.atEnd?.(doing);
  return {
    seed,
    steps: index,
    leaks: watch.leaks,
    foundAfter: watch.leaks.length === 0 ? null : index,
    seen: watch.seen,
  };
}

/** A room of an earlier time, whether or not a feature of now would open one. */
function roomByHand(doing: Doing): void {
  const { forum } = doing;
  const ticket = forum.chance.pick(forum.topics.filter(({ serves, author }) => serves === null && author !== BOT));
  const key = `room:ticket:${ticket.id}:1`;
  openRoom(doing, ticket, { key, title: 'A question', raw: 'Please look at it.', users: [], groups: [forum.chance.pick([41, 44])] });
}

/** Some of what waits reaches the forum, is refused, or gets lost. What is sent was derived and looked at just before. */
async function carryOut(doing: Doing): Promise<void> {
  const { forum, service } = doing;
  const { store, watch } = service;
  for (const effect of store.effects.filter(({ state }) => state === 'waiting')) {
    if (!forum.chance.happens(0.6)) continue;
    watch.effect(effect.kind, effect);
    const outcome = forum.chance.pick(['done', 'done', 'done', 'done', 'done', 'done', 'refused', 'lost', 'enqueued'] as const);
    effect.attempts = 1;
    if (outcome === 'done') made(doing, effect);
    store.end(effect.id, outcome, outcome === 'refused' ? 'not_permitted' : null);
    store.dirty.add(effect.topicId);
  }
}

function made(doing: Doing, effect: StoredEffect): void {
  const { forum, service } = doing;
  const ticket = forum.topics.find(({ id }) => id === effect.topicId);
  if (!ticket) return;
  const at = (id: number): Topic => forum.topics.find((topic) => topic.id === id) ?? ticket;
  const { kind, value } = effect;
  switch (kind) {
    case 'status':
    case 'post': {
      const { topic, raw } = value as StatusValue | PostValue;
      return ourPost(doing, at(topic), { effect, raw });
    }
    case 'message': {
      if (!effect.key.startsWith('message:ladder:')) return;
      // What is told next goes into the same thread.
      const { title, raw, users, groups } = value as MessageValue;
      const thread = forum.newTopic({ author: BOT, category: null, community: null, title, serves: null });
      Object.assign(thread, { users: new Set([BOT, ...users]), groups: new Set(groups) });
      effect.postId = forum.newPost(thread, { author: BOT, raw }).id;
      effect.forumTopicId = thread.id;
      return;
    }
    case 'room': {
      const { title, raw, users, groups } = value as MessageValue;
      const room = openRoom(doing, ticket, { key: effect.key, title, raw, users, groups });
      effect.forumTopicId = room.id;
      return;
    }
    case 'tags': {
      const { present, managed } = value as TagsValue;
      ticket.tags = [...ticket.tags.filter((tag) => !managed.includes(tag)), ...present];
      return service.readHead(ticket);
    }
    case 'close':
      at((value as CloseValue).topic).closed = (value as CloseValue).closed;
      return service.readHead(at((value as CloseValue).topic));
    case 'invite': {
      const { topic, who, present } = value as InviteValue;
      const message = at(topic);
      if ('user' in who) message.users[present ? 'add' : 'delete'](who.user);
      else message.groups[present ? 'add' : 'delete'](who.group);
      return service.readHead(message);
    }
    case 'article': {
      const { category, title, raw } = value as ArticleValue;
      const article = forum.newTopic({ author: BOT, category, community: null, title, serves: null });
      forum.newPost(article, { author: BOT, raw });
      effect.forumTopicId = article.id;
      return;
    }
    default:
      return;
  }
}

function ourPost({ forum, service }: Doing, topic: Topic, { effect, raw }: { readonly effect: StoredEffect; readonly raw: string }): void {
  const known = effect.postId === null ? undefined : topic.posts.find(({ id }) => id === effect.postId);
  const text = withMarker(raw, markerOf('model', effect.key, effect.revision));
  if (known) forum.edit(known, text);
  const post = known ?? forum.newPost(topic, { author: BOT, raw: text });
  Object.assign(effect, { postId: post.id, forumTopicId: topic.id });
  service.readPost(post);
}

/** Pages of tickets, and the lists, through the eyes of some people. */
async function lookAround({ forum, service }: Doing, times: number): Promise<void> {
  const tickets = [...service.store.tickets.keys()];
  if (tickets.length === 0) return;
  for (let time = 0; time < times; time += 1) {
    const id = forum.chance.pick(tickets);
    const asker = PEOPLE.get(forum.topics.find((topic) => topic.id === id)?.author ?? 0);
    await service.look(asker !== undefined && forum.chance.happens(0.3) ? asker : forum.chance.pick(VIEWERS), `/tickets/${id}`);
  }
  if (forum.chance.happens(0.6)) await service.look(forum.chance.pick(VIEWERS), '/queue?state=all');
  if (forum.chance.happens(0.2)) await service.look(forum.chance.pick(LEADERS), '/doctor');
  if (forum.chance.happens(0.2)) {
    const line = JSON.stringify(['housing', forum.chance.pick(['public', 'private']), 'default', 'fr', 'normal']);
    await service.look(forum.chance.pick([...VIEWERS, ...LEADERS]), `/reports?since=2026-01-01&line=${encodeURIComponent(line)}`);
  }
  if (forum.chance.happens(0.05)) await service.look(forum.chance.pick([...VIEWERS, ...LEADERS]), '/calendar?community=housing');
  // Of all things to look at it takes longest, and shows of every ticket the same.
  if (forum.chance.happens(0.01)) await service.explain(forum.chance.pick(tickets));
}
