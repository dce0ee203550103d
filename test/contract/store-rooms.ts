import { describe, expect, it } from '@jest/globals';
import type { TestStore } from '../support/database.js';
import { at, claim, effect, fact, lesson, postIn, save, want } from './store-lessons.js';

const ROOM = 33;

export function describeRooms(opened: TestStore): void {
  describe('rooms', () => {
    async function withRoom(): Promise<string> {
      const forum = await opened.newForum();
      await want(opened.store, forum, { key: 'room:ticket:20:1', kind: 'room' });
      await opened.store.endAttempt(await claim(opened.store, forum), { outcome: 'done', postId: 71, topicId: ROOM }, at(3));
      return forum;
    }

    it('are a fact of their ticket once they exist, told once', async () => {
      const forum = await withRoom();
      const [row] = await opened.store.effects(forum, {});
      await opened.store.learn(
        forum,
        lesson({ confirmations: [{ marker: 'hd1-aaaaaaaaaaaaaaaaaaaaaaaaaa', postId: 71, topicId: ROOM, at: at(5) }] }),
      );

      expect(row).toMatchObject({ state: 'done', forumTopicId: ROOM });
      expect((await opened.store.material(forum, 20)).facts.map(({ body, at: time }) => ({ body, time }))).toEqual([
        { body: { type: 'RoomOpened', topic: 20, room: ROOM, key: 'room:ticket:20:1' }, time: at(3) },
      ]);
      expect(await opened.store.watchedTopics(forum)).toEqual([ROOM]);
    });

    it('bring what happens in them to their ticket, which is derived again', async () => {
      const forum = await withRoom();
      await save(opened.store, { forum, topic: 20 }, {});
      expect(await opened.store.dirtyTopics(forum, 9)).toEqual([]);
      const said = postIn(ROOM, 80, 7);
      await opened.store.learn(forum, lesson({ facts: said }));

      expect(await opened.store.dirtyTopics(forum, 9)).toEqual([20, ROOM]);
      const { facts } = await opened.store.material(forum, 20);
      expect(facts.map(({ key }) => key)).toEqual(expect.arrayContaining(said.map(({ key }) => key)));
    });

    it('keep what was read in them when they are seen to be private once more; what was public goes', async () => {
      const forum = await withRoom();
      const place = fact({ type: 'TopicPlace', topic: ROOM, category: null, archetype: 'private_message' }, 4);
      const text = (id: string, isPrivate: boolean) => ({ id, thing: 'post:80' as const, isPrivate, body: id, at: at(4) });
      const lines = { type: 'CommandLines', post: 80, version: 1, lines: ['a', 'b'].map((textId) => ({ hash: textId, textId })) } as const;
      await opened.store.learn(
        forum,
        lesson({ facts: [...postIn(ROOM, 80, 7), fact(lines, 4)], texts: [text('a', true), text('b', false)] }),
      );
      await opened.store.learn(forum, lesson({ facts: [place] }));

      expect([...(await opened.store.material(forum, 20)).texts]).toEqual([['a', 'a']]);
    });

    it('are messages like others while they are no rooms: an effect of another kind makes none', async () => {
      const forum = await opened.newForum();
      await want(opened.store, forum, effect({ key: 'message:ticket:20', kind: 'message' }));
      await opened.store.endAttempt(await claim(opened.store, forum), { outcome: 'done', postId: 71, topicId: ROOM }, at(3));

      expect((await opened.store.material(forum, 20)).facts).toEqual([]);
    });
  });
}
