import { describe, expect, it } from '@jest/globals';
import type { FactBody } from '../../shared/facts.js';
import { nameKey } from '../../shared/names.js';
import type { CommunitySettings } from '../../shared/settings.js';
import type { TestStore } from '../support/database.js';
import { at, fact, lesson, postIn, save, START, ticketRow } from './store-lessons.js';

const bob = nameKey('bob');

/** Topic 20 in category 4 (below 3): asked and answered by 7; in it, 9 assigns it to bob, who is 8. Topic 30: written in by 10. */
async function settledForum({ store, newForum }: TestStore): Promise<string> {
  const forum = await newForum();
  await store.learn(
    forum,
    lesson({
      facts: [
        ...postIn(20, 5, 7),
        ...postIn(30, 6, 10),
        fact({ type: 'TopicAuthor', topic: 20, user: 11 }, 0),
        fact({ type: 'TopicPlace', topic: 20, category: 4, archetype: 'regular' }, 0),
        fact({ type: 'TopicPlace', topic: 30, category: 5, archetype: 'regular' }, 0),
        fact({ type: 'CategorySeen', category: 4, parent: 3, readRestricted: false }, 0),
        fact({ type: 'SmallAction', post: 12, actor: 9, code: 'assigned', who: bob, linkedTopic: null }, 0),
        fact({ type: 'Placed', post: 12, topic: 20 }, 0),
        fact({ type: 'PersonNamed', user: 8, name: bob }, 0),
      ],
    }),
  );
  await clean(store, forum);
  return forum;
}

async function clean(store: TestStore['store'], forum: string): Promise<void> {
  for (const topic of await store.dirtyTopics(forum, 100)) await save(store, { forum, topic }, {});
}

const CASES: ReadonlyArray<readonly [string, FactBody, readonly number[]]> = [
  ['a fact of a topic: that topic', { type: 'TopicTags', topic: 20, tags: ['a'] }, [20]],
  ['a fact of a post: the topic where it is', { type: 'PostVisibility', post: 5, visibility: 'hidden' }, [20]],
  ['a move: where the post was and where it is', { type: 'Placed', post: 5, topic: 30 }, [20, 30]],
  [
    'an action that links to a topic: that topic',
    { type: 'SmallAction', post: 44, actor: 9, code: 'split_topic', who: null, linkedTopic: 30 },
    [30],
  ],
  ['a membership of somebody who wrote: where she wrote', { type: 'MembershipBegan', group: 3, user: 10 }, [30]],
  ['a membership of the asker', { type: 'MembershipEnded', group: 3, user: 11 }, [20]],
  ['a membership of somebody who acted', { type: 'MembershipBegan', group: 3, user: 9 }, [20]],
  ['a membership of the target of an action', { type: 'MembershipBegan', group: 3, user: 8 }, [20]],
  ['a membership of a stranger: nothing', { type: 'MembershipBegan', group: 3, user: 99 }, []],
  ['a name that an action tells', { type: 'PersonNamed', user: 77, name: bob }, [20]],
  ['a group name that an action tells', { type: 'GroupNamed', group: 77, name: bob }, [20]],
  ['a name that no action tells: nothing', { type: 'PersonNamed', user: 7, name: nameKey('ann') }, []],
  ['a category: the topics in it', { type: 'CategorySeen', category: 5, parent: 3, readRestricted: false }, [30]],
  ['a category above: the topics below it', { type: 'CategorySeen', category: 3, parent: 1, readRestricted: false }, [20]],
];

