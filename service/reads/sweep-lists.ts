import { addSeconds, type Instant } from '../../shared/instant.js';
import { bornPost, Notebook, observeGroup } from '../engine/observations.js';
import type { ListedTopic, SeenPost } from '../ports/forum.js';
import type { Need } from '../ports/store.js';
import type { Reader } from './reader.js';
import type { ReaderParts } from './reading.js';
import { noteGoneGroups, noteOpenLibraries } from './standing-faults.js';

export interface ListParts extends ReaderParts {
  readonly reader: Pick<Reader, 'spend'>;
}

const WINDOW = 50;
/** After a start, so many posts below the newest known one are looked at for gaps; in an unknown forum, below the newest. */
const MARGIN_KNOWN = 200;
const MARGIN_UNKNOWN = 1_000;
const KEPT_DAYS = 30;

/** Lists of the forum. What they show becomes needs, not facts, except births (design section 3, "Reads have a budget"). */
export class ForumLists {
  /** Every post up to this id was listed. */
  private listedTo: number | null = null;
  private readonly topics = new Map<number, { readonly state: string; readonly bumpedAt: Instant | null; readonly isWatched: boolean }>();
  private isEndReached = false;

  constructor(private readonly parts: ListParts) {}

  /** Watched topics and messages that changed in the last 30 days, as far as listed. */
  changedTopics(now: Instant): number[] {
    const since = addSeconds(now, -KEPT_DAYS * 24 * 3600);
    return [...this.topics].flatMap(([id, { bumpedAt, isWatched }]) => (isWatched && bumpedAt !== null && bumpedAt >= since ? [id] : []));
  }

  /** New posts: windows of ids from the newest down to the last that was listed; an empty one ends nothing (discourse.md 9.1, 4). */
  async posts(): Promise<void> {
    const { store, forum, reader } = this.parts;
    const known = await store.highestPost(forum.id);
    await reader.spend('sweep');
    const newest = await forum.readPostWindow(null);
    const top = Math.max(newest.highestId ?? 0, known ?? 0);
    const floor = this.listedTo ?? Math.max(0, known === null ? top - MARGIN_UNKNOWN : known - MARGIN_KNOWN);
    await this.learnPosts(newest.posts);
    const lowest = Math.min(...newest.posts.map((post) => post.id));
    // The newest window begins at an id that may be hidden from us: what it covers for certain ends at the lowest post shown.
    let covered = newest.posts.length > 0 ? lowest : top + 1;
    if (covered > floor + 1) covered = top + 1;
    while (top > floor && covered > floor + 1) {
      await reader.spend('sweep');
      await this.learnPosts((await forum.readPostWindow(covered)).posts);
      // One id is asked for twice: whether the id itself is in its window is the forum's affair.
      covered -= WINDOW - 1;
    }
    this.listedTo = top;
  }

  /** New and changed topics: pages by last activity until one shows nothing new; the first time, 30 days back. */
  async latest(): Promise<void> {
    const { forum, reader, clock } = this.parts;
    const since = addSeconds(clock.now(), -KEPT_DAYS * 24 * 3600);
    for (let page = 0; ; page += 1) {
      await reader.spend('sweep');
      const { topics, more } = await forum.listTopics(page);
      const changes = await this.noteTopics(topics, this.isEndReached);
      const isOld = topics.length > 0 && topics.every(({ bumpedAt }) => bumpedAt === null || bumpedAt < since);
      if (more && !isOld && !(this.isEndReached && changes === 0)) continue;
      this.isEndReached = true;
      return;
    }
  }

  /** Messages to a group of the desk: private questions. */
  async messages(group: number): Promise<void> {
    const { store, forum, reader } = this.parts;
    const name = (await store.labels(forum.id, [`group:${group}`])).get(`group:${group}`);
    if (name === undefined) return;
    await reader.spend('sweep');
    await this.noteTopics(await forum.listGroupMessages(name), true);
  }

  async categories(): Promise<void> {
    const { forum, reader, clock } = this.parts;
    await reader.spend('sweep');
    const at = clock.now();
    const notebook = new Notebook();
    const listed = await forum.listCategories();
    for (const { id, parent, readRestricted, name } of listed) {
      notebook.note({ type: 'CategorySeen', category: id, parent, readRestricted }, { at, learntAt: at, source: 'read:categories' });
      notebook.labels.push({ thing: `category:${id}`, name });
    }
    await noteOpenLibraries(this.parts, listed);
    await this.learn(notebook, []);
  }

  async groups(): Promise<void> {
    const { forum, reader, clock } = this.parts;
    await reader.spend('sweep');
    const at = clock.now();
    const notebook = new Notebook();
    const listed = await forum.listGroups();
    for (const group of listed) observeGroup(notebook, group, { at, learntAt: at, source: 'read:groups' });
    await noteGoneGroups(this.parts, listed);
    await this.learn(notebook, []);
  }

  /** Births are facts; the topics in which we did not know a post are read. */
  private async learnPosts(posts: readonly SeenPost[]): Promise<void> {
    const { clock, context } = this.parts;
    const observed = await context();
    const at = clock.now();
    const glimpse = { at, learntAt: at, source: 'read:posts', unconfirmed: false, isTextConfirmed: false };
    const notebook = new Notebook();
    const topics = new Set<number>();
    for (const post of posts) {
      bornPost(notebook, post, { glimpse, context: observed });
      if (observed.watches({ topicId: post.topicId, categoryId: post.categoryId }) && !(await this.knows(post))) topics.add(post.topicId);
    }
    await this.learn(notebook, [...topics]);
  }

  private async knows(post: SeenPost): Promise<boolean> {
    const { store, forum } = this.parts;
    return (await store.topicsOfPosts(forum.id, [post.id])).get(post.id) === post.topicId;
  }

  /** How many of them are new or changed. `readsAll` false: those that we know wait for their turn in the sweep. */
  private async noteTopics(listed: readonly ListedTopic[], readsAll: boolean): Promise<number> {
    const { store, forum, context } = this.parts;
    const observed = await context();
    const changed = listed.filter((topic) => this.topics.get(topic.id)?.state !== stateOf(topic));
    const toRead: number[] = [];
    for (const topic of changed) {
      const isWatched = observed.watches({ topicId: topic.id, categoryId: topic.categoryId });
      if (isWatched && (readsAll || (await store.knownPosts(forum.id, topic.id)).length === 0)) toRead.push(topic.id);
      this.topics.set(topic.id, { state: stateOf(topic), bumpedAt: topic.bumpedAt, isWatched });
    }
    await this.learn(new Notebook(), toRead);
    return changed.length;
  }

  private async learn({ facts, texts, labels, confirmations }: Notebook, topics: readonly number[]): Promise<void> {
    const { store, forum, clock, queue } = this.parts;
    const needs = topics.map((topic): Need => ({ thing: `topic:${topic}`, why: 'sweep', by: clock.now() }));
    if (facts.length === 0 && needs.length === 0) return;
    await store.learn(forum.id, { facts, texts, labels, confirmations, needs, cause: { type: 'none' } });
    if (needs.length > 0) queue.ring('reads');
    if (facts.length > 0) queue.ring('tickets');
  }
}

function stateOf({ bumpedAt, categoryId }: ListedTopic): string {
  return `${bumpedAt ?? ''}/${categoryId ?? ''}`;
}
