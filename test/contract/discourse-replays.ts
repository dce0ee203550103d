import { expect } from '@jest/globals';
import nock from 'nock';
import type { CallName, Replay } from './discourse-replay.js';
import { NOW, URL_OF_FORUM } from './discourse-replay.js';
import { WRITES } from './discourse-replays-of-writes.js';
import { recordedCall } from './discourse-recordings.js';

/** For each call what we ask of the port, what must go out, and what must come of each recorded answer. */
export const REPLAYS: Readonly<Record<CallName, Replay>> = {
  whoAmI: {
    ask: (one) => one.whoAmI(),
    request: 'GET /session/current.json',
    success: ['0581', { id: 2, name: 'desk_bot' }],
    refusals: { unauthorised: '0443 0467 0479' },
  },
  topic: {
    ask: (one) => one.readTopic(26),
    request: 'GET /t/26.json?include_raw=1',
    success: [
      '0615',
      {
        readAt: NOW,
        topic: expect.objectContaining({
          id: 26,
          archetype: 'private_message',
          externalId: 'hd-room-0001',
          acceptedNumber: null,
          assignee: null,
          participants: {
            users: [expect.objectContaining({ id: 2 }), { id: 3, name: 'alma_b' }],
            groups: [{ id: 41, name: 'housing_experts' }],
          },
        }),
        posts: [71, 72, 73].map((id) =>
          expect.objectContaining({ id, archetype: 'private_message', raw: expect.any(String), notice: null }),
        ),
      },
    ],
    refusals: { missing: '0161 0181 0182 0183 0360 0364 0365 0549', unauthorised: '0473 0477 0480', throttled: '0569 0570 0573' },
  },
  topicPosts: {
    // The topic answers with its stream only; the two posts must be asked for.
    ask: async (one) => {
      const body = { ...(JSON.parse(recordedCall('0615').response.body) as object), post_stream: { posts: [], stream: [27, 25] } };
      nock(URL_OF_FORUM).get('/t/20.json?include_raw=1').reply(200, body);
      return (await one.readTopic(20)).posts.map((post) => ({ id: post.id, version: post.version, notice: post.notice }));
    },
    request: 'GET /t/20/posts.json?post_ids%5B%5D=27&post_ids%5B%5D=25&include_raw=1',
    success: [
      '0362',
      [
        { id: 27, version: 9, notice: null },
        { id: 25, version: 1, notice: null },
      ],
    ],
    refusals: {},
  },
  post: {
    ask: (one) => one.readPost(27),
    request: 'GET /posts/27.json',
    success: [
      '0109',
      {
        readAt: NOW,
        post: expect.objectContaining({
          id: 27,
          topicId: 20,
          author: { id: 7, name: 'ella_h' },
          replyTo: 3,
          version: 6,
          accepted: false,
          notice: { raw: '**Official answer** of the housing desk, valid until 2027-06-30.' },
        }),
      },
    ],
    refusals: { missing: '0156 0184 0345 0508 0651 0688 0689 0690 0691 0692 0693 0694 0695 0696 0697 0698 0699 0713 0714 0715 0721 0722' },
  },
  postWindow: {
    ask: (one) => one.readPostWindow(60),
    request: 'GET /posts.json?before=60',
    success: ['0543', { highestId: 58, posts: expect.arrayContaining([expect.objectContaining({ id: 58, kind: 'small_action' })]) }],
    refusals: {},
  },
  latestTopics: {
    ask: (one) => one.listTopics(0),
    request: 'GET /latest.json?order=activity&page=0',
    success: ['0372', { more: false, topics: expect.arrayContaining([{ id: 47, bumpedAt: '2026-11-22T04:15:33.472Z', categoryId: 7 }]) }],
    refusals: {},
  },
  groupMessages: {
    ask: (one) => one.listGroupMessages('housing_experts'),
    request: 'GET /topics/private-messages-group/desk_bot/housing_experts.json',
    success: ['0434', expect.arrayContaining([{ id: 26, bumpedAt: '2026-11-22T04:09:03.823Z', categoryId: null }])],
    refusals: { missing: '0435' },
  },
  site: {
    ask: async (one) => (await one.listCategories()).filter(({ id }) => id === 6 || id === 8),
    request: 'GET /site.json',
    success: [
      '0425',
      [
        { id: 6, parent: 5, readRestricted: false, name: 'Rent, contracts, deposits' },
        { id: 8, parent: null, readRestricted: true, name: 'Expert library' },
      ],
    ],
    refusals: { unauthorised: '0461' },
  },
  members: {
    ask: (one) => one.listMembers('housing_experts'),
    request: 'GET /groups/housing_experts/members.json?limit=200&offset=0',
    success: [
      '0033',
      expect.arrayContaining([
        { id: 8, name: 'finn_w', addedAt: '2026-11-22T03:58:11.452Z' },
        { id: 7, name: 'ella_h', addedAt: '2026-11-22T03:58:11.423Z' },
      ]),
    ],
    refusals: {},
  },
  badges: {
    ask: (one) => one.badgesOf('ella_h'),
    request: 'GET /user-badges/ella_h.json',
    success: ['0253', expect.arrayContaining([11, 106])],
    refusals: {},
  },
  newestRevision: {
    ask: (one) => one.previousTags(23),
    request: 'GET /posts/23/revisions/latest.json',
    success: ['0353', ['incident', 'heating']],
    refusals: { missing: '0352' },
  },
  findTopic: {
    ask: (one) => one.findByExternalId('hd-room-0001'),
    request: 'GET /t/external_id/hd-room-0001.json',
    success: ['0208', 26],
    refusals: { missing: '0209 0210' },
  },
  ...WRITES,
};
