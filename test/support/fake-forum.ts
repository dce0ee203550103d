import type { Visibility } from '../../shared/facts.js';
import type { Clock } from '../../service/ports/clock.js';
import {
  ForumError,
  type Created,
  type Forum,
  type GroupMember,
  type Invited,
  type ListedTopic,
  type Named,
  type SeenCategory,
} from '../../service/ports/forum.js';
import { plainPost, plainTopic, type FakePost, type FakeTopic } from './fake-things.js';
import { ScriptedCalls } from './scripted-calls.js';

const WINDOW = 50;

/** A forum of plain state: what is set here is what a read shows. Every call can be made to fail or to be interrupted once. */
export class FakeForum extends ScriptedCalls implements Forum {
  readonly topics = new Map<number, FakeTopic>();
  readonly posts = new Map<number, FakePost>();
  /** Things that the bot may not see. */
  readonly hidden = new Set<string>();
  readonly members = new Map<string, GroupMember[]>();
  readonly groupMessages = new Map<string, number[]>();
  /** Badges by the name of who holds them, as often as they were granted. */
  readonly badges = new Map<string, number[]>();
  /** Who likes a post. */
  readonly likers = new Map<number, Named[]>();
  groups: Named[] = [];
  categories: SeenCategory[] = [];
  previous: readonly string[] | null = null;
  holdsPosts = false;
  topicsPerPage = 30;
  private nextId = 1_000;

  constructor(
    readonly id: string,
    private readonly clock: Clock,
    private readonly bot: Named,
  ) {
    super();
  }

  addTopic(topic: Partial<FakeTopic> & { readonly id: number }, firstPost: Partial<FakePost> & { readonly id: number }): FakeTopic {
    const at = this.clock.now();
    const author = firstPost.author ?? { id: 50, name: 'mara' };
    const added: FakeTopic = { ...plainTopic(at), author, ...topic };
    this.topics.set(added.id, added);
    this.addPost({ ...firstPost, topicId: added.id, author });
    return added;
  }

  addPost(post: Partial<FakePost> & { readonly id: number; readonly topicId: number }): FakePost {
    const at = this.clock.now();
    const number = 1 + [...this.posts.values()].filter((one) => one.topicId === post.topicId).length;
    const added: FakePost = { ...plainPost(at), number, raw: `text ${post.id}`, ...post };
    this.posts.set(added.id, added);
    return added;
  }

  remove(postId: number, visibility: Visibility): void {
    this.post(postId).visibility = visibility;
  }

  post(postId: number): FakePost {
    const post = this.posts.get(postId);
    if (!post) throw new Error(`the fake forum has no post ${postId}`);
    return post;
  }

  /** Posts of the bot in a topic. */
  botPosts(topicId: number): FakePost[] {
    return this.postsOf(topicId).filter((post) => post.author?.id === this.bot.id);
  }

  whoAmI = (): Promise<Named> => this.run('whoAmI', '', () => this.bot);

  readTopic = (topicId: number) =>
    this.run('readTopic', topicId, () => ({
      topic: { ...this.seen('topic', topicId, this.topics) },
      posts: this.postsOf(topicId)
        .filter((post) => !this.hidden.has(`post:${post.id}`))
        .map((post) => ({ ...post })),
      readAt: this.clock.now(),
    }));

  readPost = (postId: number) =>
    this.run('readPost', postId, () => ({ post: { ...this.seen('post', postId, this.posts) }, readAt: this.clock.now() }));

  likersOf = (postId: number) => this.run('likersOf', postId, () => this.likers.get(postId) ?? []);

  readPostWindow = (before: number | null) =>
    this.run('readPostWindow', before ?? '', () => {
      const top = before ?? Math.max(0, ...this.posts.keys());
      const shown = [...this.posts.values()].filter(
        ({ id, topicId }) => id <= top && id > top - WINDOW && this.isPublic(topicId) && !this.hidden.has(`post:${id}`),
      );
      const posts = shown
        .sort((a, b) => b.id - a.id)
        .map((post) => ({ ...post, categoryId: this.topics.get(post.topicId)?.categoryId ?? null }));
      return { posts, highestId: posts[0]?.id ?? null };
    });

  listTopics = (page: number) =>
    this.run('listTopics', page, () => {
      const all = [...this.topics.values()].filter(({ id }) => this.isPublic(id)).sort((a, b) => (a.bumpedAt < b.bumpedAt ? 1 : -1));
      const end = (page + 1) * this.topicsPerPage;
      return { topics: all.slice(end - this.topicsPerPage, end).map(listed), more: all.length > end };
    });

  listGroupMessages = (name: string) =>
    this.run('listGroupMessages', name, () =>
      (this.groupMessages.get(name) ?? []).flatMap((id) => [...this.topics.values()].filter((topic) => topic.id === id).map(listed)),
    );

  listCategories = () => this.run('listCategories', '', () => this.categories);
  listGroups = () => this.run('listGroups', '', () => this.groups);
  listMembers = (name: string) => this.run('listMembers', name, () => this.members.get(name) ?? []);
  countMembers = (name: string) => this.run('countMembers', name, () => this.members.get(name)?.length ?? 0);
  previousTags = (postId: number) => this.run('previousTags', postId, () => this.previous);

