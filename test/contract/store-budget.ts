import { describe, expect, it } from '@jest/globals';
import type { TestStore } from '../support/database.js';
import { at, claim, want } from './store-lessons.js';
import { claimOne } from '../support/claim-one.js';

export function describeBudget(opened: TestStore): void {
  describe('switching on and off', () => {
    it('makes what is held the baseline and carries out only the kinds that were chosen', async () => {
      const forum = await opened.newForum('observe');
      await want(
        opened.store,
        forum,
        ...['a', 'b', 'c'].map((key) => ({ key, state: 'held' as const })),
        { key: 'd', kind: 'status', state: 'held' },
        { key: 'late', state: 'held', notAfter: at(5) },
        { key: 'e', state: 'shadow' },
      );

      expect(await opened.store.goLive(forum)).toEqual({ status: 1, tags: 4 });
      expect(await claimOne(opened.store, forum, at(10))).toBeNull();
      expect(await opened.store.carryOutBaseline(forum, ['tags'], at(10))).toBe(3);
      await want(opened.store, forum, { key: 'new', notBefore: at(10), priority: 9 });

      expect([(await claim(opened.store, forum, 10)).effect.key, (await claim(opened.store, forum, 10)).effect.key]).toEqual(['new', 'a']);
      expect(await opened.store.effects(forum, { states: ['cancelled'] })).toMatchObject([
        { key: 'late', reason: 'its time limit had passed' },
      ]);
      expect(await opened.store.effects(forum, { states: ['baseline', 'shadow'] })).toMatchObject([{ key: 'd' }, { key: 'e' }]);
    });

    it('carries out what the plugin must know and shows, wanted before writing was on or not', async () => {
      const forum = await opened.newForum('observe');
      const only = { kind: 'config', state: 'held' } as const;
      await want(
        opened.store,
        forum,
        { key: 'a', kind: 'status', state: 'held' },
        { key: 'b', ...only },
        { key: 'c', ...only, kind: 'ticket' },
      );

      const baseline = await opened.store.goLive(forum);

      expect(baseline).toEqual({ status: 1 });
      expect(await opened.store.effects(forum, { states: ['waiting'] })).toMatchObject([{ key: 'b' }, { key: 'c' }]);
    });

    it('claims nothing while it is paused, and what would be tried again is held', async () => {
      const forum = await opened.newForum();
      await want(opened.store, forum, { priority: 0 }, { key: 'b' });
      const claimed = await claim(opened.store, forum);

      await opened.store.setMode(forum, 'paused');
      expect(await claimOne(opened.store, forum, at(1))).toBeNull();
      expect(await opened.store.holdWaiting(forum)).toBe(1);
      await opened.store.endAttempt(claimed, { outcome: 'retry', notBefore: at(2), reason: 'busy' }, at(1));

      expect((await opened.store.effects(forum, {})).map(({ state }) => state)).toEqual(['held', 'held']);
    });
  });

  describe('budget', () => {
    it('keeps a reserve for work of a higher priority and refills all the time', async () => {
      const forum = await opened.newForum();
      const take = async (priority: 'act' | 'signed' | 'bell' | 'sweep'): Promise<number> => {
        for (let taken = 0; ; taken += 1) if (!(await opened.store.takeToken(forum, at(0), priority)).ok) return taken;
      };

      expect([await take('sweep'), await take('bell'), await take('signed'), await take('act')]).toEqual([20, 15, 10, 5]);
      expect(await opened.store.takeToken(forum, at(0), 'act')).toEqual({ ok: false, retryAt: at(1.2) });
      expect(await opened.store.takeToken(forum, at(1.2), 'act')).toEqual({ ok: true, retryAt: at(1.2) });
      expect(await opened.store.takeToken(forum, at(1.2), 'sweep')).toEqual({ ok: false, retryAt: at(38.4) });
    });

    it('claims nothing without a token, and spends none when there is nothing to claim', async () => {
      const forum = await opened.newForum();
      for (let taken = 0; taken < 49; taken += 1) await opened.store.takeToken(forum, at(0), 'act');
      expect(await claimOne(opened.store, forum, at(0))).toBeNull();
      await want(opened.store, forum, {}, { key: 'b' });

      expect(await claimOne(opened.store, forum, at(0))).not.toBeNull();
      expect(await claimOne(opened.store, forum, at(0))).toBeNull();
      expect(await claimOne(opened.store, forum, at(1.2))).not.toBeNull();
    });

    it('gives no token before the time that the forum said', async () => {
      const forum = await opened.newForum();
      await opened.store.blockUntil(forum, at(30));
      await opened.store.blockUntil(forum, at(10));

      expect(await opened.store.takeToken(forum, at(29), 'act')).toEqual({ ok: false, retryAt: at(30) });
      expect(await opened.store.takeToken(forum, at(30), 'act')).toEqual({ ok: true, retryAt: at(30) });
    });
  });
}
