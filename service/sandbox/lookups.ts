import type { Category, Group, Post, SandboxState, Topic, User } from './state.js';

/** Pure look-ups in the state. `…Of` expects the thing to exist; the others may find nothing. */
export function findUser(state: SandboxState, id: number): User | undefined {
  return state.users.find((user) => user.id === id);
}

export function userNamed(state: SandboxState, username: string): User | undefined {
  const wanted = username.toLowerCase();
  return state.users.find((user) => user.username.toLowerCase() === wanted);
}

export function userOf(state: SandboxState, id: number): User {
  return existing(findUser(state, id), `user ${id}`);
}

export function groupNamed(state: SandboxState, name: string): Group | undefined {
  const wanted = name.toLowerCase();
  return state.groups.find((group) => group.name.toLowerCase() === wanted);
}

export function findGroup(state: SandboxState, id: number): Group | undefined {
  return state.groups.find((group) => group.id === id);
}

export function findCategory(state: SandboxState, id: number | null): Category | undefined {
  return state.categories.find((category) => category.id === id);
}

export function findTopic(state: SandboxState, id: number): Topic | undefined {
  return state.topics.find((topic) => topic.id === id);
}

export function topicOf(state: SandboxState, post: Post): Topic {
  return existing(findTopic(state, post.topicId), `topic ${post.topicId}`);
}

export function findPost(state: SandboxState, id: number): Post | undefined {
  return state.posts.find((post) => post.id === id);
}

/** All posts of a topic, deleted ones too, in the order of their numbers. */
export function postsOf(state: SandboxState, topicId: number): Post[] {
  return state.posts.filter((post) => post.topicId === topicId).sort((a, b) => a.number - b.number || a.id - b.id);
}

export function firstPostOf(state: SandboxState, topicId: number): Post {
  return existing(
    postsOf(state, topicId).find((post) => post.number === 1),
    `first post of topic ${topicId}`,
  );
}

/** The next number: deleted posts keep theirs, posts that were moved away do not (fact 12). */
export function nextNumber(state: SandboxState, topicId: number): number {
  return postsOf(state, topicId).reduce((highest, post) => Math.max(highest, post.number), 0) + 1;
}

export function isMember(group: Group, userId: number): boolean {
  return group.members.some((member) => member.userId === userId);
}

export function isOwner(group: Group, userId: number): boolean {
  return group.members.some((member) => member.userId === userId && member.owner);
}

export function groupsOf(state: SandboxState, userId: number): Group[] {
  return state.groups.filter((group) => isMember(group, userId));
}

/** The accepted answer that is there: deleting the post hides it, recovering shows it again (fact 15). */
export function acceptedPost(state: SandboxState, topic: Topic): Post | undefined {
  const post = topic.acceptedPostId === null ? undefined : findPost(state, topic.acceptedPostId);
  return post && !post.deletedAt ? post : undefined;
}

export function slugOf(title: string): string {
  return (
    title
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'topic'
  );
}

export function existing<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`the sandbox forum has no ${what}`);
  return value;
}
