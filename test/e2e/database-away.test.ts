import { describe, expect, it } from '@jest/globals';
import { StoreError, type Store } from '../../service/ports/store.js';
import { testStore } from '../support/database.js';
import { openDesk } from '../support/undisturbed.js';

const tests = testStore();
const QUESTION = { category: 'Housing Desk', title: 'Heating is cold since Sunday', raw: 'The radiators have been cold since Sunday.' };

describe('a database that goes away in the middle', () => {
  it('makes deliveries 503 and readiness red, ends nothing, and afterwards nothing is missing', async () => {
    let isAway = false;
    const storeOf = (store: Store): Store =>
      new Proxy(store, {
        get: (target, name: keyof Store) => {
          const method = target[name] as (...given: readonly unknown[]) => unknown;
          return (...given: readonly unknown[]) => (isAway ? Promise.reject(new StoreError('unavailable', '57P03')) : method(...given));
        },
      });
    const desk = await openDesk(tests, { storeOf });
    await desk.quiet();
    const postsOf = async (topicId: number) =>
      ((await tests.store.ticket(desk.forum.id, topicId))?.view as { visiblePosts: number[] } | undefined)?.visiblePosts;
    const first = desk.sandbox.as('paula').ask(QUESTION);
    await desk.quiet();

    isAway = true;
    const { topicId } = desk.sandbox.as('sofia').ask({ ...QUESTION, title: 'Another question of mine' });
    desk.sandbox.as('timo').reply(first.topicId, 'Same here, since Sunday evening.');
    await desk.sandbox.settled();
    desk.clock.pass(10);
    const ready = await fetch(`http://127.0.0.1:${desk.service.port}/health/ready`);
    const refused = desk.sandbox.sent().filter(({ status }) => status === 503);
    isAway = false;
    desk.clock.pass(10);
    await desk.service.sweep.sweepAll();
    await desk.quiet();

    expect([ready.status, refused.length]).toEqual([503, expect.any(Number)]);
    expect(refused.map(({ event }) => event)).toContain('post_created');
    expect(await postsOf(topicId)).toHaveLength(1);
    expect(await postsOf(first.topicId)).toHaveLength(2);
    expect(desk.lines.filter((line) => line.includes('assumption'))).toEqual([]);
    await desk.stop();
  });
});