  createPost = ({ topicId, raw, replyToNumber = null }: Parameters<Forum['createPost']>[0]): Promise<Created> =>
    this.run('createPost', topicId, () => {
      if (this.holdsPosts) return { state: 'enqueued' };
      const post = this.addPost({ id: (this.nextId += 1), topicId, raw, author: this.bot, replyTo: replyToNumber });
      return { state: 'created', postId: post.id, topicId };
    });

  createTopic = ({ title, raw, categoryId, tags, externalId }: Parameters<Forum['createTopic']>[0]): Promise<Created> =>
    this.run('createTopic', externalId, () => this.createTopicOf({ title, categoryId, tags, externalId }, raw));

  /** Names that it was given stand in the call. */
  createMessage = ({ title, raw, externalId, users, groups }: Parameters<Forum['createMessage']>[0]): Promise<Created> =>
    this.run('createMessage', [...users, ...groups].join(','), () =>
      this.createTopicOf({ title, archetype: 'private_message', categoryId: null, externalId }, raw),
    );

  editPost = (edit: Parameters<Forum['editPost']>[0]): Promise<void> =>
    this.run('editPost', edit.postId, () => {
      const post = this.post(edit.postId);
      Object.assign(post, { raw: edit.raw, version: post.version + 1 });
      if (edit.title !== undefined) Object.assign(this.topics.get(post.topicId) ?? {}, { title: edit.title });
    });

  setTags = (topicId: number, tags: readonly string[]) =>
    this.run('setTags', topicId, () => {
      const topic = this.seen('topic', topicId, this.topics);
      topic.tags = tags;
      return tags;
    });

  setNotice = (postId: number, notice: string): Promise<void> =>
    this.run('setNotice', postId, () => {
      this.seen('post', postId, this.posts).notice = notice === '' ? null : { raw: notice };
    });

  likePost = (postId: number): Promise<void> =>
    this.run('likePost', postId, () => {
      const post = this.seen('post', postId, this.posts);
      if (post.likedByUs) throw new ForumError('refused', 'likePost', { status: 403, code: 'already_so' });
      post.likedByUs = true;
    });

  setClosed = (topicId: number, closed: boolean): Promise<void> =>
    this.run('setClosed', topicId, () => {
      this.seen('topic', topicId, this.topics).closed = closed;
    });

  assignTopic = (topicId: number, username: string | null): Promise<void> =>
    this.run('assignTopic', `${topicId} ${username ?? 'nobody'}`, () => {
      const topic = this.seen('topic', topicId, this.topics);
      delete topic.assignee;
      if (username === null) topic.assignee = null;
      else topic.assigneeName = username;
    });

  inviteTo = (topicId: number, who: Invited): Promise<void> => this.run('inviteTo', `${topicId} ${Object.values(who).join()}`, () => {});
  removeFrom = (topicId: number, who: Invited): Promise<void> =>
    this.run('removeFrom', `${topicId} ${Object.values(who).join()}`, () => {});
  badgesOf = (username: string) => this.run('badgesOf', username, () => this.badges.get(username) ?? []);

  grantBadge = (badge: number, username: string): Promise<void> =>
    this.run('grantBadge', `${badge} ${username}`, () => {
      this.badges.set(username, [...(this.badges.get(username) ?? []), badge]);
    });

  findByExternalId = (externalId: string) =>
    this.run(
      'findByExternalId',
      externalId,
      () => [...this.topics.values()].find((topic) => topic.externalId === externalId && !this.hidden.has(`topic:${topic.id}`))?.id ?? null,
    );

  private createTopicOf(topic: Partial<FakeTopic> & { readonly externalId: string }, raw: string): Created {
    if (this.holdsPosts) return { state: 'enqueued' };
    if ([...this.topics.values()].some(({ externalId }) => externalId === topic.externalId))
      throw new ForumError('refused', 'createTopic', { status: 422, code: 'external_id_taken' });
    const id = (this.nextId += 1);
    this.addTopic({ id, ...topic }, { id: (this.nextId += 1), raw, author: this.bot });
    return { state: 'created', postId: this.nextId, topicId: id };
  }

  private seen<T>(what: 'topic' | 'post', id: number, all: ReadonlyMap<number, T>): T {
    const found = this.hidden.has(`${what}:${id}`) ? undefined : all.get(id);
    if (!found) throw new ForumError('missing', what, { status: 404 });
    return found;
  }

  private isPublic(topicId: number): boolean {
    return this.topics.get(topicId)?.archetype === 'regular' && !this.hidden.has(`topic:${topicId}`);
  }

  private postsOf(topicId: number): FakePost[] {
    return [...this.posts.values()].filter((post) => post.topicId === topicId).sort((a, b) => a.number - b.number);
  }
}

function listed({ id, bumpedAt, categoryId }: FakeTopic): ListedTopic {
  return { id, bumpedAt, categoryId };
}
