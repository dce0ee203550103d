import type { Sandbox } from '../../service/sandbox/sandbox.js';
import type { Post, Topic } from '../../service/sandbox/state.js';
import type { Store } from '../../service/ports/store.js';
import { hashText } from '../../shared/text.js';
import type { PlayedWeek } from './undisturbed.js';

/** What of a ticket's view can still be seen in the forum. */
export interface Shown {
  readonly category: number | null;
  readonly isPrivate: boolean;
  readonly tags: readonly string[];
  readonly closed: boolean;
  readonly archived: boolean;
  readonly listed: boolean;
  readonly isDeleted: boolean;
  readonly accepted: number | null;
  readonly owner: number | null;
  readonly assigneeSeen: number | null;
  readonly visiblePosts: readonly number[];
  readonly texts: Readonly<Record<string, string>>;
}

/** Read from the forum's own state, by nothing of ours. */
export function shownByForum({ state }: Sandbox, { topicId, botId }: { topicId: number; botId: number }): Shown | null {
  const topic = state.topics.find((one) => one.id === topicId);
  if (!topic) return null;
  const posts = state.posts.filter((post) => post.topicId === topicId).sort((a, b) => a.id - b.id);
  const visible = posts.filter((post) => isWord(post) && post.userId !== botId && !post.deletedAt && !post.userDeleted && !post.hidden);
  const isVisible = (id: number | null): boolean =>
    posts.some((post) => post.id === id && !post.deletedAt && !post.userDeleted && !post.hidden);
  return {
    category: topic.archetype === 'private_message' ? null : topic.categoryId,
    isPrivate: topic.archetype === 'private_message',
    tags: [...topic.tags].sort(),
    closed: topic.closed,
    archived: topic.archived,
    listed: topic.visible,
    isDeleted: topic.deletedAt !== null,
    accepted: isVisible(topic.acceptedPostId) ? topic.acceptedPostId : null,
    owner: ownerOf(state, posts),
    assigneeSeen: assigneeOf(topic),
    visiblePosts: visible.map((post) => post.id),
    texts: Object.fromEntries(visible.map((post) => [String(post.id), hashText(post.raw)])),
  };
}

/** The same fields of a stored view. */
export function shownByView(view: unknown): Shown {
  const { texts, visiblePosts, deletedAt, ...rest } = view as Shown & {
    readonly texts: ReadonlyArray<{ readonly post: number; readonly hash: string }>;
    readonly deletedAt: string | null;
  };
  const { category, isPrivate, tags, closed, archived, listed, accepted, owner, assigneeSeen } = rest;
  const hashes = texts.filter(({ post }) => visiblePosts.includes(post)).map(({ post, hash }) => [String(post), hash] as const);
  return {
    category,
    isPrivate,
    tags: [...tags].sort(),
    closed,
    archived,
    listed,
    isDeleted: deletedAt !== null,
    accepted,
    owner,
    assigneeSeen,
    visiblePosts,
    texts: Object.fromEntries(hashes),
  };
}

/** Members of all groups, as the forum has them and as we know them. */
export async function membersOf(store: Store, { forumId, sandbox }: PlayedWeek) {
  const bound = sandbox.state.groups.filter((group) => /_experts$|^facilitators$/.test(group.name));
  const forum = bound.map((group) => [group.name, group.members.map((member) => member.userId).sort((a, b) => a - b)]);
  const known = [];
  for (const group of bound) {
    const members = await store.knownMembers(forumId, group.id);
    known.push([group.name, members.map((member) => member.user).sort((a, b) => a - b)]);
  }
  return { forum, known };
}

function isWord(post: Post): boolean {
  return post.type === 1 || post.type === 2;
}

function assigneeOf({ assignment }: Topic): number | null {
  return assignment?.userId ?? null;
}

/** Whoever took the topic upon themselves; one that was given it by somebody else has not accepted yet (design section 5). */
function ownerOf(state: Sandbox['state'], posts: readonly Post[]): number | null {
  let owner: number | null = null;
  for (const { actionCode, actionWho, userId } of posts) {
    if (actionCode === 'unassigned' || actionCode === 'unassigned_group') owner = null;
    if (actionCode !== 'assigned' && actionCode !== 'reassigned') continue;
    const person = state.users.find((user) => user.username === actionWho);
    if (person?.id === userId) owner = userId;
  }
  return owner;
}
