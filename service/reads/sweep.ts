import { addSeconds, type Instant } from '../../shared/instant.js';
import { ForumError } from '../ports/forum.js';
import type { Need } from '../ports/store.js';
import { boundGroups, type BoundGroups } from './bound-groups.js';
import type { Reader } from './reader.js';
import type { ReaderParts } from './reading.js';
import { SIGNED_SECONDS, signedTopics } from './signed-topics.js';
import { ForumLists } from './sweep-lists.js';
import { CALLS_PER_MINUTE, dueChores, intervals, SLOT_SECONDS, topicsInTurn, type Chore } from './sweep-plan.js';

const MINUTE_SECONDS = 60;
/** As many as the budget leaves to a sweep in a minute; the others are still changed in the next one. */
const MOST_CHANGED = 20;

export interface SweepParts extends ReaderParts {
  readonly reader: Reader;
}

export interface SweepLength {
  readonly topics: number;
  readonly groups: number;
  /** In so many seconds every open ticket and every topic changed in the last 30 days is read once. */
  readonly seconds: number;
}

export interface Sweep {
  /** One minute of the sweep: at most six calls, spread over the minute. */
  tick(signal?: AbortSignal): Promise<void>;
  /** Everything once, as fast as the budget allows. */
  sweepAll(signal?: AbortSignal): Promise<void>;
  /** What `doctor` shows. */
  sweepLength(): Promise<SweepLength>;
}

interface ListChore extends Chore {
  run(): Promise<void>;
}

interface Round {
  readonly groups: BoundGroups;
  readonly topics: readonly number[];
  readonly every: ReturnType<typeof intervals>;
  readonly lists: readonly ListChore[];
  readonly members: ReadonlyArray<Chore & { readonly thing: Need['thing'] }>;
}

export function createSweep(parts: SweepParts): Sweep {
  return new ForumSweep(parts);
}

/** The schedule of what no delivery may have told (design section 3, "Reads have a budget"). */
class ForumSweep implements Sweep {
  private readonly lists: ForumLists;
  private readonly signed: ReturnType<typeof signedTopics>;
  private readonly doneAt = new Map<string, Instant>();
  private isByDigests = false;

  constructor(private readonly parts: SweepParts) {
    this.lists = new ForumLists(parts);
    this.signed = signedTopics(parts.store, parts.forum.id);
  }

  async tick(signal?: AbortSignal): Promise<void> {
    const { store, forum, clock } = this.parts;
    const now = clock.now();
    const round = await this.round(now);
    const lists = dueChores(round.lists, this.doneAt, now).slice(0, CALLS_PER_MINUTE);
    const members = dueChores(round.members, this.doneAt, now).slice(0, CALLS_PER_MINUTE - lists.length);
    const most = CALLS_PER_MINUTE - lists.length - members.length;
    const changed = await this.changed(round.topics, now);
    const topics = await this.topicsToRead(round, { now, most });
    const things = [...members.map((chore) => chore.thing), ...topics.map((topic): Need['thing'] => `topic:${topic}`)];
    const needs = things.map((thing, index): Need => ({ thing, why: 'sweep', by: addSeconds(now, (lists.length + index) * SLOT_SECONDS) }));
    // What is known to have changed is read at once.
    const known = changed.map((topic): Need => ({ thing: `topic:${topic}`, why: 'sweep', by: now }));
    await store.addNeeds(forum.id, [...known, ...needs.filter(({ thing }) => !known.some((need) => need.thing === thing))]);
    for (const { name } of members) this.doneAt.set(name, now);
    for (const topic of [...topics, ...changed]) this.doneAt.set(`topic:${topic}`, now);
    for (const [index, chore] of lists.entries()) {
      if (index > 0) await clock.sleep(SLOT_SECONDS * 1000, signal);
      if (signal?.aborted || !(await this.run(chore, now))) return;
    }
  }

