import { describe, expect, it } from '@jest/globals';
import type { EffectAnswer, PluginEffect } from '../../shared/contracts/plugin/effects.js';
import { endOfAnswer } from '../../service/outbox/apply/answers.js';
import { partsOf } from '../../service/outbox/apply/parts.js';
import { ForumError } from '../../service/ports/forum.js';
import type { ForumPlugin } from '../../service/ports/plugin.js';
import type { Claim } from '../../service/ports/store.js';
import { testStore } from '../support/database.js';
import { deskWorld, FIRST_POST, noticePart, statusPart, tagPart, TOPIC, wantOf } from '../support/desk-world.js';

const tests = testStore();
const LIKE = `like:${FIRST_POST}`;

/** A plugin that answers what `answers` makes of each request, and everything that it was sent. */
async function worldWithPlugin(answers: (effects: readonly PluginEffect[]) => readonly EffectAnswer[]) {
  const sent: Array<readonly string[]> = [];
  let failures = 0;
  const apply: ForumPlugin['apply'] = async (effects) => {
    await Promise.resolve();
    sent.push(effects.map(({ type }) => type));
    return answers(effects);
  };
  const plugin = { apply } as ForumPlugin;
  const presence = { look: () => Promise.resolve(), plugin: () => plugin, failed: () => void (failures += 1) };
  const world = await deskWorld(tests, { outbox: { presence } });
  await world.want(noticePart('one'), tagPart('desk-open'), wantOf('like', LIKE, { post: FIRST_POST }));
  return { world, sent, failures: () => failures };
}

const done = (effects: readonly PluginEffect[]) => effects.map(({ key, revision }) => ({ key, revision, outcome: 'done' as const }));

describe('effects for the plugin', () => {
  it.each(['too_large', 'not_json', 'invalid_request', 'too_many'] as const)(
    'are sent in halves when it says %s of a request, and what it does not take alone goes over REST',
    async (type) => {
      const { world, sent, failures } = await worldWithPlugin((effects) => {
        if (effects.some((effect) => effect.type === 'notice')) throw new ForumError('unavailable', 'apply', { status: 422, plugin: type });
        return done(effects);
      });

      await world.outbox.work();

      expect(sent.map(({ length }) => length).slice(0, 2)).toEqual([3, 2]);
      expect((await world.effects()).map(({ kind, state }) => `${kind} ${state}`).sort()).toEqual([
        'like done',
        'notice done',
        'tags done',
      ]);
      expect([world.forum.count('setNotice'), world.forum.count('setTags'), failures()]).toEqual([1, 0, 0]);
    },
  );

  it('that it does not take alone are not kept waiting by those that it takes', async () => {
    const { world, sent } = await worldWithPlugin((effects) => {
      if (effects.some((effect) => effect.type === 'notice'))
        throw new ForumError('unavailable', 'apply', { status: 422, plugin: 'too_large' });
      // Each of them takes some time, and meanwhile there is more to do.
      return effects.map(({ key, revision }) => ({ key, revision, outcome: sent.length < 12 ? 'not_begun' : 'done' }));
    });
    let sentBefore = 0;
    world.forum.script('setNotice', 'before', () => (sentBefore = sent.length));

    await world.outbox.work();

    expect(world.forum.count('setNotice')).toBe(1);
    expect([sentBefore > 0, sentBefore < 12, sent.length >= 12]).toEqual([true, true, true]);
  });

  it('are looked for where something in between sent the request twice', async () => {
    const { world } = await worldWithPlugin(() => {
      throw new ForumError('unavailable', 'apply', { status: 401, plugin: 'used_nonce', outcomeUnknown: true });
    });

    await world.outbox.work();

    expect((await world.effects()).map(({ state }) => state)).toEqual(['unknown', 'unknown', 'unknown']);
  });

  it('are told apart by size', () => {
    const claim = {} as Claim;
    const of = (length: number) => [claim, { type: 'like', key: 'x'.repeat(length), revision: 1, postId: 1 }] as const;

    const parts = partsOf([of(40), of(40), of(500), of(40)], 200);

    expect(parts.map((part) => part.map(([, { key }]) => key.length))).toEqual([[40, 40], [500], [40]]);
  });

  it('that were not begun are sent again at once, and none of them is looked for', async () => {
    let isFirst = true;
    const { world, sent } = await worldWithPlugin((effects) => {
      const outcome = isFirst ? 'not_begun' : 'done';
      isFirst = false;
      return effects.map(({ key, revision }) => ({ key, revision, outcome }));
    });

    await world.outbox.work();

    expect(sent).toHaveLength(2);
    expect((await world.effects()).map(({ state }) => state)).toEqual(['done', 'done', 'done']);
  });

  it('whose earlier attempt had no answer stay unknown until one says what came of it', async () => {
    const { world } = await worldWithPlugin(done);
    await world.outbox.work();
    const effect = await world.last(LIKE);
    const answers = [{ outcome: 'stale' }, { outcome: 'not_begun' }, { outcome: 'refused', reason: 'failed' }] as const;

    const ends = (['waiting', 'unknown'] as const).map((state) =>
      answers.map((answer) => endOfAnswer({ key: LIKE, revision: 1, ...answer }, { ...effect, state }, world.clock.now()).outcome),
    );

    expect(effect.topicId).toBe(TOPIC);
    expect(ends).toEqual([Array(3).fill('retry'), Array(3).fill('unknown')]);
  });

  it('are held back by the digest that stood before they were derived: what is read meanwhile may not want them any more', async () => {
    const digests: string[] = [];
    const { world } = await worldWithPlugin((effects) => {
      digests.push(...effects.flatMap(({ onlyIf }) => onlyIf?.digest ?? []));
      return done(effects);
    });
    const { store, forum, clock, processor } = world;
    const save = (digest: string) => store.saveDigest(forum.id, TOPIC, { digest, readAt: clock.now() });
    await save('before');
    await world.want(statusPart('Waiting for the desk'));
    clock.pass(60);
    const reading: typeof processor.process = async (...asked) => {
      const processed = await processor.process(...asked);
      await save('after');
      return processed;
    };

    await world.newOutbox({ processor: { process: reading } }).work();

    expect(digests).toEqual(['before']);
  });

  it('do not wait, request after request, for a topic at which the forum stumbles', async () => {
    const { world } = await worldWithPlugin(done);
    await world.want(statusPart('Waiting for the desk'), noticePart('one'), tagPart('desk-open'));
    world.clock.pass(60);
    const tried: Array<readonly number[]> = [];
    const readTopics = (topics: readonly number[]): Promise<number | null> => {
      tried.push(topics);
      return Promise.resolve(topics[0] ?? null);
    };
    const outbox = world.newOutbox({
      reader: { readNow: world.reader.readNow.bind(world.reader), spend: () => Promise.resolve(), readTopics },
    });

    await outbox.work();
    const first = tried.flat();
    await world.want(statusPart('Waiting for the experts'));
    world.clock.pass(60);
    await outbox.work();

    expect(first).toEqual([TOPIC]);
    expect(tried.flat()).toEqual([TOPIC, TOPIC]);
    expect((await world.effects()).filter(({ kind, state }) => kind === 'status' && state === 'done')).toHaveLength(2);
  });
});
