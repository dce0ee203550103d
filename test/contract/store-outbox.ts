import { describe, expect, it } from '@jest/globals';
import { markerOf } from '../../shared/marker.js';
import type { Lesson } from '../../service/ports/store.js';
import { TEST_SECRET, type TestStore } from '../support/database.js';
import { at, claim, DONE, lesson, save, want } from './store-lessons.js';
import { claimOne } from '../support/claim-one.js';

function confirmed(seconds: number, postId = 71): Lesson {
  return lesson({ confirmations: [{ marker: markerOf(TEST_SECRET, 'tags:topic:20', 1), postId, topicId: 20, at: at(seconds) }] });
}

export function describeOutbox(opened: TestStore): void {
  describe('outbox', () => {
    it('claims what is due by priority, then time, then age', async () => {
      const forum = await opened.newForum();
      await want(
        opened.store,
        forum,
        { key: 'd', priority: 5 },
        { key: 'c', priority: 5, notBefore: at(-5) },
        { key: 'a', priority: 0, notBefore: at(-1) },
        { key: 'later', priority: 0, notBefore: at(1) },
        { key: 'e', priority: 5 },
        { key: 'b', priority: 1 },
      );

      const keys: string[] = [];
      for (let next = await claimOne(opened.store, forum, at(0)); next; next = await claimOne(opened.store, forum, at(0)))
        keys.push(next.effect.key);

      expect(keys).toEqual(['a', 'b', 'c', 'd', 'e']);
      expect((await opened.store.nextDue(forum)).effect).toBe(at(1));
    });

    it('has at most one attempt per key in flight, and a newer revision waits for the end of an older one', async () => {
      const forum = await opened.newForum();
      await want(opened.store, forum, {}, { revision: 2, valueHash: 'h2' });

      const claims = await Promise.all([1, 2, 3].map(() => claimOne(opened.store, forum, at(0))));
      const [first] = claims.filter((one) => one !== null);
      expect(claims.filter((one) => one !== null)).toHaveLength(1);
      expect(first?.effect).toMatchObject({ revision: 1, state: 'waiting', attempts: 1 });

      if (first) await opened.store.endAttempt(first, { outcome: 'unknown', notBefore: at(25), reason: 'no answer' }, at(1));
      expect(await claimOne(opened.store, forum, at(2))).toBeNull();
      const looked = await claim(opened.store, forum, 25);
      expect(looked.effect).toMatchObject({ revision: 1, state: 'unknown', attempts: 2 });

      await opened.store.endAttempt(looked, DONE, at(26));
      expect((await claim(opened.store, forum, 27)).effect.revision).toBe(2);
    });

    it('closes a room after what is said in it before, also where that has to be tried again', async () => {
      const forum = await opened.newForum();
      await want(opened.store, forum, { key: 'words', kind: 'post' }, { key: 'close', kind: 'close' });
      const words = await claim(opened.store, forum);
      const meanwhile = await claimOne(opened.store, forum, at(0));
      await opened.store.endAttempt(words, { outcome: 'retry', notBefore: at(9), reason: 'the topic changed' }, at(1));
      const waiting = await claimOne(opened.store, forum, at(2));
      await opened.store.endAttempt(await claim(opened.store, forum, 9), DONE, at(10));

      expect([words.effect.key, meanwhile, waiting]).toEqual(['words', null, null]);
      expect((await claim(opened.store, forum, 11)).effect.key).toBe('close');
    });

    it('refuses a second open attempt for a key in the database itself', async () => {
      const forum = await opened.newForum();
      await want(opened.store, forum, {});
      const { effect: claimedEffect } = await claim(opened.store, forum);
      const { sql } = await import('../../service/adapters/prisma/rows.js');

      await expect(
        opened.database.run(sql`
        insert into attempt (forum_id, effect_id, key, started_at, lease_until)
        values (${forum}, ${claimedEffect.id}::bigint, ${claimedEffect.key}, now(), now())`),
      ).rejects.toMatchObject({ kind: 'taken' });
    });

    it.each([
      [DONE, { state: 'done', reason: null, postId: 71, forumTopicId: 20, endedAt: at(3) }],
      [{ outcome: 'enqueued' }, { state: 'enqueued', endedAt: at(3) }],
      [
        { outcome: 'refused', reason: 'not permitted' },
        { state: 'refused', reason: 'not permitted', endedAt: at(3) },
      ],
      [
        { outcome: 'lost', reason: 'taken' },
        { state: 'lost', reason: 'taken' },
      ],
      [
        { outcome: 'overruled', reason: 'deleted' },
        { state: 'overruled', reason: 'deleted' },
      ],
      [{ outcome: 'cancelled', reason: 'no longer wanted' }, { state: 'cancelled' }],
      [
        { outcome: 'dead', reason: 'ten tries' },
        { state: 'dead', reason: 'ten tries' },
      ],
      [
        { outcome: 'retry', notBefore: at(60), reason: 'busy' },
        { state: 'waiting', reason: 'busy', notBefore: at(60), endedAt: null },
      ],
      [
        { outcome: 'unknown', notBefore: at(28), reason: 'no answer' },
        { state: 'unknown', notBefore: at(28), endedAt: null },
      ],
    ] as const)('ends an attempt: %j', async (end, expected) => {
      const forum = await opened.newForum();
      await want(opened.store, forum, {});
      await opened.store.endAttempt(await claim(opened.store, forum), end, at(3));

      expect(await opened.store.effects(forum, { topicId: 20 })).toMatchObject([expected]);
      expect(await opened.store.acts(forum, 20)).toMatchObject([{ key: 'tags:topic:20', revision: 1, outcome: end.outcome, at: at(3) }]);
      expect(await opened.store.dirtyTopics(forum, 9)).toEqual(end.outcome === 'retry' || end.outcome === 'unknown' ? [] : [20]);
    });

    it('makes an expired lease an unknown outcome that is looked up 25 s later; a late answer still counts', async () => {
      const forum = await opened.newForum();
      await want(opened.store, forum, {});
      const claimed = await claim(opened.store, forum);

      expect(await opened.store.expireLeases(forum, at(89))).toBe(0);
      expect(await opened.store.expireLeases(forum, at(90))).toBe(1);
      expect(await opened.store.expireLeases(forum, at(91))).toBe(0);
      expect(await opened.store.effects(forum, {})).toMatchObject([{ state: 'unknown', notBefore: at(115) }]);
      expect(await claimOne(opened.store, forum, at(114))).toBeNull();

      await opened.store.endAttempt(claimed, DONE, at(100));
      expect(await opened.store.effects(forum, {})).toMatchObject([{ state: 'done', postId: 71 }]);
    });

    it('is confirmed by the post that comes back before the answer; neither the answer nor a second one changes that', async () => {
      const forum = await opened.newForum();
      await want(opened.store, forum, {});
      const claimed = await claim(opened.store, forum);

      await opened.store.learn(forum, confirmed(1));
      expect(await opened.store.effects(forum, {})).toMatchObject([{ state: 'done', postId: 71, forumTopicId: 20, endedAt: at(1) }]);
      expect(await opened.store.expireLeases(forum, at(999))).toBe(0);
      await opened.store.endAttempt(claimed, { outcome: 'retry', notBefore: at(9), reason: 'timeout' }, at(2));
      await opened.store.learn(forum, confirmed(5, 72));

      expect(await opened.store.effects(forum, {})).toMatchObject([{ state: 'done', postId: 71, endedAt: at(1) }]);
      expect(await opened.store.acts(forum, 20)).toMatchObject([{ outcome: 'done', postId: 71, at: at(1) }]);
    });

    it('does not bring back what a person overruled, and ignores a marker that is not ours', async () => {
      const forum = await opened.newForum();
      await want(opened.store, forum, {});
      await opened.store.endAttempt(await claim(opened.store, forum), DONE, at(1));
      const [done] = await opened.store.effects(forum, {});
      await save(
        opened.store,
        { forum, topic: 20 },
        { effects: { add: [], cancel: [], overrule: [{ id: done?.id ?? 0, reason: 'a person deleted it' }] } },
      );

      await opened.store.learn(forum, confirmed(5));
      await opened.store.learn(
        forum,
        lesson({ confirmations: [{ marker: 'hd1-aaaaaaaaaaaaaaaaaaaaaaaaaa', postId: 1, topicId: 1, at: at(5) }] }),
      );

      expect(await opened.store.effects(forum, {})).toMatchObject([{ state: 'overruled', reason: 'a person deleted it' }]);
      expect((await opened.store.acts(forum, 20)).map(({ outcome }) => outcome)).toEqual(['done', 'overruled']);
    });

    it('cancels what was not sent and leaves alone what is in flight', async () => {
      const forum = await opened.newForum();
      await want(opened.store, forum, { priority: 0 }, { key: 'b' });
      await claim(opened.store, forum);
      const cancel = (await opened.store.effects(forum, {})).map(({ id }) => ({ id, reason: 'no longer wanted' }));

      await save(opened.store, { forum, topic: 20 }, { effects: { add: [], cancel, overrule: [] } });

      expect((await opened.store.effects(forum, {})).map(({ state }) => state)).toEqual(['in_flight', 'cancelled']);
      expect(await opened.store.effects(forum, { states: ['cancelled'] })).toMatchObject([{ key: 'b', reason: 'no longer wanted' }]);
    });
  });
}
