import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { discourseDeliveries } from '../../service/adapters/discourse/delivery-reader.js';
import { createReceiver, type ReceiverParts } from '../../service/inbox/receive.js';
import { createInboxWorker, type InboxParts } from '../../service/inbox/work.js';
import type { DeliveryReader, SeenDelivery } from '../../service/ports/forum.js';
import { StoreError, type Store } from '../../service/ports/store.js';
import { recordedDelivery } from '../contract/discourse-recordings.js';
import { testStore } from '../support/database.js';
import { keepingLog } from '../support/keeping-log.js';
import { partialStore } from '../support/partial-store.js';
import { CONTEXT, RECEIVED, ofPost } from './seen-things.js';

const tests = testStore();
const SECRET = 'a secret of the hook';

/** Bodies are what the reader shall see: `{ "seen": … }`, `{ "problem": … }` or `{ "throws": true }`. */
const reader: DeliveryReader = {
  readDelivery(_event, json) {
    const { seen, problem, throws } = json as { seen?: SeenDelivery; problem?: string; throws?: boolean };
    if (throws) throw new TypeError('heliotrope is no number');
    return seen
      ? { ok: true, seen }
      : { ok: false, problem: problem ?? '', ids: json as { topicId: number | null; postId: number | null } };
  },
  privacyOf: () => 'public',
  keepOfPrivate: () => ({}),
};

async function openInbox(own: Partial<InboxParts> = {}) {
  const forumId = await tests.newForum();
  const { log, lines } = keepingLog();
  const rings: string[] = [];
  const queue = { ring: (bell: string) => void rings.push(bell), listen: () => () => Promise.resolve() };
  const parts: InboxParts = { forumId, store: tests.store, queue, log, reader, context: () => Promise.resolve(CONTEXT), ...own };
  return {
    forumId,
    lines,
    rings,
    work: createInboxWorker(parts),
    async store(...bodies: unknown[]) {
      const rows = bodies.map((body, index) => ({
        forumId,
        hook: 'main',
        eventId: String(index),
        event: 'post_created',
        bodyHash: String(index),
        body: typeof body === 'string' ? body : JSON.stringify(body),
        receivedAt: RECEIVED,
      }));
      await tests.store.storeDeliveries(rows);
    },
    posts: async () => (await tests.store.allFacts(forumId)).flatMap(({ body }) => (body.type === 'PostBorn' ? [body.post] : [])),
    broken: () => tests.store.brokenDeliveries(forumId, 10),
  };
}

const birth = (id: number) => ({ seen: ofPost('created', { id }) });

