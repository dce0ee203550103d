import type { Archetype, PostKind, Visibility } from '../../shared/facts.js';
import type { Instant } from '../../shared/instant.js';
import type { NameKey } from '../../shared/names.js';
import type { PluginErrorType } from '../../shared/contracts/plugin/common.js';

/** A post as a delivery or a read showed it. Fields that the source does not carry are undefined. */
export interface SeenPost {
  readonly id: number;
  readonly topicId: number;
  readonly number: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant | null;
  /** Null: the account is gone and the forum no longer says who wrote it. */
  readonly author: Named | null;
  readonly kind: PostKind;
  readonly version: number;
  readonly visibility: Visibility;
  readonly deletedAt: Instant | null;
  readonly replyTo: number | null;
  /** It came in by mail. */
  readonly byMail?: true;
  /** Where the forum knows it: `en`, `de`. */
  readonly language?: string;
  /** Whether its author has filled in the name of a person; never the name itself. */
  readonly hasRealName?: boolean;
  readonly raw?: string;
  /** Where the text itself may not be kept (messages): the marker that was found in it. */
  readonly marker?: string;
  readonly accepted?: boolean;
  /** Only from a read, where the forum tells it: the account that reads likes it. */
  readonly likedByUs?: boolean;
  /** Only from a read: how many like it. */
  readonly likes?: number;
  readonly archetype?: Archetype;
  readonly categoryId?: number | null;
  readonly topicTitle?: string;
  /** Small actions only. */
  readonly action?: { readonly code: string; readonly who: string | null; readonly whoKey?: NameKey; readonly linkedTopic: number | null };
  readonly notice?: { readonly raw: string } | null;
}

export interface SeenTopic {
  readonly id: number;
  readonly createdAt: Instant;
  readonly author: Named | null;
  readonly archetype: Archetype;
  readonly categoryId: number | null;
  readonly title: string;
  readonly tags: readonly string[];
  readonly closed: boolean;
  readonly archived: boolean;
  readonly listed: boolean;
  readonly deletedAt: Instant | null;
  readonly externalId: string | null;
  readonly highestPostNumber: number;
  /** Post number of the accepted answer; null: none. Undefined: the source does not say. */
  readonly acceptedNumber?: number | null;
  readonly assignee?: Named | null;
  /** The assignee's name where the source does not tell the id. */
  readonly assigneeName?: string;
  /** Only from a read of a private message. */
  readonly participants?: { readonly users: readonly Named[]; readonly groups: readonly Named[] };
}

/** `name` is empty where it may not be kept; `key` then tells the name without holding it (users only). */
export interface Named {
  readonly id: number;
  readonly name: string;
  readonly key?: NameKey;
}

export interface SeenCategory {
  readonly id: number;
  readonly parent: number | null;
  readonly readRestricted: boolean;
  readonly name: string;
}

/** What a delivery says, in our words. `created`, memberships and small actions are births; all else is a bell. */
export type SeenDelivery =
  | { readonly what: 'post'; readonly change: 'created' | 'edited' | 'destroyed' | 'recovered' | 'liked'; readonly post: SeenPost }
  | { readonly what: 'topic'; readonly change: 'created' | 'changed' | 'destroyed' | 'recovered'; readonly topic: SeenTopic }
  | { readonly what: 'solution'; readonly accepted: boolean; readonly post: SeenPost }
  | { readonly what: 'assignment'; readonly topicId: number }
  | { readonly what: 'review'; readonly topicId: number | null; readonly postId: number | null; readonly categoryId: number | null }
  | {
      readonly what: 'membership';
      readonly change: 'added' | 'removed';
      readonly group: number;
      readonly user: number;
      readonly createdAt: Instant;
    }
  | { readonly what: 'user'; readonly change: 'changed' | 'destroyed'; readonly user: Named }
  | { readonly what: 'group'; readonly change: 'changed' | 'destroyed'; readonly group: Named }
  | { readonly what: 'category'; readonly change: 'changed' | 'destroyed'; readonly category: SeenCategory }
  /** Known and of no use to us, or not known at all. */
  | { readonly what: 'other'; readonly event: string };

export type DeliveryReading =
  | { readonly ok: true; readonly seen: SeenDelivery }
  /** A field that we need is missing or of another type: the delivery is kept, marked and shown. */
  | { readonly ok: false; readonly problem: string; readonly ids: { readonly topicId: number | null; readonly postId: number | null } };

/** How the deliveries of a forum are read; pure. */
export interface DeliveryReader {
  readDelivery(event: string, json: unknown): DeliveryReading;
  /** `private`: a message, or something that may carry a message's title. `personal`: mail addresses and the like. */
  privacyOf(event: string, json: unknown): 'public' | 'private' | 'personal';
  /** What may be stored instead of a body that is not public: ids, version, times, codes. Still readable by `readDelivery`. */
  keepOfPrivate(event: string, json: unknown, botId: number): unknown;
}

export interface TopicRead {
  readonly topic: SeenTopic;
  /** All posts that the bot may see, in the order of the topic. */
  readonly posts: readonly SeenPost[];
  readonly readAt: Instant;
}

export interface PostRead {
  readonly post: SeenPost;
  readonly readAt: Instant;
}

export interface GroupMember extends Named {
  readonly addedAt: Instant | null;
}

export type Created =
  | { readonly state: 'created'; readonly postId: number; readonly topicId: number }
  /** The forum holds the post for approval; it is not there yet. */
  | { readonly state: 'enqueued' };

