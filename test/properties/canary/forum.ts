import type { Archetype, PostKind, Visibility } from '../../../shared/facts.js';
import { addSeconds, type Instant } from '../../../shared/instant.js';
import type { Named, SeenPost, SeenTopic } from '../../../service/ports/forum.js';
import { BOT, COMMUNITIES, FIRST_MEMBERS, GROUPS, PEOPLE, USERS, type CommunityGround } from './people.js';
import type { Chance } from './random.js';

export interface Topic {
  readonly id: number;
  readonly createdAt: Instant;
  readonly author: number;
  /** The ticket that it serves as a room, with the key of what opened it. */
  readonly serves: { readonly ticket: Topic; readonly key: string } | null;
  archetype: Archetype;
  category: number | null;
  /** Of which it is or was a ticket last. */
  community: CommunityGround | null;
  /** Where an escalation of it may have begun. */
  readonly communities: Set<CommunityGround>;
  title: string;
  tags: string[];
  closed: boolean;
  archived: boolean;
  deletedAt: Instant | null;
  users: Set<number>;
  groups: Set<number>;
  accepted: number | null;
  posts: Post[];
}

export interface Post {
  readonly id: number;
  readonly createdAt: Instant;
  readonly author: number;
  readonly kind: PostKind;
  topic: Topic;
  /** It was elsewhere before: whoever knew it there knows its number. */
  wasMoved: boolean;
  number: number;
  replyTo: number | null;
  version: number;
  updatedAt: Instant | null;
  visibility: Visibility;
  deletedAt: Instant | null;
  raw: string;
  action: SeenPost['action'] | null;
}

/** Who may read something. `operator`: whoever runs the service and is nobody of the forum. */
export type Audience = 'everybody' | 'operator' | ReadonlySet<number>;

/** One private text: a canary in it, and where it stands. */
export interface Canary {
  readonly token: string;
  readonly author: number;
  readonly post: Post | null;
  readonly topic: Topic | null;
  /** Its author was an expert when she said it: what becomes of her later changes nothing (design section 4). */
  readonly isByExpert: boolean;
  /** Where posts of the bot hold it too, that were written when they might. */
  readonly copies: Set<Topic>;
}

const EXPERTS: readonly number[] = COMMUNITIES.flatMap(({ roles }) => [...roles.expert, ...roles.signer]);

/** Ids that nothing else looks like, so that they are found in any text. */
export const TOKEN = /zx[0-9a-z]{6}q/g;
export const PRIVATE_ID = /(?<![0-9])[78]\d{7}(?![0-9])/g;

/** A forum as it truly is, told from nobody's side. It decides by itself who may read what. */
export class ModelForum {
  now: Instant = '2026-03-02T08:00:00.000Z';
  readonly topics: Topic[] = [];
  readonly canaries = new Map<string, Canary>();
  /** Topics and posts that were born private, by id. */
  readonly bornPrivate = new Map<number, Topic | Post>();
  readonly members = new Map<number, Set<number>>();
  /** Groups to which a line of a person gave a case, by ticket. */
  readonly given = new Map<Topic, Set<number>>();
  private count = 0;

  constructor(readonly chance: Chance) {
    for (const [group, user] of FIRST_MEMBERS) this.members.set(group, (this.members.get(group) ?? new Set()).add(user));
  }

  pass(seconds: number): void {
    this.now = addSeconds(this.now, seconds);
  }

  /** A word that stands nowhere else, for a text that is about to be written. */
  newToken(): string {
    this.count += 1;
    return `zx${this.chance.number(46_656).toString(36).padStart(3, '0')}${this.count.toString(36).padStart(3, '0')}q`;
  }

