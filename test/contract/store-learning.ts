import { describe, expect, it } from '@jest/globals';
import { nameKey } from '../../shared/names.js';
import type { Fact } from '../../shared/facts.js';
import type { Lesson } from '../../service/ports/store.js';
import type { TestStore } from '../support/database.js';
import { at, delivery, fact, lesson, postIn, START } from './store-lessons.js';

export function describeInbox(opened: TestStore): void {
  describe('inbox', () => {
    it('keeps one row per hook, event id and body, also inside one batch', async () => {
      const forum = await opened.newForum();
      const row = delivery(forum);

      await opened.store.storeDeliveries([row, row, delivery(forum, { bodyHash: 'b'.repeat(64) })]);
      await opened.store.storeDeliveries([row, delivery(forum, { eventId: 'e2' }), delivery(forum, { hook: '2' })]);

      const waiting = await opened.store.waitingDeliveries(forum, 10);
      expect(waiting.map(({ hook, eventId, bodyHash }) => `${hook} ${eventId} ${bodyHash.slice(0, 1)}`)).toEqual([
        '1 e1 a',
        '1 e1 b',
        '1 e2 a',
        '2 e1 a',
      ]);
    });

    it('stores a text with NUL and half a character pair instead of failing', async () => {
      const forum = await opened.newForum();

      await opened.store.storeDeliveries([delivery(forum, { body: 'a\u0000b\ud800c😀' })]);

      expect((await opened.store.waitingDeliveries(forum, 1))[0]?.body).toBe('a\ufffdb\ufffdc😀');
    });

    it('ends a delivery with its lesson and shows why it is broken', async () => {
      const forum = await opened.newForum();
      await opened.store.storeDeliveries([delivery(forum)]);
      const id = (await opened.store.waitingDeliveries(forum, 1))[0]?.id ?? 0;

      await opened.store.learn(forum, lesson({ cause: { type: 'delivery', id, state: 'broken', note: 'no post id' } }));

      expect(await opened.store.waitingDeliveries(forum, 10)).toEqual([]);
      expect(await opened.store.brokenDeliveries(forum, 10)).toMatchObject([{ id, note: 'no post id' }]);
      expect(await opened.store.delivery(id)).toMatchObject({ state: 'broken', note: 'no post id', receivedAt: START });
    });

    it('empties bodies that are too old, and marks those that nobody read', async () => {
      const forum = await opened.newForum();
      await opened.store.storeDeliveries([delivery(forum), delivery(forum, { eventId: 'e2', receivedAt: at(100) })]);

      expect(await opened.store.forgetBodies(forum, at(50))).toBe(1);
      expect(await opened.store.forgetBodies(forum, at(50))).toBe(0);
      expect((await opened.store.waitingDeliveries(forum, 10)).map(({ eventId, body }) => [eventId, body])).toEqual([['e2', '{}']]);
      expect(await opened.store.brokenDeliveries(forum, 10)).toMatchObject([{ eventId: 'e1', body: '' }]);
    });
  });
}

const MOVED: readonly Lesson[] = [
  lesson({ facts: postIn(20, 5, 7), texts: [{ id: 't', thing: 'post:5', isPrivate: false, body: 'old', at: at(1) }] }),
  lesson({
    facts: [fact({ type: 'Placed', post: 5, topic: 30 }, 50)],
    texts: [{ id: 't', thing: 'post:5', isPrivate: false, body: 'new', at: at(2) }],
  }),
  lesson({ facts: [fact({ type: 'PostBorn', post: 5, replyTo: 4 }, 0, { seconds: 90, source: 'delivery:9' })] }),
  lesson({ facts: [fact({ type: 'PostAuthor', post: 5, user: 7 }, 0, { seconds: -5, source: 'delivery:1', unconfirmed: true })] }),
  lesson({
    facts: [
      fact({ type: 'CategorySeen', category: 4, parent: 3, readRestricted: false }, 10),
      fact({ type: 'TopicPlace', topic: 20, category: 4, archetype: 'regular' }, 10),
    ],
  }),
  lesson({
    facts: [
      fact({ type: 'CategorySeen', category: 4, parent: 2, readRestricted: false }, 20),
      fact({ type: 'TopicPlace', topic: 20, category: 8, archetype: 'regular' }, 5),
    ],
  }),
];