/** By name. */
export type Invited = { readonly user: string } | { readonly group: string };

export interface ListedTopic {
  readonly id: number;
  readonly bumpedAt: Instant | null;
  readonly categoryId: number | null;
}

/** Everything that we ask of a forum. Every call is made as the bot; errors are `ForumError`. */
export interface Forum {
  readonly id: string;
  /** Who we are to the forum. */
  whoAmI(): Promise<Named>;
  /** `beforeEachCall` is waited for before every further call that a long topic takes. */
  readTopic(topicId: number, beforeEachCall?: () => Promise<void>): Promise<TopicRead>;
  readPost(postId: number): Promise<PostRead>;
  /** Who likes a post, as far as one page of the forum shows it. */
  likersOf(postId: number): Promise<readonly Named[]>;
  /** The public posts of the window of 50 ids below `before` (newest window: null), and the highest id that exists as far as known. */
  readPostWindow(before: number | null): Promise<{ readonly posts: readonly SeenPost[]; readonly highestId: number | null }>;
  /** Topics by last activity, newest first, one page (from 0); null when there is no further page. */
  listTopics(page: number): Promise<{ readonly topics: readonly ListedTopic[]; readonly more: boolean }>;
  /** Messages of the groups that the bot belongs to, newest first. */
  listGroupMessages(groupName: string): Promise<readonly ListedTopic[]>;
  listCategories(): Promise<readonly SeenCategory[]>;
  listGroups(): Promise<readonly Named[]>;
  listMembers(groupName: string): Promise<readonly GroupMember[]>;
  countMembers(groupName: string): Promise<number>;
  /** The tags that the newest revision of a topic's first post says it had before; null when no revision tells. */
  previousTags(firstPostId: number): Promise<readonly string[] | null>;
  /** `replyToNumber`: the number in the topic of the post that it answers. */
  createPost(post: {
    readonly topicId: number;
    readonly raw: string;
    readonly quiet: boolean;
    readonly replyToNumber?: number | null;
  }): Promise<Created>;
  createTopic(topic: {
    readonly categoryId: number;
    readonly title: string;
    readonly raw: string;
    readonly tags: readonly string[];
    readonly externalId: string;
  }): Promise<Created>;
  createMessage(message: {
    readonly title: string;
    readonly raw: string;
    readonly users: readonly string[];
    readonly groups: readonly string[];
    readonly externalId: string;
  }): Promise<Created>;
  /** Replaces a post's text, and its topic's title with the first post; `quiet` does not move the topic up. */
  editPost(edit: {
    readonly postId: number;
    readonly raw: string;
    readonly reason: string;
    readonly quiet: boolean;
    readonly title?: string;
  }): Promise<void>;
  setTags(topicId: number, tags: readonly string[]): Promise<readonly string[]>;
  setNotice(postId: number, notice: string): Promise<void>;
  /** What is liked already is refused as `already_so`. */
  likePost(postId: number): Promise<void>;
  setClosed(topicId: number, closed: boolean): Promise<void>;
  /** Null: nobody. The same person again leaves a small action in the topic. */
  assignTopic(topicId: number, username: string | null): Promise<void>;
  /** Who is in the message already is refused as `already_so`. */
  inviteTo(topicId: number, who: Invited): Promise<void>;
  removeFrom(topicId: number, who: Invited): Promise<void>;
  /** Ids of the badges that a person holds. */
  badgesOf(username: string): Promise<readonly number[]>;
  /** A badge that may be granted several times is granted once more. */
  grantBadge(badge: number, username: string): Promise<void>;
  /** The topic or message that carries our `external_id`; null when there is none that we may see. */
  findByExternalId(externalId: string): Promise<number | null>;
}

export type ForumErrorKind =
  /** Retry: the forum is down, read-only or too slow. */
  | 'unavailable'
  /** Retry after `retryAfterSeconds`. */
  | 'throttled'
  /** 404 (or 403 with the forum's "not found" text): gone or hidden. */
  | 'missing'
  /** The forum will not do it: a validation or a right. `code` says which of our reasons. */
  | 'refused'
  /** The key or the account is not accepted. */
  | 'unauthorised';

/** Our own reason codes for refusals; the forum's texts are not stored (design section 9). */
export type RefusalCode =
  | 'not_permitted'
  | 'closed_or_gone'
  | 'too_short'
  | 'too_long'
  | 'too_similar'
  | 'title_taken'
  | 'external_id_taken'
  | 'recipient_unknown'
  | 'recipient_not_messageable'
  /** What was asked for is so already. */
  | 'already_so'
  | 'not_assignable'
  | 'assignee_without_access'
  | 'assignee_at_limit'
  /** The forum limits how many people and groups one message may have. */
  | 'too_many_recipients'
  | 'tags_not_allowed'
  | 'edit_conflict'
  | 'invalid'
  | 'unreadable_answer';

export class ForumError extends Error {
  override readonly name = 'ForumError';
  constructor(
    readonly kind: ForumErrorKind,
    readonly call: string,
    readonly detail: {
      readonly status: number | null;
      readonly code?: RefusalCode;
      readonly retryAfterSeconds?: number;
      /** True when the request may have been carried out although no answer came. */
      readonly outcomeUnknown?: boolean;
      /** What the plugin says it is. */
      readonly plugin?: PluginErrorType;
    },
  ) {
    super(`${call}: ${kind}${detail.status === null ? '' : ` (${detail.status})`}${detail.code ? ` ${detail.code}` : ''}`);
  }
}
