/** What the server of the plugin gives to pages: the parts of the contract's `ticketValue` that the reader may see. */

export interface DeskClock {
  metric: string;
  lane: "desk" | "community" | "experts";
  title: string;
  state: "running" | "paused" | "met" | "late" | "cancelled";
  due: string | null;
  /** Its intervals in words. */
  why: string[];
}

export interface DeskLabel {
  postId?: number;
  label:
    | "official"
    | "voided"
    | "community_answer"
    | "expert"
    | "checked"
    | "not_yet_checked"
    | "summary";
  text: string;
  by?: number | null;
  capacity?: string | null;
  at?: string;
  scope?: string | null;
  validUntil?: string | null;
  changed?: string | null;
  /** Of a voided one: the version of the post that was signed. */
  signedVersion?: number | undefined;
  /** Of a voided one: the last day for which it was signed, or `none`. */
  signedUntil?: string | undefined;
  people?: Names;
}

/** Names of people by id. */
export type Names = Record<string, string>;

export interface DeskTicket {
  community: string;
  reference: string;
  isPrivate: boolean;
  everyone: {
    state: string;
    stateText: string;
    outcome: string | null;
    ownerId: number | null;
    proposedId: number | null;
    decisionMode: string | null;
    next: string | null;
    clocks: DeskClock[];
    labels: DeskLabel[];
    articleTopicId: number | null;
    /** How many more have the same question. */
    meToo: number;
  };
  /** Words of lines that the reader may say now. */
  maySay: string[];
  asker?: {
    /** Before it the asker may not yet pass it on. */
    escalateFrom: string | null;
    /** What she wrote last here. */
    lastPostId?: number | null;
  };
  desk?: {
    roomTopicId: number | null;
    priority: string | null;
    kind: string | null;
    clocks: DeskClock[];
  };
  people?: Names;
}

/** A topic in a list carries less. */
export interface DeskLine {
  reference: string;
  state: string;
  stateText: string;
  ownerId: number | null;
  proposedId: number | null;
  due: string | null;
  official: boolean;
  people?: Names;
}

/** What everybody may know of a community. */
export interface DeskCommunity {
  id: string;
  name: string;
  categoryIds: number[];
  /** Its own nouns. */
  words: Record<string, string>;
  /** Who can read what is asked privately; absent where nobody can ask so. */
  privateNotice?: string | null;
  /** Names of the groups to whom one may write privately. */
  askGroups?: string[];
  /** Where its articles are. */
  faqCategoryId?: number | null;
  /** Until when an answer is promised, in words. */
  expectedReply?: string | null;
  /** The reader holds a role at its desk. */
  isDesk?: boolean;
  consoleUrl?: string | null;
}

export interface DeskTopic {
  id: number;
  title?: string;
  category_id?: number;
  hybrid_desk?: DeskTicket | null;
  draft_key?: string;
  draft_sequence?: number;
}

export interface DeskPost {
  id: number;
  post_number: number;
  post_type?: number;
  user_id: number;
  deleted_at?: string | null;
  version?: number;
  cooked?: string;
  /** Of Solved. */
  accepted_answer?: boolean;
  topic?: DeskTopic;
  hybrid_desk?: DeskLabel | { labels: DeskLabel[] };
}

export interface SimilarAnswer {
  kind: "article" | "official" | "solved";
  topic_id: number;
  title: string;
  url: string;
  state: "valid" | "expired" | "voided";
  excerpt: string | null;
}

export interface CommandAnswer {
  outcome: "done" | "told" | "refused" | "waiting" | "away" | "failed";
  text: string | null;
}

export interface ConnectionStatus {
  contract: number;
  bot: { username: string | null; problem: string | null };
  plugin: string;
  forum: string;
  problems: { name: string; text: string }[];
  service: {
    url: string;
    reached_at: string | null;
    version: string | null;
    last_delivery_at: string | null;
    effects: { waiting: number; refused: number } | null;
    console: string | null;
    doctor: string | null;
  };
  hook: {
    id: number;
    active: boolean;
    last_at: string | null;
    last_status: number | null;
    missed: number;
  } | null;
  keys: {
    with_our_scope: number;
    last_used_at: string | null;
    for_everything: number;
  };
  withholding: {
    works: boolean;
    on: boolean;
    protected_topics: number;
    own_hooks: { id: number; address: string }[];
    other_hooks: number[];
  };
  communities: {
    community: string;
    name: string;
    version: number;
    since: string;
    console: string | null;
    self_served: number;
  }[];
}
