import { expect, it } from '@jest/globals';
import { testStore } from '../support/database.js';
import { openDesk } from '../support/undisturbed.js';

const tests = testStore();
/** Eight hours for the first reply, in a desk that is open from nine to five. */
const communities = (category: (name: string) => number): string => `communities:
  - id: housing
    category: ${category('Housing Desk')}
    experts: housing_experts
    facilitators: facilitators
    settleSeconds: 0
    features:
      clocks: { settings: { targets: { updateMinutes: null } } }
      escalation: { settings: { silenceMinutes: null } }
`;

it('CL-08 what is due is told in one message thread, by day, each step as a new post in it, and nothing after the answer', async () => {
  const desk = await openDesk(tests, { communities });
  const { sandbox, clock } = desk;
  await desk.quiet();
  const { topicId } = sandbox.as('paula').ask({ category: 'Housing Desk', title: 'Heating is cold since Sunday', raw: 'It is cold.' });
  const said = (): Array<readonly [thread: number, what: string]> => {
    const threads = sandbox.state.topics.filter(({ title }) => title.startsWith('What is due') && title.includes(`HD-${topicId}`));
    const posts = threads.flatMap(({ id }) => sandbox.state.posts.filter((post) => post.topicId === id));
    return posts.map((post) => [threads.findIndex(({ id }) => id === post.topicId), /\d+ %|Overdue/.exec(post.raw)?.[0] ?? '']);
  };
  const at = async (instant: string): Promise<ReturnType<typeof said>> => {
    clock.passTo(instant);
    await desk.quiet();
    return said();
  };

  expect(await at('2026-11-23T13:01:00.000Z')).toEqual([[0, '50 %']]);
  expect(await at('2026-11-23T16:13:00.000Z')).toEqual([
    [0, '50 %'],
    [0, '90 %'],
  ]);
  // Due is at closing time: it is told in the morning.
  expect(await at('2026-11-24T06:00:00.000Z')).toHaveLength(2);
  expect((await at('2026-11-24T09:01:00.000Z')).at(-1)).toEqual([0, 'Overdue']);
  sandbox.as('viktor').reply(topicId, 'The landlord must repair it within two days.');
  expect(await at('2026-11-26T18:00:00.000Z')).toHaveLength(3);

  await desk.stop();
});
