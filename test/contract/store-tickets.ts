import { describe, expect, it } from '@jest/globals';
import { nameKey } from '../../shared/names.js';
import type { TestStore } from '../support/database.js';
import { at, effect, fact, lesson, postIn, result, save, START, ticketRow } from './store-lessons.js';

export function describeTickets(opened: TestStore): void {
  describe('tickets', () => {
    it('loads the facts of the topic, of posts that are or were in it, and actions elsewhere that link to it', async () => {
      const forum = await opened.newForum();
      const mine = [
        ...postIn(20, 5, 7),
        fact({ type: 'Placed', post: 5, topic: 30 }, 50),
        fact({ type: 'TopicTags', topic: 20, tags: ['a'] }, 1),
        fact({ type: 'SmallAction', post: 44, actor: 9, code: 'split_topic', who: null, linkedTopic: 20 }, 2),
      ];
      const others = [
        ...postIn(30, 6, 10),
        fact({ type: 'TopicTags', topic: 30, tags: [] }, 1),
        fact({ type: 'Placed', post: 44, topic: 30 }, 2),
      ];
      await opened.store.learn(forum, lesson({ facts: [...others, ...mine] }));

      const { facts } = await opened.store.withTicket(forum, 20, (transaction) => transaction.load());

      expect(facts.map(({ key }) => key).sort()).toEqual(mine.map(({ key }) => key).sort());
      expect(facts.map((one) => one.at)).toEqual(facts.map((one) => one.at).sort());
      expect(facts).toEqual((await opened.store.material(forum, 20)).facts);
    });

    it('loads memberships of the people in it, names that its actions tell, and texts that its facts point to', async () => {
      const forum = await opened.newForum();
      const bob = nameKey('bob');
      const members = [7, 8, 9].map((user) => fact({ type: 'MembershipBegan', group: 3, user }, 0));
      await opened.store.learn(
        forum,
        lesson({
          facts: [
            ...postIn(20, 5, 7),
            ...members,
            fact({ type: 'MembershipBegan', group: 3, user: 99 }, 0),
            fact({ type: 'SmallAction', post: 6, actor: 9, code: 'assigned', who: bob, linkedTopic: null }, 1),
            fact({ type: 'Placed', post: 6, topic: 20 }, 1),
            fact({ type: 'PersonNamed', user: 8, name: bob }, 3),
            fact({ type: 'PersonNamed', user: 99, name: nameKey('eve') }, 3),
            fact({ type: 'TextConfirmed', post: 5, version: 1, hash: 'h', textId: 't1' }, 1),
          ],
          texts: ['t1', 't2'].map((id) => ({ id, thing: 'post:5', isPrivate: false, body: `text ${id}`, at: START })),
        }),
      );

      const material = await opened.store.material(forum, 20);

      expect(material.memberships).toEqual(members);
      expect(material.names).toEqual(new Map([[bob, [{ kind: 'user', id: 8, at: at(3) }]]]));
      expect(material.texts).toEqual(new Map([['t1', 'text t1']]));
    });

    it('saves a ticket with its projections, errors, needs and effects, and gives them back', async () => {
      const forum = await opened.newForum();
      const ticket = ticketRow(20, { outcome: 'solved', owner: 7, isPrivate: true, view: { b: [1, null, 'ü'] }, nextWakeAt: at(600) });

      await save(
        opened.store,
        { forum, topic: 20 },
        {
          ticket,
          rows: [
            { projection: 'clock', key: 'first', row: { due: at(5) } },
            { projection: 'queue', key: 'q', row: { n: 1 } },
          ],
          errors: [{ feature: 'clocks', message: 'it threw' }],
          needs: [{ thing: 'topic:20', why: 'act', by: at(3) }],
          effects: { add: [effect({ notAfter: at(900), postId: 71 })], cancel: [], overrule: [] },
        },
      );

      expect(await opened.store.ticket(forum, 20)).toEqual(ticket);
      expect(await opened.store.tickets(forum)).toEqual([ticket]);
      expect(await opened.store.rows(forum, 20)).toEqual([
        { projection: 'clock', key: 'first', row: { due: at(5) } },
        { projection: 'queue', key: 'q', row: { n: 1 } },
      ]);
      expect(await opened.store.featureErrors(forum)).toEqual([{ topicId: 20, feature: 'clocks', message: 'it threw' }]);
      expect(await opened.store.needs(forum)).toMatchObject([{ thing: 'topic:20', why: 'act' }]);
      expect((await opened.store.material(forum, 20)).effects).toMatchObject([
        { ...effect({ notAfter: at(900), postId: 71 }), topicId: 20, attempts: 0, createdAt: START, endedAt: null },
      ]);
      expect(await opened.store.wakingTopics(forum, at(599), 9)).toEqual([]);
      expect(await opened.store.wakingTopics(forum, at(600), 9)).toEqual([20]);
    });

    it('makes nothing twice that another ticket made under the same key, as for a line whose post was moved', async () => {
      const forum = await opened.newForum();
      const like = effect({ key: 'like:post:71', kind: 'like', value: { post: 71 } });
      const added = { add: [like], cancel: [], overrule: [] };
      await save(opened.store, { forum, topic: 20 }, { effects: added });

      await save(opened.store, { forum, topic: 21 }, { ticket: ticketRow(21), effects: added });

      expect(await opened.store.ticket(forum, 21)).toEqual(ticketRow(21));
      expect(await opened.store.effects(forum, {})).toMatchObject([{ ...like, topicId: 20 }]);
    });

    it('gives the clocks that started in a stretch of time, with what decides who may see them', async () => {
      const forum = await opened.newForum();
      const started = (seconds: number) => ({ projection: 'clock', key: `fr:${seconds}`, row: { startedAt: at(seconds) } });
      const waited = (seconds: number) => ({ projection: 'vendor', key: `${seconds}`, row: { from: at(seconds) } });
      const ticket = ticketRow(20, { community: 'housing', isPrivate: true, view: { asker: 7 } });
      await save(opened.store, { forum, topic: 20 }, { ticket, rows: [started(0), started(10), started(20), waited(12), waited(20)] });

      const rows = await opened.store.clockRows(forum, { from: at(10), to: at(20) });
      const waits = await opened.store.vendorRows(forum, { from: at(10), to: at(20) });

      expect(rows).toMatchObject([
        {
          topicId: 20,
          community: 'housing',
          isPrivate: true,
          asker: 7,
          participants: { users: [], groups: [] },
          row: { startedAt: at(10) },
        },
      ]);
      expect(waits).toMatchObject([{ topicId: 20, isPrivate: true, asker: 7, row: { from: at(12) } }]);
    });

    it('replaces projections and errors as a set, and removes a ticket with them', async () => {
      const forum = await opened.newForum();
      const topic = { forum, topic: 20 };
      await save(opened.store, topic, {
        ticket: ticketRow(20),
        rows: [
          { projection: 'clock', key: 'a', row: 1 },
          { projection: 'clock', key: 'b', row: 2 },
        ],
        errors: [{ feature: 'faq', message: 'x' }],
      });

      await save(opened.store, topic, { ticket: ticketRow(20), rows: [{ projection: 'clock', key: 'b', row: 3 }] });
      expect(await opened.store.rows(forum, 20)).toEqual([{ projection: 'clock', key: 'b', row: 3 }]);
      expect(await opened.store.featureErrors(forum)).toEqual([]);

      await save(opened.store, topic, { ticket: null });
      expect(await opened.store.ticket(forum, 20)).toBeNull();
      expect(await opened.store.rows(forum, 20)).toEqual([]);
    });

    it('writes nothing when the work fails, and passes its error on', async () => {
      const forum = await opened.newForum();
      await opened.store.markDirty(forum, [20]);
      const failure = new Error('the work failed');

      const attempt = opened.store.withTicket(forum, 20, async (transaction) => {
        await transaction.save(result({ ticket: ticketRow(20) }), START);
        throw failure;
      });

      await expect(attempt).rejects.toBe(failure);
      expect(await opened.store.ticket(forum, 20)).toBeNull();
      expect(await opened.store.dirtyTopics(forum, 9)).toEqual([20]);
    });

    it('refuses a query beside the transaction at once instead of waiting for its end', async () => {
      const forum = await opened.newForum();

      await expect(opened.store.withTicket(forum, 20, () => opened.store.tickets(forum))).rejects.toThrow('only the given transaction');
      expect(await opened.store.tickets(forum)).toEqual([]);
    });

    it('derives one ticket at a time', async () => {
      const forum = await opened.newForum();
      const steps: string[] = [];
      const derive = (name: string): Promise<void> =>
        opened.store.withTicket(forum, 20, async (transaction) => {
          steps.push(`${name} begins`);
          await transaction.load();
          await transaction.save(result({ ticket: ticketRow(20, { state: name }) }), START);
          steps.push(`${name} ends`);
        });

      await Promise.all([derive('a'), derive('b')]);

      const [first = '', , second = ''] = steps;
      expect(steps).toEqual([first, first.replace('begins', 'ends'), second, second.replace('begins', 'ends')]);
      expect(steps).toHaveLength(4);
    });

    it('shows the effect on the notice of a post that came from another ticket', async () => {
      const forum = await opened.newForum();
      await opened.store.learn(forum, lesson({ facts: postIn(20, 5, 7) }));
      await save(
        opened.store,
        { forum, topic: 20 },
        { effects: { add: [effect({ key: 'notice:post:5', kind: 'notice' })], cancel: [], overrule: [] } },
      );

      await opened.store.learn(forum, lesson({ facts: [fact({ type: 'Placed', post: 5, topic: 30 }, 60)] }));

      expect((await opened.store.material(forum, 30)).effects).toMatchObject([{ key: 'notice:post:5', revision: 1, topicId: 20 }]);
    });
  });
}