  newTopic(own: Pick<Topic, 'author' | 'category' | 'community' | 'serves'> & { readonly title: string }): Topic {
    const isPrivate = own.category === null;
    const topic: Topic = {
      ...own,
      id: this.newId(isPrivate ? 70_000_000 : 100),
      createdAt: this.now,
      communities: new Set(own.community ? [own.community] : []),
      archetype: isPrivate ? 'private_message' : 'regular',
      tags: [],
      closed: false,
      archived: false,
      deletedAt: null,
      users: new Set(isPrivate ? [own.author] : []),
      groups: new Set(),
      accepted: null,
      posts: [],
    };
    this.topics.push(topic);
    if (isPrivate) this.bornPrivate.set(topic.id, topic);
    this.mark(topic.title, { author: own.author, topic, post: null }, topic);
    return topic;
  }

  newPost(topic: Topic, own: Pick<Post, 'author' | 'raw'> & Partial<Pick<Post, 'kind' | 'replyTo' | 'action' | 'visibility'>>): Post {
    const isPrivate = topic.archetype === 'private_message';
    const post: Post = {
      kind: 'regular',
      replyTo: null,
      action: null,
      visibility: 'visible',
      ...own,
      id: this.newId(isPrivate ? 80_000_000 : 5_000),
      createdAt: this.now,
      topic,
      number: topic.posts.length + 1,
      version: 1,
      updatedAt: this.now,
      deletedAt: null,
      wasMoved: false,
    };
    topic.posts.push(post);
    if (isPrivate) this.bornPrivate.set(post.id, post);
    this.mark(post.raw, { author: own.author, topic: null, post }, topic);
    return post;
  }

  edit(post: Post, raw: string): void {
    Object.assign(post, { raw, version: post.version + 1, updatedAt: this.now });
    this.mark(raw, { author: post.author, topic: null, post }, post.topic);
  }

  /** What a button says stands nowhere in the forum: it is for those who read where it was pressed. */
  pressed(line: string, said: { readonly author: number; readonly topic: Topic }): void {
    this.mark(line, { ...said, post: null }, said.topic);
  }

  private mark(text: string, said: Pick<Canary, 'author' | 'post' | 'topic'>, place: Topic): void {
    for (const [token] of text.matchAll(TOKEN)) {
      const known = this.canaries.get(token);
      if (!known) this.canaries.set(token, { token, ...said, isByExpert: this.isIn(said.author, EXPERTS), copies: new Set() });
      else if (said.author === BOT && known.author !== BOT) known.copies.add(place);
    }
  }

  private newId(from: number): number {
    this.count += 1;
    return from + this.count;
  }

  isIn(user: number, groups: Iterable<number>): boolean {
    for (const group of groups) if (this.members.get(group)?.has(user)) return true;
    return false;
  }

  /** A desk lead may do what a facilitator may. */
  leads(user: number, community: CommunityGround | null): boolean {
    return community !== null && this.isIn(user, [...community.roles.facilitator, ...community.roles.deskLead]);
  }

  roomsOf(ticket: Topic): Topic[] {
    return this.topics.filter((one) => one.serves?.ticket === ticket);
  }

  /** Whom the forum shows a topic. */
  takesPart(user: number, topic: Topic): boolean {
    return topic.archetype !== 'private_message' || topic.users.has(user) || this.isIn(user, topic.groups);
  }

  /** ES-02: of a room those who take part; of a private question also the groups of experts to which it was given, and its asker. */
  mayRead(user: number, topic: Topic): boolean {
    if (this.takesPart(user, topic)) return true;
    const ticket = topic.serves?.ticket ?? topic;
    if (this.leads(user, ticket.community)) return true;
    return topic.serves === null && (user === topic.author || this.isIn(user, this.caseOf(topic)));
  }

  private caseOf(ticket: Topic): number[] {
    return [...ticket.groups, ...this.roomsOf(ticket).flatMap((room) => [...room.groups]), ...(this.given.get(ticket) ?? [])];
  }

  /** To whom we may write a canary now: who may read its post where and as what it is now, wherever it was before. A whisper nobody. */
  readersOf({ post, topic, author }: Canary): Audience {
    const place = post?.topic ?? topic;
    if (!place || post?.kind === 'whisper') return new Set([author]);
    if (place.archetype !== 'private_message') return 'everybody';
    return new Set(USERS.filter((user) => user === author || this.mayRead(user, place)));
  }

