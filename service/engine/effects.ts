import type { ConfigValue, TicketValue } from '../../shared/contracts/plugin/shown.js';
import type { EffectKind } from '../ports/effect-kinds.js';

/** A wanted end state of one forum object, by its key. */
export interface CurrentWant {
  readonly key: string;
  readonly kind: EffectKind;
  readonly value: unknown;
  readonly valueHash: string;
  readonly because: string;
}

/** What an effect carries, by kind: a wanted end state of one forum object. */
export interface StatusValue {
  /** The topic whose one status post this is. */
  readonly topic: number;
  /** Text without marker. */
  readonly raw: string;
  /** The topic into which this one was merged: the forum took all posts there, ours too. */
  readonly mergedInto?: number;
}

export interface TagsValue {
  readonly topic: number;
  /** Desk tags that shall be there. */
  readonly present: readonly string[];
  /** All tags that are the desk's: those not in `present` shall not be there. Every other tag is kept. */
  readonly managed: readonly string[];
}

export interface NoticeValue {
  readonly post: number;
  readonly topic: number;
  /** Our block; empty: our block shall not be there. What others wrote in the notice is kept. */
  readonly text: string;
}

/** A private message; people and groups by id, their names are looked up when it is sent. */
export interface MessageValue {
  readonly title: string;
  /** Text without marker; may hold placeholders (shared/placeholders.ts). */
  readonly raw: string;
  readonly users: readonly number[];
  readonly groups: readonly number[];
}

/** A room of experts; posts in it belong to the ticket. */
export interface RoomValue extends MessageValue {
  /** ES-16: refused where a group has more members; null: whatever its size. */
  readonly mostMembers: number | null;
  /** One that was refused is tried again when it is asked for again. */
  readonly timesAsked: number;
}

/** One post of ours in a topic or room: made once, edited when its text changes. */
export interface PostValue {
  readonly topic: number;
  readonly raw: string;
  /** The post that it answers; null: the topic. */
  readonly replyTo: number | null;
}

/** The bot likes a post: "it worked" (UI-35). */
export interface LikeValue {
  readonly post: number;
}

/** A topic of ours in a category: a FAQ article or an entry of the expert library. */
export interface ArticleValue {
  readonly category: number;
  readonly title: string;
  readonly raw: string;
  readonly tags: readonly string[];
}

/** A topic or room is closed, or open. */
export interface CloseValue {
  readonly topic: number;
  readonly closed: boolean;
}

/** Whom the forum's Assign shows as owner; null: nobody. */
export interface AssignValue {
  readonly topic: number;
  readonly user: number | null;
}

/** A person or a group takes part in a message, or does not. */
export interface InviteValue {
  readonly topic: number;
  readonly who: { readonly user: number } | { readonly group: number };
  readonly present: boolean;
}

/** A person holds a badge of the forum. */
export interface BadgeValue {
  readonly user: number;
  readonly badge: number;
}

/** What the plugin must know of a community; null: it is designated no more. */
export interface ConfigEffectValue {
  readonly community: string;
  readonly value: ConfigValue | null;
}

/** What the plugin shows of a ticket; null: nothing. Its texts may hold placeholders. */
export interface TicketEffectValue {
  readonly topic: number;
  readonly value: TicketValue | null;
}

/** What each kind of effect carries. */
export interface EffectValues {
  readonly status: StatusValue;
  readonly tags: TagsValue;
  readonly notice: NoticeValue;
  readonly message: MessageValue;
  readonly room: RoomValue;
  readonly post: PostValue;
  readonly like: LikeValue;
  readonly article: ArticleValue;
  readonly close: CloseValue;
  readonly assign: AssignValue;
  readonly invite: InviteValue;
  readonly badge: BadgeValue;
  readonly config: ConfigEffectValue;
  readonly ticket: TicketEffectValue;
}