export function describeLearning(opened: TestStore): void {
  describe('learning', () => {
    it('gives equal rows in whatever order lessons come', async () => {
      const orders = [MOVED, [...MOVED].reverse(), [3, 1, 5, 0, 4, 2, 1, 0].flatMap((place) => MOVED[place] ?? [])];

      const outcomes: unknown[] = [];
      for (const order of orders) {
        const forum = await opened.newForum();
        for (const learnt of order) await opened.store.learn(forum, learnt);
        const { facts, parents, texts } = await opened.store.material(forum, 20);
        outcomes.push({
          facts,
          parents,
          texts,
          all: await opened.store.allFacts(forum),
          places: await opened.store.topicsOfPosts(forum, [5, 6]),
          posts: [await opened.store.knownPosts(forum, 20), await opened.store.knownPosts(forum, 30)],
        });
      }

      expect(outcomes[1]).toEqual(outcomes[0]);
      expect(outcomes[2]).toEqual(outcomes[0]);
      expect(outcomes[0]).toMatchObject({ parents: new Map([[4, 2]]), places: new Map([[5, 30]]), posts: [[], [{ post: 5, author: 7 }]] });
    });

    it('keeps when and where a fact was learnt first, the fuller body, and unconfirmed only while nobody confirmed it', async () => {
      const forum = await opened.newForum();
      for (const learnt of MOVED) await opened.store.learn(forum, learnt);

      const facts = await opened.store.allFacts(forum);

      expect(find(facts, 'PostBorn')).toMatchObject({ learntAt: at(0), source: 'read:topic:20', body: { replyTo: 4 } });
      expect(find(facts, 'PostAuthor')).toMatchObject({ learntAt: at(-5), source: 'delivery:1', unconfirmed: false });
    });

    it('keeps a text that was seen later when an earlier one comes after it', async () => {
      const forum = await opened.newForum();
      const facts = [...postIn(20, 5, 7), fact({ type: 'TextConfirmed', post: 5, version: 2, hash: 'h', textId: 't' }, 1)];
      const text = (body: string, seconds: number): Lesson['texts'][number] => ({
        id: 't',
        thing: 'post:5',
        isPrivate: false,
        body,
        at: at(seconds),
      });

      await opened.store.learn(forum, lesson({ facts, texts: [text('later', 9)] }));
      await opened.store.learn(forum, lesson({ texts: [text('earlier', 8)] }));

      expect((await opened.store.material(forum, 20)).texts).toEqual(new Map([['t', 'later']]));
    });

    it('leaves nothing behind when a lesson fails', async () => {
      const forum = await opened.newForum();
      const unreadable = { ...fact({ type: 'TopicBorn', topic: 20 }, 0), at: 'no time' };

      await expect(opened.store.learn(forum, lesson({ facts: [...postIn(20, 5, 7), unreadable] }))).rejects.toMatchObject({
        name: 'StoreError',
        kind: 'broken',
      });

      expect(await opened.store.allFacts(forum)).toEqual([]);
    });

    it('tells names, members and labels', async () => {
      const forum = await opened.newForum();
      await opened.store.learn(
        forum,
        lesson({
          facts: [
            fact({ type: 'PersonNamed', user: 7, name: nameKey('ann') }, 0),
            fact({ type: 'PersonNamed', user: 8, name: nameKey('Ann') }, 5),
            fact({ type: 'GroupNamed', group: 3, name: nameKey('experts') }, 0),
            fact({ type: 'MembershipBegan', group: 3, user: 7 }, 0),
            fact({ type: 'MembershipEnded', group: 3, user: 7 }, 10),
            fact({ type: 'MembershipBegan', group: 3, user: 8 }, 0),
            fact({ type: 'MembershipEnded', group: 3, user: 8 }, 10),
            fact({ type: 'MembershipBegan', group: 3, user: 8 }, 20),
          ],
          labels: [
            { thing: 'user:7', name: 'ann' },
            { thing: 'user:7', name: 'anna' },
          ],
        }),
      );

      expect(await opened.store.idOfName(forum, 'user', 'ANN')).toBe(8);
      expect(await opened.store.idOfName(forum, 'group', 'ann')).toBeNull();
      expect(await opened.store.knownMembers(forum, 3)).toEqual([{ user: 8, from: at(20) }]);
      expect(await opened.store.labels(forum, ['user:7', 'user:8'])).toEqual(new Map([['user:7', 'anna']]));
    });
  });
}

export function describeCompaction(opened: TestStore): void {
  it('keeps the first and the last of equal observations in a row, and every birth', async () => {
    const forum = await opened.newForum();
    const tags = (seconds: number, ...names: string[]) => fact({ type: 'TopicTags', topic: 20, tags: names }, seconds);
    const facts = [
      fact({ type: 'TopicBorn', topic: 20 }, 0),
      tags(0, 'a'),
      tags(1, 'a'),
      tags(2, 'a'),
      tags(3, 'b'),
      tags(4, 'a'),
      tags(5, 'a'),
      tags(6, 'a'),
      tags(7, 'a'),
    ];
    await opened.store.learn(forum, lesson({ facts }));

    // Of the last run only what is older than the sixth second may go.
    const removed = await opened.store.compactFacts(forum, at(6));

    expect(removed).toBe(2);
    expect((await opened.store.allFacts(forum)).map((one) => one.at)).toEqual([0, 0, 2, 3, 4, 6, 7].map((seconds) => at(seconds)));
    expect(await opened.store.compactFacts(forum, at(6))).toBe(0);
  });

  it('keeps every joining and every leaving: several at one instant, or one person again and again', async () => {
    const forum = await opened.newForum();
    const began = (user: number, seconds: number) => fact({ type: 'MembershipBegan', group: 5, user }, seconds);
    const ended = (user: number, seconds: number) => fact({ type: 'MembershipEnded', group: 5, user }, seconds);
    const facts = [began(1, 0), began(2, 0), began(3, 0), ended(1, 1), began(1, 2), ended(1, 3), began(1, 4), ended(1, 5)];
    await opened.store.learn(forum, lesson({ facts }));

    expect(await opened.store.compactFacts(forum, at(9))).toBe(0);
  });
}

function find(facts: readonly Fact[], type: Fact['body']['type']): Fact | undefined {
  return facts.find(({ body }) => body.type === type);
}
