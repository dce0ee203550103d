import { expect, it } from '@jest/globals';
import nock from 'nock';
import { factsOfPostRead } from '../../service/engine/observations.js';
import { recordedCall } from './discourse-recordings.js';
import { forum, URL_OF_FORUM } from './discourse-replay.js';

const whole = JSON.parse(recordedCall('0362').response.body) as { post_stream: { posts: Array<Record<string, unknown>> } };
const [recorded = {}] = whole.post_stream.posts;
const context = { botId: 2, keepsText: () => true, commandNames: ['desk'] };

/** What is learnt of the name of the author of a post with a line to the desk. */
async function learnt(name: Record<string, unknown>): Promise<unknown> {
  const { name: _name, ...post } = recorded;
  nock(URL_OF_FORUM)
    .get('/posts/27.json')
    .reply(200, { ...post, ...name, raw: '@desk official' });
  const read = await forum().readPost(27);
  const { facts } = factsOfPostRead({ ...read, post: { ...read.post, categoryId: 5 } }, context);
  const body = facts.find((fact) => fact.body.type === 'RealNameSeen')?.body;
  return body?.type === 'RealNameSeen' ? body.isFilled : null;
}

it('OF-02 tells whether the author of a line has filled in a name, and nothing where the forum shows no names', async () => {
  expect(await learnt({ name: 'Ella Hart' })).toBe(true);
  expect(await learnt({ name: '' })).toBe(false);
  expect(await learnt({ name: null })).toBe(false);
  expect(await learnt({})).toBeNull();
});
