import { expect, it } from '@jest/globals';
import nock from 'nock';
import { failure, forum, URL_OF_FORUM } from './discourse-replay.js';

const PATH = '/post_action_users.json?id=27&post_action_type_id=2';

it('asks who likes a post, and reads ids and names', async () => {
  const users = [{ id: 5, username: 'ella_h', name: null, post_url: null, avatar_template: '/a/{size}.png' }];
  nock(URL_OF_FORUM).get(PATH).reply(200, { post_action_users: users });

  await expect(forum().likersOf(27)).resolves.toEqual([{ id: 5, name: 'ella_h' }]);
});

it('takes a post that is gone as gone', async () => {
  nock(URL_OF_FORUM)
    .get(PATH)
    .reply(404, { errors: ['not found'] });

  expect(await failure(forum().likersOf(27))).toMatchObject({ kind: 'missing' });
});