describe('the worker of the inbox', () => {
  it('learns what waits, once, and wakes those who go on with it', async () => {
    const inbox = await openInbox();
    await inbox.store(birth(100), birth(101), { seen: ofPost('edited', { id: 102 }) });

    expect([await inbox.work(), await inbox.work()]).toEqual([3, 0]);

    expect(await inbox.posts()).toEqual([100, 101, 102]);
    expect((await tests.store.needs(inbox.forumId)).map(({ thing }) => thing)).toEqual(['post:102']);
    expect(inbox.rings).toEqual(['tickets', 'reads']);
  });

  it('rings nobody when nothing waits', async () => {
    const inbox = await openInbox();

    expect([await inbox.work(), inbox.rings]).toEqual([0, []]);
  });

  it('keeps and marks what it cannot read, and reads whatever it may be about', async () => {
    const inbox = await openInbox();
    await inbox.store(
      { problem: 'post.id is missing', topicId: 20, postId: 100 },
      { problem: 'no ids', topicId: null, postId: null },
      { problem: 'a post', topicId: null, postId: 100 },
      birth(101),
    );

    await inbox.work();

    expect((await inbox.broken()).map(({ note, state }) => [state, note]).sort()).toEqual([
      ['broken', 'a post'],
      ['broken', 'no ids'],
      ['broken', 'post.id is missing'],
    ]);
    expect((await tests.store.needs(inbox.forumId)).map(({ thing }) => thing).sort()).toEqual(['post:100', 'topic:20']);
    expect(await inbox.posts()).toEqual([101]);
  });

  it('is not held up by one that nobody foresaw, and tells nothing of what is in it', async () => {
    const inbox = await openInbox();
    await inbox.store({ throws: true }, '', birth(100));

    expect(await inbox.work()).toBe(3);

    expect((await inbox.broken()).map(({ note }) => note).sort()).toEqual([
      'it could not be understood (SyntaxError)',
      'it could not be understood (TypeError)',
    ]);
    expect(await inbox.posts()).toEqual([100]);
    expect(inbox.lines.join()).not.toContain('heliotrope');
  });

  it('is not held up by one that the store refuses: it is marked, the others are learnt', async () => {
    const refusing: Store = new Proxy(tests.store, {
      get: (store, name, receiver) =>
        name === 'learn'
          ? async (forumId: string, lesson: Parameters<Store['learn']>[1]) => {
              if (lesson.facts.some(({ body }) => body.type === 'PostBorn' && body.post === 666)) throw new StoreError('broken', '22P05');
              await store.learn(forumId, lesson);
            }
          : (Reflect.get(store, name, receiver) as unknown),
    });
    const inbox = await openInbox({ store: refusing });
    await inbox.store(birth(100), birth(666), birth(101));

    expect(await inbox.work()).toBe(3);

    expect(await inbox.posts()).toEqual([100, 101]);
    expect((await inbox.broken()).map(({ note }) => note)).toEqual(['the store refused it (22P05)']);
    expect(inbox.lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([{ level: 'error', code: '22P05' }]);
  });

  it('marks nothing when the store cannot be reached: all of it waits', async () => {
    const down: Store = new Proxy(tests.store, {
      get: (store, name, receiver) =>
        name === 'learn' ? () => Promise.reject(new StoreError('unavailable', '57P03')) : (Reflect.get(store, name, receiver) as unknown),
    });
    const inbox = await openInbox({ store: down });
    await inbox.store(birth(100));

    await expect(inbox.work()).rejects.toThrow(StoreError);

    expect(await tests.store.waitingDeliveries(inbox.forumId, 10)).toHaveLength(1);
    expect(await inbox.broken()).toEqual([]);
  });

  it('tells after the commit what was learnt from which deliveries', async () => {
    const told: unknown[] = [];
    const inbox = await openInbox({
      onLearnt: async (lesson, deliveries) =>
        void told.push([lesson.facts.length > 0, deliveries.map(({ eventId }) => eventId), await inbox.posts()]),
    });
    await inbox.store(birth(100), birth(101));

    await inbox.work();

    expect(told).toEqual([[true, ['0', '1'], [100, 101]]]);
  });

  it('begins nothing after it was told to stop', async () => {
    const inbox = await openInbox();
    await inbox.store(birth(100));

    expect(await inbox.work(AbortSignal.abort())).toBe(0);
    expect(await tests.store.waitingDeliveries(inbox.forumId, 10)).toHaveLength(1);
  });
});

describe('the receiver', () => {
  const sign = (body: Buffer | string) => `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`;

  async function openReceiver(own: Partial<ReceiverParts> = {}) {
    const forumId = await tests.newForum();
    const queue = { ring: () => undefined, listen: () => () => Promise.resolve() };
    const clock = { now: () => RECEIVED, sleep: () => Promise.resolve() };
    const receive = createReceiver({
      forumId,
      botId: () => CONTEXT.botId,
      secrets: [SECRET],
      store: tests.store,
      queue,
      clock,
      reader: discourseDeliveries,
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      ...own,
    });
    return {
      forumId,
      stored: () => tests.store.waitingDeliveries(forumId, 10),
      send: (body: Buffer | string, part: { event?: string; eventId?: string; signature?: string | undefined } = {}) =>
        receive({ hook: 'main', eventId: '1', event: 'post_created', signature: sign(body), body: Buffer.from(body), ...part }),
    };
  }

  it('keeps of a message neither text nor title, and what is learnt from it has none', async () => {
    const { event, body } = recordedDelivery('0534');
    const { send, stored, forumId } = await openReceiver();

    expect(await send(body, { event })).toMatchObject({ status: 200 });

    const [kept] = await stored();
    const { raw, cooked, topic_title: title } = (JSON.parse(body) as { post: Record<string, string> }).post;
    for (const text of [raw, cooked, title]) expect([text?.length !== 0, kept?.body.includes(String(text))]).toEqual([true, false]);
    const inbox = await openInbox({ forumId, reader: discourseDeliveries });
    await inbox.work();
    expect(JSON.stringify(await tests.store.allFacts(forumId))).not.toContain(JSON.stringify(raw).slice(1, -1));
    expect(await tests.store.brokenDeliveries(forumId, 10)).toEqual([]);
  });

  it('refuses what is not signed, and bytes that are no text', async () => {
    const { send, stored } = await openReceiver();
    const noText = Buffer.from([0x7b, 0xff, 0x7d]);

    expect((await send('{}', { signature: undefined })).status).toBe(401);
    expect((await send('{}', { signature: sign('{ }') })).status).toBe(401);
    expect((await send('', { signature: sign('') })).status).toBe(401);
    expect((await send(noText)).status).toBe(401);
    expect(await stored()).toEqual([]);
  });

  it('refuses what is signed and no JSON', async () => {
    const { send, stored } = await openReceiver();

    expect((await send('{')).status).toBe(400);
    expect(await stored()).toEqual([]);
  });

  it('answers 503 to each whose row could not be stored, and takes the next ones', async () => {
    let isDown = true;
    const store = partialStore({
      storeDeliveries: (rows) => (isDown ? Promise.reject(new StoreError('unavailable', '57P03')) : tests.store.storeDeliveries(rows)),
    });
    const { send, stored } = await openReceiver({ store });

    expect((await Promise.all([send('{"a":1}'), send('{"a":2}')])).map(({ status }) => status)).toEqual([503, 503]);
    isDown = false;
    expect((await send('{"a":1}')).status).toBe(200);
    expect(await stored()).toHaveLength(1);
  });

  it('stores the same bytes again under another event id, and once under the same', async () => {
    const { send, stored } = await openReceiver();

    for (const eventId of ['1', '1', '2']) await send('{"a":1}', { eventId });

    expect((await stored()).map(({ eventId }) => eventId)).toEqual(['1', '2']);
  });

  it('stores many that come at one moment, each answered after its own commit', async () => {
    const { send, stored } = await openReceiver();

    const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => send(`{"n":${index}}`, { eventId: String(index) })));

    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(await stored()).toHaveLength(8);
    expect((await stored())[0]).toMatchObject({ receivedAt: RECEIVED, state: 'waiting' });
  });
});
