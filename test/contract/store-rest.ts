import { describe, expect, it } from '@jest/globals';
import type { TestStore } from '../support/database.js';
import { at, fact, lesson, postIn } from './store-lessons.js';

export function describeRest(opened: TestStore): void {
  describe('the rest', () => {
    it('keeps mode and secret of a forum that is opened again, and takes the bot', async () => {
      const forum = await opened.newForum('observe');
      await opened.store.setMode(forum, 'live');

      const row = await opened.store.openForum({ id: forum, botId: 12, botName: 'robot', mode: 'observe', secret: 'another' });

      expect(row).toEqual({ id: forum, botId: 12, botName: 'robot', mode: 'live', secret: 'a secret for tests' });
      expect(await opened.store.forum(forum)).toEqual(row);
      expect(await opened.store.forum('unknown')).toBeNull();
    });

    it('gives a run of a schedule to its first caller', async () => {
      const forum = await opened.newForum();

      const started = await Promise.all([1, 2, 3].map(() => opened.store.startRun(forum, 'digest', '2026-11-02')));

      expect(started.filter(Boolean)).toHaveLength(1);
      expect(await opened.store.startRun(forum, 'digest', '2026-11-03')).toBe(true);
    });

    it('keeps notes, the same one once with its newest time', async () => {
      const forum = await opened.newForum();
      const note = { kind: 'refused', thing: 'topic:20', text: 'not permitted' };
      for (const seconds of [0, 9, 5]) await opened.store.note(forum, { ...note, at: at(seconds) });
      await opened.store.note(forum, { ...note, text: 'too long', at: at(1) });

      expect(await opened.store.notes(forum)).toEqual([
        { ...note, text: 'too long', at: at(1) },
        { ...note, at: at(9) },
      ]);
    });

    it('knows the highest post and keeps forums apart', async () => {
      const [forum, other] = [await opened.newForum(), await opened.newForum()];
      await opened.store.learn(forum, lesson({ facts: [...postIn(20, 5, 7), fact({ type: 'PostBorn', post: 99, replyTo: null }, 1)] }));

      expect(await opened.store.highestPost(forum)).toBe(99);
      expect(await opened.store.highestPost(other)).toBeNull();
      expect((await opened.store.material(other, 20)).facts).toEqual([]);
      expect(await opened.store.dirtyTopics(other, 9)).toEqual([]);
    });
  });
}
