import { expect, it } from '@jest/globals';
import nock from 'nock';
import { factsOfPostRead } from '../../service/engine/observations.js';
import { callSandbox, stageSandbox } from '../support/sandbox.js';
import { recordedCall } from './discourse-recordings.js';
import { forum, URL_OF_FORUM } from './discourse-replay.js';

const { latest_posts: recorded } = JSON.parse(recordedCall('0756').response.body) as { latest_posts: Array<Record<string, unknown>> };
const mailed = recorded.find((post) => post['via_email'] === true);
const written = recorded.find((post) => post['via_email'] !== true);

async function learntOf(post: Record<string, unknown> | undefined): Promise<readonly string[]> {
  const id = Number(post?.['id']);
  nock(URL_OF_FORUM)
    .get(`/posts/${id}.json`)
    .reply(200, { ...post });
  const { facts } = factsOfPostRead(await forum().readPost(id), { botId: 2, keepsText: () => true });
  return facts.filter(({ body }) => body.type === 'PostByMail' || body.type === 'PostBorn').map(({ body, at }) => `${body.type} ${at}`);
}

it('learns of a post that it came by mail, since its birth, and of others nothing', async () => {
  const [ofMail, ofOther] = [await learntOf(mailed), await learntOf(written)];

  expect(ofMail).toEqual([`PostBorn ${String(mailed?.['created_at'])}`, `PostByMail ${String(mailed?.['created_at'])}`]);
  expect(ofOther).toEqual([`PostBorn ${String(written?.['created_at'])}`]);
});

it('the sandbox takes questions and answers by mail and says so like the forum', async () => {
  const stage = await stageSandbox();
  const question = { category: 'Housing Desk', title: 'Is there a cellar for bicycles?', raw: 'I have two of them.' };

  const asked = stage.sandbox.as('paula').ask({ ...question, viaEmail: true });
  stage.sandbox.as('xaver').reply(asked.topicId, 'Yes, under number 12, next to the laundry.');
  await stage.sandbox.settled();

  const told = stage.receiver.received.filter(({ payload }) => payload['topic_id'] === asked.topicId);
  const read = await callSandbox(stage.sandbox, `GET /posts/${asked.id}.json`);
  await stage.stop();
  expect(told.map(({ payload }) => payload['via_email'])).toEqual([true, undefined]);
  expect(read.json).toMatchObject({ via_email: true });
});
