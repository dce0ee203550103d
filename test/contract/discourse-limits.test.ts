import { expect, it } from '@jest/globals';
import nock from 'nock';
import { failure, forum, URL_OF_FORUM } from './discourse-replay.js';

const message = { title: 'Question HD-20', raw: 'A text.', users: [], groups: ['housing_experts'], externalId: 'hd-1' };

it.each(['Sorry, you can send a message to maximum 30 recipients.', "Sorry, you can't have more than 30 recipients in a message."])(
  'ES-16.3 is known as a limit of the forum: %s',
  async (said) => {
    nock(URL_OF_FORUM)
      .post('/posts.json')
      .reply(422, { errors: [said] });
    nock(URL_OF_FORUM)
      .post('/t/20/invite.json')
      .reply(422, { errors: [said] });

    expect(await failure(forum().createMessage(message))).toMatchObject({ kind: 'refused', detail: { code: 'too_many_recipients' } });
    expect(await failure(forum().inviteTo(20, { user: 'ada' }))).toMatchObject({
      kind: 'refused',
      detail: { code: 'too_many_recipients' },
    });
  },
);

it('TR-18.3 is known as a limit of Assign', async () => {
  const said = '@ada has already reached the maximum number of assigned topics (10).';
  nock(URL_OF_FORUM).put('/assign/assign.json').reply(400, { error: said });

  expect(await failure(forum().assignTopic(20, 'ada'))).toMatchObject({ kind: 'refused', detail: { code: 'assignee_at_limit' } });
});