export function describeDirty(opened: TestStore): void {
  describe('what a new fact makes dirty', () => {
    it.each(CASES)('%s', async (_title, body, expected) => {
      const forum = await settledForum(opened);

      await opened.store.learn(forum, lesson({ facts: [fact(body, 60)] }));

      expect([...(await opened.store.dirtyTopics(forum, 100))].sort((a, b) => a - b)).toEqual(expected);
    });

    it('a fact that is known already makes nothing dirty, also when it was learnt earlier elsewhere', async () => {
      const forum = await settledForum(opened);

      await opened.store.learn(
        forum,
        lesson({ facts: [...postIn(20, 5, 7), fact({ type: 'Placed', post: 5, topic: 20 }, 0, { seconds: -60 })] }),
      );

      expect(await opened.store.dirtyTopics(forum, 100)).toEqual([]);
    });

    it('an older place of a post, learnt late: where it is and where it was then', async () => {
      const forum = await settledForum(opened);

      await opened.store.learn(forum, lesson({ facts: [fact({ type: 'Placed', post: 5, topic: 30 }, -60)] }));

      expect([...(await opened.store.dirtyTopics(forum, 100))].sort((a, b) => a - b)).toEqual([20, 30]);
      expect(await opened.store.topicsOfPosts(forum, [5])).toEqual(new Map([[5, 20]]));
    });

    it('a known birth of which more is shown makes its topic dirty', async () => {
      const forum = await settledForum(opened);

      await opened.store.learn(forum, lesson({ facts: [fact({ type: 'PostBorn', post: 5, replyTo: 3 }, 0)] }));

      expect(await opened.store.dirtyTopics(forum, 100)).toEqual([20]);
    });

    it('new settings: tickets of the community, topics in its category and below, messages to its groups', async () => {
      const forum = await settledForum(opened);
      await save(opened.store, { forum, topic: 40 }, { ticket: ticketRow(40) });
      await opened.store.learn(forum, lesson({ facts: [fact({ type: 'Participants', topic: 50, users: [], groups: [61, 62] }, 0)] }));
      await clean(opened.store, forum);

      await opened.store.applySettings(forum, [
        { community: 'desk', version: 1, at: START, recompute: false, settings: community({ category: 3, experts: 62 }) },
      ]);

      expect([...(await opened.store.dirtyTopics(forum, 100))].sort((a, b) => a - b)).toEqual([20, 40, 50]);
      expect(await opened.store.settings(forum)).toMatchObject([{ community: 'desk', version: 1, settings: { category: 3 } }]);
    });

    it('settings that are filled in keep number and time, and mark the same; a version that is not there is not made', async () => {
      const forum = await settledForum(opened);
      const version = { community: 'desk', version: 1, at: START, recompute: true, settings: community({ category: 3, experts: 62 }) };
      await opened.store.applySettings(forum, [version]);
      await clean(opened.store, forum);
      const settings = { ...version.settings, smallGroupSize: 7 };

      await opened.store.fillInSettings(forum, [
        { ...version, at: at(99), recompute: false, settings },
        { ...version, version: 2 },
      ]);

      expect(await opened.store.settings(forum)).toEqual([{ ...version, settings }]);
      expect(await opened.store.dirtyTopics(forum, 100)).toEqual([20]);
    });

    it('gives the topics that were marked first first; only a derivation that saved clears a mark', async () => {
      const forum = await opened.newForum();
      await opened.store.markDirty(forum, [30]);
      await opened.store.markDirty(forum, [20]);
      expect(await opened.store.dirtyTopics(forum, 100)).toEqual([30, 20]);

      await opened.store.withTicket(forum, 30, () => Promise.resolve());
      expect(await opened.store.dirtyTopics(forum, 100)).toEqual([30, 20]);

      await save(opened.store, { forum, topic: 30 }, {});
      await opened.store.markDirty(forum, [30]);
      expect(await opened.store.dirtyTopics(forum, 1)).toEqual([20]);
      expect(await opened.store.dirtyTopics(forum, 100)).toEqual([20, 30]);
    });
  });

  describe('needs', () => {
    it('keeps the earlier time and the stronger reason and counts every ring', async () => {
      const forum = await opened.newForum();
      await opened.store.addNeeds(forum, [
        { thing: 'topic:20', why: 'sweep', by: at(10) },
        { thing: 'post:5', why: 'bell', by: at(99) },
      ]);
      await opened.store.addNeeds(forum, [{ thing: 'topic:20', why: 'bell', by: at(50) }]);

      expect(await opened.store.needs(forum)).toEqual([
        { thing: 'topic:20', why: 'bell', by: at(10), rings: 2, attempts: 0 },
        { thing: 'post:5', why: 'bell', by: at(99), rings: 1, attempts: 0 },
      ]);
    });

    it('ends with its read unless it rang meanwhile', async () => {
      const forum = await opened.newForum();
      await opened.store.addNeeds(forum, [{ thing: 'topic:20', why: 'bell', by: at(10) }]);
      await opened.store.addNeeds(forum, [{ thing: 'topic:20', why: 'bell', by: at(20) }]);

      await opened.store.learn(forum, lesson({ cause: { type: 'read', thing: 'topic:20', rings: 1 } }));
      expect(await opened.store.needs(forum)).toHaveLength(1);

      await opened.store.learn(forum, lesson({ cause: { type: 'read', thing: 'topic:20', rings: 2 } }));
      expect(await opened.store.needs(forum)).toEqual([]);
    });

    it('leaves out what was postponed until its time has come', async () => {
      const forum = await opened.newForum();
      await opened.store.addNeeds(forum, [
        { thing: 'topic:20', why: 'act', by: at(0) },
        { thing: 'topic:21', why: 'sweep', by: at(0) },
      ]);

      await opened.store.postponeNeed(forum, 'topic:20', at(60));

      expect((await opened.store.nextNeeds(forum, at(59), 10)).map(({ thing }) => thing)).toEqual(['topic:21']);
      expect(await opened.store.nextNeeds(forum, at(60), 1)).toMatchObject([{ thing: 'topic:20', attempts: 1 }]);
      expect((await opened.store.nextDue(forum)).need).toBe(at(0));
    });
  });
}

function community({ category, experts }: { readonly category: number; readonly experts: number }): CommunitySettings {
  return {
    id: 'desk',
    name: 'Desk',
    category,
    since: START,
    locale: 'en',
    words: {} as CommunitySettings['words'],
    roles: { expert: [experts], signer: [], facilitator: [], deskLead: [] },
    settleSeconds: 30,
    faqCategory: null,
    libraryCategory: null,
    features: {},
  };
}
