import nock from 'nock';
import type { CallName, Replay } from './discourse-replay.js';
import { URL_OF_FORUM } from './discourse-replay.js';
import { recordedCall } from './discourse-recordings.js';

const ALWAYS = { auto_track: 'false', nested_post: 'true' };
const POST_TEXT = 'A reply of the desk.';

export const WRITES = {
  createPost: {
    ask: (one) => one.createPost({ topicId: 20, raw: POST_TEXT, quiet: true }),
    request: 'POST /posts.json',
    body: { topic_id: '20', raw: POST_TEXT, no_bump: 'true', ...ALWAYS },
    success: ['0339', { state: 'created', postId: 143, topicId: 20 }],
    refusals: {
      'refused closed_or_gone': '0130 0162 0185 0270 0329',
      'refused too_short': '0325 0540',
      'refused too_long': '0343',
      'refused too_similar': '0324',
      'refused not_permitted': '0267 0510',
      'refused invalid': '0342',
      unauthorised: '0462 0463 0464 0481 0482 0522',
      unavailable: '0330 0341 0532',
      throttled: '0528 0572',
    },
  },
  createMessage: {
    ask: (one) =>
      one.createMessage({ title: 'Room', raw: POST_TEXT, users: ['alma_b'], groups: ['housing_experts', 'desk'], externalId: 'hd1-x' }),
    request: 'POST /posts.json',
    body: {
      title: 'Room',
      raw: POST_TEXT,
      archetype: 'private_message',
      target_recipients: 'alma_b,housing_experts,desk',
      external_id: 'hd1-x',
      ...ALWAYS,
    },
    success: ['0204', { state: 'created', postId: 71, topicId: 26 }],
    // Those of other new topics too: a title is refused with the same words.
    refusals: {
      'refused external_id_taken': '0211',
      'refused recipient_unknown': '0212 0213 0214',
      'refused too_short': '0326',
      'refused title_taken': '0327',
      'refused not_permitted': '0224 0225 0331',
      missing: '0328',
      throttled: '0494 0502',
    },
  },
  editPost: {
    ask: (one) => one.editPost({ postId: 23, raw: POST_TEXT, reason: 'state of the ticket', quiet: true }),
    request: 'PUT /posts/23.json',
    body: { post: { raw: POST_TEXT, edit_reason: 'state of the ticket' }, bypass_bump: 'true' },
    success: ['0069', undefined],
    refusals: { 'refused not_permitted': '0098 0105', 'refused too_short': '0100', 'refused edit_conflict': '0578', unavailable: '0533' },
  },
  setTags: {
    ask: async (one) => {
      nock(URL_OF_FORUM).get('/t/20.json').optionally().reply(200, recordedCall('0356').response.body);
      return one.setTags(20, ['incident', 'heating', 'desk-escalated']);
    },
    request: 'PUT /t/-/20.json',
    body: { tags: ['incident', 'heating', 'desk-escalated'] },
    success: ['0071', ['heating', 'incident', 'desk-escalated']],
    refusals: { 'refused tags_not_allowed': '0075', 'refused not_permitted': '0076 0400', 'refused invalid': '0398' },
  },
  setNotice: {
    ask: (one) => one.setNotice(27, 'Official.'),
    request: 'PUT /posts/27/notice.json',
    body: { notice: 'Official.' },
    success: ['0107', undefined],
    refusals: { missing: '0108' },
  },
} satisfies Partial<Record<CallName, Replay>>;
