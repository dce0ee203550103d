import type {
  ArticleValue,
  BadgeValue,
  EffectValues,
  InviteValue,
  MessageValue,
  NoticeValue,
  PostValue,
} from '../../../service/engine/effects.js';
import type { EffectKind } from '../../../service/ports/effect-kinds.js';
import { PRIVATE_ID, TOKEN, type Audience, type Canary, type ModelForum, type Topic } from './forum.js';
import { COMMUNITIES } from './people.js';

export interface Leak {
  /** Where it came out: `effect message`, `page /queue for ben`. */
  readonly where: string;
  readonly what: string;
}

/** Something that somebody outside may see. */
interface Outgoing {
  readonly where: string;
  readonly bytes: string;
  readonly audience: Audience;
}

/** Looks for canaries in everything that goes out, and knows who may read each. */
export interface Watch {
  readonly leaks: readonly Leak[];
  /** How many canaries were rightly seen, by where: proof that the bytes are looked at. */
  readonly seen: ReadonlyMap<string, number>;
  /** `where` without what differs from one to the next. */
  outgoing(kind: string, out: Outgoing): void;
  effect(
    kind: EffectKind,
    effect: { readonly key: string; readonly value: unknown; readonly because: string; readonly topicId: number },
  ): void;
  /** What nobody may ever find there: logs, facts, bodies of private deliveries. */
  nowhere(where: string, bytes: string): void;
}

export function createWatch(forum: ModelForum): Watch {
  const leaks: Leak[] = [];
  const seen = new Map<string, number>();

  function outgoing(kind: string, { where, bytes, audience }: Outgoing): void {
    for (const [token] of bytes.matchAll(TOKEN)) {
      const canary = forum.canaries.get(token);
      if (!canary) continue;
      // What we write anew is measured by what is open now; what we show, also by what the forum still shows.
      const readers = /^(?:effect|because|rows)/.test(kind) ? forum.readersOf(canary) : forum.shownTo(canary);
      if (isWithin(audience, readers)) seen.set(kind, (seen.get(kind) ?? 0) + 1);
      else report({ where, what: `${token}, words of ${canary.author} in ${placeOf(canary)}, among: ${around(bytes, token)}` });
    }
    if (audience === 'operator') return;
    for (const id of new Set(bytes.match(PRIVATE_ID))) {
      if (!isWithin(audience, forum.knowersOf(Number(id))))
        report({ where, what: `the number ${id} (${whatIs(forum, Number(id))}), among: ${around(bytes, id)}` });
    }
  }

  function give(ticket: Topic, groups: readonly number[]): void {
    const allowed = groups.filter((group) => strangerIn(forum, ticket, { group }).length === 0);
    forum.given.set(ticket, new Set([...(forum.given.get(ticket) ?? []), ...allowed]));
  }

  function nowhere(where: string, bytes: string): void {
    for (const [token] of bytes.matchAll(TOKEN)) report({ where, what: `${token}, among: ${around(bytes, token)}` });
  }

  function report(leak: Leak): void {
    leaks.push(leak);
  }

  function effect(kind: EffectKind, { key, value, because, topicId }: Parameters<Watch['effect']>[1]): void {
    const ticket = forum.topics.find(({ id }) => id === topicId);
    if (!ticket) return;
    const where = `effect ${kind} ${key}`;
    for (const what of misplaced(forum, { kind, value, ticket })) report({ where, what });
    // A room is how a case is given.
    if (kind === 'room') give(ticket, (value as MessageValue).groups);
    const audience = audienceOf(forum, { kind, value, ticket });
    const bytes = JSON.stringify(kind === 'ticket' ? withoutRoom(value as EffectValues['ticket']) : value);
    outgoing(`effect ${kind}`, {
      where,
      bytes: kind === 'article' && typeof audience !== 'string' ? withoutEntered(forum, ticket, bytes) : bytes,
      audience,
    });
    outgoing('because', { where: `${where}, its reason`, bytes: because, audience });
  }

  return { leaks, seen, outgoing, effect, nowhere };
}

/** Which room there is the plugin tells only to those who take part in it. */
function withoutRoom({ topic, value }: EffectValues['ticket']): EffectValues['ticket'] {
  return { topic, value: value && { ...value, desk: { ...value.desk, roomTopicId: null } } };
}

