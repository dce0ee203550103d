import type { Instant } from '../../shared/instant.js';
import type { ApiKey, Hook, MemoEntry, Outgoing } from './outside-state.js';
import type { PluginState } from './plugin/plugin-state.js';

/** The whole forum as plain data: it can be saved to a file and loaded again. */
export interface SandboxState {
  title: string;
  users: User[];
  groups: Group[];
  categories: Category[];
  tags: Tag[];
  topics: Topic[];
  posts: Post[];
  likes: Like[];
  badges: Badge[];
  userBadges: UserBadge[];
  queued: QueuedPost[];
  hooks: Hook[];
  keys: ApiKey[];
  /** Answers of `POST /posts.json` by user and parameters, kept for 120 s (fact 25). */
  memo: MemoEntry[];
  /** Deliveries that have not been sent yet; they survive a restart. */
  outgoing: Outgoing[];
  next: {
    user: number;
    group: number;
    member: number;
    category: number;
    tag: number;
    topic: number;
    post: number;
    review: number;
    event: number;
    outgoing: number;
  };
  settings: Settings;
  /** Null: the plugin was never installed. */
  plugin: PluginState | null;
  random: number;
  story: { step: number };
  /** How far the week was played, and which post has which name in it. */
  week: { step: number; posts: Record<string, number> };
}

export interface Settings {
  minPostLength: number;
  minTitleLength: number;
  maxPostLength: number;
  editingGraceSeconds: number;
  unassignOnClose: boolean;
  /** Groups whose members may assign and be assigned; staff may always. */
  assignGroups: string[];
  /** False, the default of a real forum: the small actions of assignments are whispers. True on the recorded one. */
  assignsPublic: boolean;
  /** Calls a minute with any key (`max_admin_api_reqs_per_minute`); null: no limit. */
  callsPerMinute: number | null;
}

export interface User {
  id: number;
  username: string;
  name: string;
  admin: boolean;
  moderator: boolean;
  trustLevel: number;
  title: string | null;
  createdAt: Instant;
  suspended: boolean;
  silenced: boolean;
}

export interface Member {
  id: number;
  userId: number;
  owner: boolean;
  addedAt: Instant;
}

export interface Group {
  id: number;
  name: string;
  fullName: string | null;
  /** 0 public, 1 signed in, 2 members, 3 members and staff, 4 owners. */
  visibility: number;
  /** 0 nobody, 1 admins, 2 staff, 3 members and staff, 4 owners and admins, 99 everyone. */
  messageable: number;
  members: Member[];
}

export interface Category {
  id: number;
  name: string;
  slug: string;
  parent: number | null;
  /** Names of the groups that may read; null: everyone. */
  readGroups: string[] | null;
  /** Names of the groups that may open topics; null: whoever may read. */
  createGroups: string[] | null;
  approveTopics: boolean;
  approveReplies: boolean;
}

export interface Tag {
  id: number;
  name: string;
  staffOnly: boolean;
}

export interface Assignment {
  userId: number | null;
  groupId: number | null;
  note: string | null;
}

export interface Topic {
  id: number;
  userId: number;
  title: string;
  archetype: 'regular' | 'private_message';
  categoryId: number | null;
  tags: string[];
  createdAt: Instant;
  bumpedAt: Instant;
  closed: boolean;
  archived: boolean;
  visible: boolean;
  pinned: boolean;
  deletedAt: Instant | null;
  deletedBy: number | null;
  externalId: string | null;
  acceptedPostId: number | null;
  assignment: Assignment | null;
  allowedUsers: number[];
  allowedGroups: number[];
}

export interface Revision {
  number: number;
  at: Instant;
  editorId: number;
  reason: string | null;
  raw: { before: string; after: string };
  title: { before: string; after: string } | null;
  tags: { before: string[]; after: string[] } | null;
  categoryId: { before: number | null; after: number | null } | null;
}

export interface Post {
  id: number;
  topicId: number;
  number: number;
  userId: number;
  /** 1 regular, 2 moderator, 3 small action, 4 whisper. */
  type: 1 | 2 | 3 | 4;
  raw: string;
  createdAt: Instant;
  updatedAt: Instant;
  version: number;
  lastVersionAt: Instant;
  lastEditorId: number;
  editReason: string | null;
  replyTo: number | null;
  deletedAt: Instant | null;
  deletedBy: number | null;
  userDeleted: boolean;
  /** What the author's deletion put aside. */
  rawBeforeDeletion: string | null;
  hidden: boolean;
  /** It came in by mail. */
  viaEmail?: true;
  actionCode: string | null;
  actionWho: string | null;
  notice: string | null;
  assignment: Assignment | null;
  revisions: Revision[];
}

export interface Like {
  postId: number;
  userId: number;
}

export interface Badge {
  id: number;
  name: string;
  /** May be granted to the same person again. */
  multiple: boolean;
}

export interface UserBadge {
  id: number;
  badgeId: number;
  userId: number;
  grantedBy: number;
  grantedAt: Instant;
  /** The post for which it was granted, if one was named. */
  postId: number | null;
}

export interface QueuedPost {
  id: number;
  userId: number;
  createdAt: Instant;
  /** 0 pending, 1 approved, 2 rejected. */
  status: 0 | 1 | 2;
  version: number;
  categoryId: number;
  topicId: number | null;
  postId: number | null;
  raw: string;
  title: string | null;
  tags: string[];
  replyTo: number | null;
}
