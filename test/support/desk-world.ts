import { z } from 'zod';
import type { Instant } from '../../shared/instant.js';
import { markerIn } from '../../shared/marker.js';
import { wordsFor } from '../../shared/words.js';
import type { EffectValues, RoomValue } from '../../service/engine/effects.js';
import type { AnyFeature, OwnWant, Part, Want } from '../../service/engine/feature.js';
import { createTicketProcessor } from '../../service/engine/process.js';
import { createOutbox, type OutboxParts } from '../../service/outbox/outbox.js';
import type { Bell, Queue } from '../../service/ports/queue.js';
import type { Effect, ForumMode } from '../../service/ports/store.js';
import { createReader } from '../../service/reads/reader.js';
import { BOT_ID, TEST_SECRET, type TestStore } from './database.js';
import { FakeForum } from './fake-forum.js';
import { keepingLog } from './keeping-log.js';
import { settableClock } from './settable-clock.js';

export const TOPIC = 20;
export const FIRST_POST = 27;
export const EXPERTS = 41;
/** Somebody whose name is known. */
export const ADA = 60;
const START: Instant = '2026-11-24T10:00:00.000Z';

interface WorldOptions {
  readonly mode?: ForumMode;
  readonly outbox?: Partial<OutboxParts>;
  /** What derives for the outbox. */
  readonly processor?: (own: OutboxParts['processor']) => OutboxParts['processor'];
}

/**
 * One forum with one community and one ticket in it, the real store, engine, reader and outbox, and a feature that wants whatever
 * the test says. The forum, the clock and the queue are the test's.
 */
export async function deskWorld(tests: TestStore, options: WorldOptions = {}) {
  const { store } = tests;
  const clock = settableClock(START);
  const forum = new FakeForum(await tests.newForum(options.mode), clock, { id: BOT_ID, name: 'desk' });
  const { log, lines } = keepingLog();
  const rung: Bell[] = [];
  const queue: Queue = { ring: (bell) => rung.push(bell), listen: () => () => Promise.resolve() };
  const wanted: Array<Part | Want> = [];
  const rules = {
    features: [talkative(wanted)],
    ticketState: () => ({ state: 'new', outcome: null, owner: null, proposed: null, because: 'test' }) as const,
  };
  const processor = createTicketProcessor({ store, rules, clock, queue, log });
  const context = () =>
    Promise.resolve({
      botId: BOT_ID,
      keepsText: (category: number | null) => category === 5,
      watches: ({ categoryId }: { categoryId: number | null | undefined }) =>
        categoryId === 5 || categoryId === null || categoryId === undefined,
    });
  const reads = { store, forum, clock, log, queue, context };
  const reader = createReader(reads);
  const ofOutbox = options.processor?.(processor) ?? processor;
  const outboxParts: OutboxParts = { store, forum, reader, processor: ofOutbox, clock, log, queue, secret: TEST_SECRET, ...options.outbox };
  await store.applySettings(forum.id, [community()]);
  forum.addTopic({ id: TOPIC }, { id: FIRST_POST, author: { id: 50, name: 'mara' } });
  await reader.readNow(`topic:${TOPIC}`, 'bell');
  const named = (thing: `user:${number}` | `group:${number}`, name: string): Promise<void> =>
    store.learn(forum.id, { facts: [], texts: [], labels: [{ thing, name }], needs: [], confirmations: [], cause: { type: 'none' } });
  await named(`user:${ADA}`, 'ada');

  return {
    store,
    clock,
    forum,
    queue,
    log,
    lines,
    rung,
    processor,
    reads,
    reader,
    outbox: createOutbox(outboxParts),
    /** Another process over the same database, as after a crash. */
    newOutbox: (parts: Partial<OutboxParts> = {}) => createOutbox({ ...outboxParts, ...parts }),
    /** From now on this is wanted; what is to be done for it stands in the outbox afterwards. */
    async want(...parts: ReadonlyArray<Part | Want>) {
      wanted.splice(0, wanted.length, ...parts);
      await store.markDirty(forum.id, [TOPIC]);
      await processor.processWaiting(forum.id);
    },
    /** What is wanted changes, and nobody has derived since. */
    wantSilently: (...parts: ReadonlyArray<Part | Want>) => void wanted.splice(0, wanted.length, ...parts),
    effects: (): Promise<readonly Effect[]> => store.effects(forum.id, { topicId: TOPIC }),
    async last(key: string): Promise<Effect> {
      const effect = (await store.effects(forum.id, { topicId: TOPIC })).findLast((one) => one.key === key);
      if (!effect) throw new Error(`no effect ${key}`);
      return effect;
    },
    /** Somebody has this name from now on, as far as we have learnt. */
    named,
    /** The comment in a post under which it is ours. */
    markerOfPost: (postId: number) => markerIn(forum.post(postId).raw ?? ''),
  };
}

export type DeskWorld = Awaited<ReturnType<typeof deskWorld>>;

export const statusPart = (line: string): Part => ({ type: 'StatusPart', topic: TOPIC, line, because: 'the test says so' });
export const tagPart = (tag: string): Part => ({ type: 'TagPart', topic: TOPIC, tag, because: 'the test says so' });
export const noticePart = (text: string): Part => ({
  type: 'NoticePart',
  post: FIRST_POST,
  topic: TOPIC,
  text,
  because: 'the test says so',
});
/** Something wanted under a key of its own. */
export function wantOf<Kind extends Want['kind']>(kind: Kind, key: string, value: EffectValues[Kind]): OwnWant<Kind> {
  return { type: 'Want', kind, key, value, because: 'the test says so', notAfter: null, isAskedFor: false };
}

export const room = ({
  key = `room:ticket:${TOPIC}:1`,
  notAfter = null,
  ...own
}: Partial<RoomValue> & { readonly key?: string; readonly notAfter?: Instant | null } = {}): Want => ({
  ...wantOf('room', key, {
    title: 'Ticket HD-20',
    raw: 'Please have a look.',
    users: [ADA],
    groups: [],
    mostMembers: null,
    timesAsked: 1,
    ...own,
  }),
  notAfter,
});

function talkative(wanted: ReadonlyArray<Part | Want>): AnyFeature {
  return { name: 'talk', settings: z.object({}), initial: {}, fold: (view: object) => view, wants: () => wanted };
}

function community() {
  return {
    community: 'housing',
    version: 1,
    at: '2026-01-01T00:00:00.000Z',
    recompute: false,
    settings: {
      id: 'housing',
      name: 'Housing',
      category: 5,
      since: '2026-01-01T00:00:00.000Z',
      locale: 'en' as const,
      words: wordsFor('en', {}),
      roles: { expert: [EXPERTS], signer: [], facilitator: [], deskLead: [] },
      settleSeconds: 30,
      faqCategory: null,
      libraryCategory: null,
      features: { talk: { mode: 'on' as const, settings: {} } },
    },
  };
}