/** FA-03: experts put into the library what experts wrote in a room of the ticket; that is for all of the community's experts then. */
function withoutEntered(forum: ModelForum, ticket: Topic, bytes: string): string {
  return bytes.replace(TOKEN, (token) => {
    const canary = forum.canaries.get(token);
    const place = canary?.post?.topic ?? canary?.topic;
    return place?.serves?.ticket === ticket && canary?.isByExpert ? '' : token;
  });
}

function isWithin(audience: Audience, allowed: Audience): boolean {
  if (allowed === 'everybody') return true;
  if (audience === 'everybody' || audience === 'operator' || allowed === 'operator') return false;
  for (const user of audience) if (!allowed.has(user)) return false;
  return true;
}

function placeOf({ post, topic }: Canary): string {
  return post
    ? `${post.kind === 'whisper' ? 'whisper' : 'post'} ${post.id} of ${post.topic.serves ? 'room' : 'topic'} ${post.topic.id}`
    : `the title of ${topic?.id ?? 0}`;
}

function whatIs(forum: ModelForum, id: number): string {
  const thing = forum.bornPrivate.get(id);
  if (!thing) return 'unknown';
  const topic = 'posts' in thing ? thing : thing.topic;
  return topic.serves ? `room ${topic.id} of ${topic.serves.ticket.id}` : `message ${topic.id}`;
}

function around(bytes: string, found: string): string {
  const at = bytes.indexOf(found);
  return bytes.slice(Math.max(0, at - 90), at + found.length + 30).replace(/\s+/g, ' ');
}

interface Carried {
  readonly kind: EffectKind;
  readonly value: unknown;
  readonly ticket: Topic;
}

/** Who sees the forum object that an effect makes or changes. */
function audienceOf(forum: ModelForum, { kind, value, ticket }: Carried): Audience {
  const valueOf = <Kind extends EffectKind>(_kind: Kind): EffectValues[Kind] => value as EffectValues[Kind];
  const ofTopic = (id: number): Audience => {
    const topic = forum.topics.find((one) => one.id === id);
    return topic ? forum.audienceOfTopic(topic) : 'everybody';
  };
  const ofPost = (id: number): Audience => {
    const topic = forum.topics.find(({ posts }) => posts.some((post) => post.id === id)) ?? ticket;
    return forum.audienceOfTopic(topic);
  };
  switch (kind) {
    case 'message':
    case 'room': {
      const { users, groups } = value as MessageValue;
      return forum.audienceOfPeople(users, groups);
    }
    case 'notice':
      return ofPost((value as NoticeValue).post);
    case 'like':
      return ofPost(valueOf('like').post);
    case 'article':
      return forum.audienceOfCategory((value as ArticleValue).category);
    case 'badge':
      return 'everybody';
    default:
      return ofTopic((value as PostValue).topic);
  }
}

/** ES-16, ES-03, ES-02: what tells by being there, whatever it says. */
function misplaced(forum: ModelForum, { kind, value, ticket }: Carried): string[] {
  if (kind === 'badge' && ticket.archetype === 'private_message')
    return [`a badge for ${(value as BadgeValue).user} tells of a private ticket`];
  if (kind === 'article' && ticket.archetype === 'private_message') return ['an article is made from a private ticket'];
  if (kind === 'room') {
    const { users, groups } = value as MessageValue;
    return [
      ...users.map((user) => strangerIn(forum, ticket, { user })),
      ...groups.map((group) => strangerIn(forum, ticket, { group })),
    ].flat();
  }
  if (kind !== 'invite') return [];
  const { topic, who, present } = value as InviteValue;
  const room = forum.topics.find(({ id }) => id === topic);
  return present && room?.serves ? strangerIn(forum, ticket, who) : [];
}

/** Into rooms come groups of the community's experts and leaders, groups that a line named, and persons with a role. */
function strangerIn(forum: ModelForum, ticket: Topic, who: InviteValue['who']): string[] {
  if ('group' in who) {
    const own = [...ticket.communities].flatMap(({ roles }) => Object.values(roles).flat());
    const experts = COMMUNITIES.flatMap(({ roles }) => [...roles.expert, ...roles.signer]);
    const isNamed = forum.given.get(ticket)?.has(who.group) === true && experts.includes(who.group);
    return isNamed || own.includes(who.group) ? [] : [`group ${who.group} comes into a room to which nobody gave the case`];
  }
  const hasRole = COMMUNITIES.some(({ roles }) => forum.isIn(who.user, Object.values(roles).flat()));
  if (who.user === ticket.author) return [`the asker ${who.user} comes into the room`];
  return hasRole ? [] : [`user ${who.user} without a role comes into the room`];
}