  /** To whom we may show it: besides, whoever reads it in posts of the bot, which the forum shows in every version that they had. */
  shownTo(canary: Canary): Audience {
    const shown = [this.readersOf(canary), ...[...canary.copies].map((place) => this.shownIn(place))];
    if (shown.includes('everybody')) return 'everybody';
    return new Set(USERS.filter((user) => shown.some((users) => (users as ReadonlySet<number>).has(user))));
  }

  private shownIn(place: Topic): Audience {
    if (place.archetype !== 'private_message') return this.audienceOfCategory(place.category ?? 0);
    return new Set(USERS.filter((user) => this.mayRead(user, place)));
  }

  /**
   * Who may know of something that was born private: who may read it or a room of it, who wrote there (she knows the number of what she
   * wrote in), and the specialists to whom a rule of housing sends what speaks of rent (settings.ts). What was moved is known where it was.
   */
  knowersOf(id: number): Audience {
    const thing = this.bornPrivate.get(id);
    const topic = thing && 'posts' in thing ? thing : thing?.topic;
    if (thing && 'wasMoved' in thing && thing.wasMoved) return 'everybody';
    if (!topic || topic.archetype !== 'private_message') return 'everybody';
    const routed = topic.serves === null && topic.community?.id === 'housing' ? [44] : [];
    const places = [topic, ...this.roomsOf(topic)];
    const wrote = new Set(places.flatMap(({ posts }) => posts.filter(({ wasMoved }) => !wasMoved).map(({ author }) => author)));
    return new Set(USERS.filter((user) => places.some((place) => this.mayRead(user, place)) || this.isIn(user, routed) || wrote.has(user)));
  }

  audienceOfTopic(topic: Topic): Audience {
    return topic.archetype === 'private_message' ? new Set(USERS.filter((user) => this.takesPart(user, topic))) : 'everybody';
  }

  audienceOfPeople(users: readonly number[], groups: readonly number[]): Audience {
    return new Set(USERS.filter((user) => users.includes(user) || this.isIn(user, groups)));
  }

  /** Everybody in a community's library is an expert of it. */
  audienceOfCategory(category: number): Audience {
    const owner = COMMUNITIES.find(({ library }) => library === category);
    return owner ? new Set(USERS.filter((user) => this.isIn(user, owner.roles.expert))) : 'everybody';
  }

  seenTopic(topic: Topic): SeenTopic {
    const { id, createdAt, archetype, category, title, closed, archived, deletedAt, accepted } = topic;
    const isPrivate = archetype === 'private_message';
    return {
      id,
      createdAt,
      author: named(topic.author),
      archetype,
      categoryId: isPrivate ? null : category,
      title,
      tags: topic.tags,
      closed,
      archived,
      listed: true,
      deletedAt,
      externalId: null,
      highestPostNumber: topic.posts.length,
      acceptedNumber: accepted,
      ...(isPrivate && {
        participants: {
          users: [...topic.users].map(named),
          groups: [...topic.groups].map((group) => ({ id: group, name: GROUPS.get(group) ?? '?' })),
        },
      }),
    };
  }

  seenPost(post: Post): SeenPost {
    const { topic, action, author, id, number, createdAt, updatedAt, kind, version, visibility, deletedAt, replyTo, raw } = post;
    return {
      id,
      topicId: topic.id,
      number,
      createdAt,
      updatedAt,
      author: named(author),
      kind,
      version,
      visibility,
      deletedAt,
      replyTo,
      raw,
      archetype: topic.archetype,
      categoryId: topic.archetype === 'private_message' ? null : topic.category,
      topicTitle: topic.title,
      ...(action && { action }),
    };
  }
}

function named(id: number): Named {
  return { id, name: PEOPLE.get(id) ?? `user_${id}` };
}