  async sweepAll(signal?: AbortSignal): Promise<void> {
    const { store, forum, clock, reader } = this.parts;
    const began = clock.now();
    for (const name of ['categories', 'groups', 'latest', 'posts']) {
      const chore = (await this.round(began)).lists.find((one) => one.name === name);
      if (signal?.aborted || (chore && !(await this.run(chore, began)))) return;
    }
    const round = await this.round(began);
    for (const chore of round.lists.filter((one) => one.name.startsWith('messages:'))) {
      if (signal?.aborted || !(await this.run(chore, began))) return;
    }
    const all = (await this.round(began)).topics;
    const topics = (await this.parts.digests?.changed(all, () => reader.spend('sweep'))) ?? all;
    const things = [...round.members.map((chore) => chore.thing), ...topics.map((topic): Need['thing'] => `topic:${topic}`)];
    await store.addNeeds(
      forum.id,
      things.map((thing): Need => ({ thing, why: 'sweep', by: began })),
    );
    for (const thing of [...things, ...all.map((topic) => `topic:${topic}`)]) this.doneAt.set(thing, began);
    while ((await reader.work(signal)) === 'no_token' && !signal?.aborted) await clock.sleep(1000, signal);
  }

  async sweepLength(): Promise<SweepLength> {
    const { groups, topics, every } = await this.round(this.parts.clock.now());
    const seconds = this.isByDigests ? MINUTE_SECONDS : Math.ceil(every.topics);
    return { topics: topics.length, groups: groups.all.length, seconds };
  }

  private async round(now: Instant): Promise<Round> {
    const { store, forum } = this.parts;
    const groups = boundGroups(await store.settings(forum.id));
    const open = (await store.tickets(forum.id)).filter((ticket) => ticket.state !== 'closed').map((ticket) => ticket.topicId);
    const topics = [...new Set([...open, ...this.lists.changedTopics(now)])];
    const every = intervals({ groups: groups.all.length, deskGroups: groups.desk.length, topics: topics.length });
    const lists: ListChore[] = [
      { name: 'posts', everySeconds: every.newThings, run: () => this.lists.posts() },
      { name: 'latest', everySeconds: every.newThings, run: () => this.lists.latest() },
      { name: 'categories', everySeconds: every.directory, run: () => this.lists.categories() },
      { name: 'groups', everySeconds: every.directory, run: () => this.lists.groups() },
      ...groups.desk.map((group) => ({ name: `messages:${group}`, everySeconds: every.messages, run: () => this.lists.messages(group) })),
    ];
    const members = groups.all.map((group) => ({ name: `group:${group}`, everySeconds: every.members, thing: `group:${group}` as const }));
    return { groups, topics, every, lists, members };
  }

  /** Where the plugin tells by digests what changed, everything is looked at in every minute, and only that is read. */
  private async changed(topics: readonly number[], now: Instant): Promise<readonly number[]> {
    const { digests, reader } = this.parts;
    const found = (await digests?.changed(topics, () => reader.spend('sweep'))) ?? null;
    this.isByDigests = found !== null;
    if (found === null) return [];
    const isChanged = new Set(found);
    for (const topic of topics) if (!isChanged.has(topic)) this.doneAt.set(`topic:${topic}`, now);
    return found.slice(0, MOST_CHANGED);
  }

  /** Signed ones that are due take at most half of the turns: open tickets come round as well. */
  private async topicsToRead({ topics, every }: Round, { now, most }: { readonly now: Instant; readonly most: number }): Promise<number[]> {
    const turn = { seenAt: (topic: number) => this.seenAt(topic), now };
    const signed = topicsInTurn(await this.signed(now), { ...turn, everySeconds: SIGNED_SECONDS, most: Math.ceil(most / 2) });
    const others = topics.filter((topic) => !signed.includes(topic));
    return [...signed, ...topicsInTurn(others, { ...turn, everySeconds: every.topics, most: most - signed.length })];
  }

  private seenAt(topic: number): Instant | null {
    const planned = this.doneAt.get(`topic:${topic}`) ?? '';
    const read = this.parts.reader.lastReadAt(`topic:${topic}`) ?? '';
    return (planned > read ? planned : read) || null;
  }

  /** False: the forum does not answer now; the chore stays due. */
  private async run(chore: ListChore, at: Instant): Promise<boolean> {
    const { store, forum, clock, log } = this.parts;
    try {
      await chore.run();
      this.doneAt.set(chore.name, at);
      return true;
    } catch (error) {
      if (!(error instanceof ForumError)) throw error;
      const isGone = error.kind === 'missing' || error.kind === 'refused';
      log.warn({ chore: chore.name, kind: error.kind, status: error.detail.status }, 'a list of the forum could not be read');
      // Without a status it was our own budget that had no token left for a sweep.
      if (error.kind === 'throttled' && error.detail.status !== null)
        await store.blockUntil(forum.id, addSeconds(clock.now(), error.detail.retryAfterSeconds ?? 60));
      if (isGone) this.doneAt.set(chore.name, at);
      return isGone;
    }
  }
}
