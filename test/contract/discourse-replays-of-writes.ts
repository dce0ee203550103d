import nock from 'nock';
import type { CallName, Replay } from './discourse-replay.js';
import { URL_OF_FORUM } from './discourse-replay.js';
import { recordedCall } from './discourse-recordings.js';

const ALWAYS = { auto_track: 'false', nested_post: 'true' };
const POST_TEXT = 'A reply of the desk.';

export const WRITES = {
  createPost: {
    ask: (one) => one.createPost({ topicId: 20, raw: POST_TEXT, quiet: true, replyToNumber: 3 }),
    request: 'POST /posts.json',
    body: { topic_id: '20', raw: POST_TEXT, no_bump: 'true', reply_to_post_number: '3', ...ALWAYS },
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
  createTopic: {
    ask: (one) => one.createTopic({ categoryId: 9, title: 'An article', raw: POST_TEXT, tags: ['policy', 'heating'], externalId: 'hd1-x' }),
    request: 'POST /posts.json',
    body: { title: 'An article', raw: POST_TEXT, category: '9', 'tags[]': ['policy', 'heating'], external_id: 'hd1-x', ...ALWAYS },
    success: ['0315', { state: 'created', postId: 129, topicId: 43 }],
    refusals: {
      'refused too_short': '0326',
      'refused title_taken': '0327',
      'refused not_permitted': '0224 0225 0331',
      missing: '0328',
      throttled: '0494 0502',
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
    refusals: { 'refused external_id_taken': '0211', 'refused recipient_unknown': '0212 0213 0214' },
  },
  editPost: {
    ask: (one) => one.editPost({ postId: 23, raw: POST_TEXT, reason: 'state of the ticket', quiet: true, title: 'A better title' }),
    request: 'PUT /posts/23.json',
    body: { post: { raw: POST_TEXT, edit_reason: 'state of the ticket' }, bypass_bump: 'true', title: 'A better title' },
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
  likePost: {
    ask: (one) => one.likePost(25),
    request: 'POST /post_actions.json',
    body: { id: '25', post_action_type_id: '2' },
    success: ['0078', undefined],
    refusals: { 'refused already_so': '0080' },
  },
  setStatus: {
    ask: (one) => one.setClosed(20, true),
    request: 'PUT /t/20/status.json',
    body: { status: 'closed', enabled: 'true' },
    success: ['0129', undefined],
    refusals: { 'refused not_permitted': '0140', 'refused invalid': '0141', unauthorised: '0458' },
  },
  assign: {
    ask: (one) => one.assignTopic(20, 'ella_h'),
    request: 'PUT /assign/assign.json',
    body: { target_id: 20, target_type: 'Topic', username: 'ella_h' },
    success: ['0113', undefined],
    refusals: {
      'refused not_permitted': '0118',
      'refused not_assignable': '0119',
      'refused assignee_without_access': '0557 0558',
      missing: '0120 0121',
    },
  },
  unassign: {
    ask: (one) => one.assignTopic(20, null),
    request: 'PUT /assign/unassign.json',
    body: { target_id: 20, target_type: 'Topic' },
    success: ['0127', undefined],
    refusals: {},
  },
  inviteUser: {
    ask: (one) => one.inviteTo(24, { user: 'gita_r' }),
    request: 'POST /t/24/invite.json',
    body: { user: 'gita_r' },
    success: ['0186', undefined],
    refusals: { 'refused already_so': '0187', 'refused recipient_unknown': '0188', unauthorised: '0459' },
  },
  inviteGroup: {
    ask: (one) => one.inviteTo(24, { group: 'facilitators' }),
    request: 'POST /t/24/invite-group.json',
    body: { group: 'facilitators' },
    success: ['0189', undefined],
    refusals: { 'refused recipient_not_messageable': '0190' },
  },
  removeUser: {
    ask: (one) => one.removeFrom(24, { user: 'gita_r' }),
    request: 'PUT /t/24/remove-allowed-user.json',
    body: { username: 'gita_r' },
    success: ['0196', undefined],
    refusals: {},
  },
  removeGroup: {
    ask: (one) => one.removeFrom(24, { group: 'facilitators' }),
    request: 'PUT /t/24/remove-allowed-group.json',
    body: { name: 'facilitators' },
    success: ['0197', undefined],
    refusals: {},
  },
  grantBadge: {
    ask: (one) => one.grantBadge(106, 'finn_w'),
    request: 'POST /user_badges.json',
    body: { username: 'finn_w', badge_id: '106' },
    success: ['0249', undefined],
    refusals: { 'refused not_permitted': '0250', 'refused invalid': '0248', missing: '0251 0252' },
  },
} satisfies Partial<Record<CallName, Replay>>;
