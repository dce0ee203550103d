import type { Misbehaviour } from '../../service/sandbox/misbehaviour.js';

/** Things of the prepared sandbox by what they are for. */
export interface Ids {
  readonly topic: number; readonly first: number; readonly comment: number; readonly answer: number; readonly rated: number;
  readonly whisper: number; readonly doomed: number; readonly message: number; readonly messagePost: number;
  readonly closed: number; readonly deleted: number; readonly housing: number; readonly library: number; readonly faq: number;
  readonly rent: number; readonly desk: number; readonly experts: number;
}

export interface Row {
  /** Number of the recorded call. */
  readonly recorded: string;
  readonly name: string;
  readonly route: string | ((ids: Ids) => string);
  /** Acting user; left out: the bot; null: nobody. */
  readonly as?: string | null;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

export interface AnsweredRow extends Row {
  /** Fields that are read, whose types must agree; none: the body is empty. */
  readonly reads: readonly string[];
}

export interface RefusedRow extends Row {
  readonly misbehave?: Partial<Misbehaviour>;
}

const POST = [
  'id', 'name', 'username', 'created_at', 'cooked', 'post_number', 'post_type', 'updated_at', 'reply_to_post_number', 'topic_id', 'topic_slug', 'version',
  'moderator', 'admin', 'staff', 'user_id', 'hidden', 'trust_level', 'deleted_at', 'user_deleted', 'edit_reason', 'wiki', 'yours', 'can_edit',
  'can_accept_answer', 'accepted_answer', 'action_code', 'action_code_who',
];
const WITH_RAW = [...POST, 'raw'];
const TOPIC = [
  'id', 'title', 'slug', 'posts_count', 'created_at', 'last_posted_at', 'visible', 'closed', 'archived', 'archetype', 'category_id', 'deleted_at', 'user_id',
  'deleted_by', 'highest_post_number', 'chunk_size', 'external_id', 'details', 'details.participants', 'details.participants.0.username',
  'details.created_by.id', 'details.created_by.username', 'post_stream.stream.0', 'tags_descriptions', 'timeline_lookup', 'participant_count', 'draft_key',
];
const PUBLIC_TOPIC = [...TOPIC, 'tags', 'tags.0', 'accepted_answer.post_number', 'accepted_answer.username', 'details.allowed_users', 'assigned_to_user'];
const MESSAGE = [...TOPIC, 'tags', 'details.allowed_users.0.id', 'details.allowed_users.0.username', 'details.allowed_groups.0.id', 'details.allowed_groups.0.name'];
const LISTED = [
  'id', 'title', 'slug', 'posts_count', 'highest_post_number', 'created_at', 'last_posted_at', 'bumped_at', 'archetype', 'visible', 'closed', 'archived',
  'category_id', 'last_poster_username', 'has_accepted_answer', 'tags', 'pinned',
];
const CATEGORY = ['id', 'name', 'slug', 'read_restricted', 'parent_category_id', 'topic_count', 'position', 'permission', 'has_children', 'subcategory_ids'];
const GROUP = ['id', 'name', 'user_count', 'full_name', 'visibility_level', 'messageable_level', 'members_visibility_level', 'automatic'];
const MEMBER = ['id', 'username', 'name', 'added_at', 'trust_level'];

const under = (root: string, fields: readonly string[]): string[] => fields.map((field) => `${root}.${field}`);
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };
const OK = ['success'];

/** Calls with their recorded success; those that change something come after those that read. */
export const ANSWERED: readonly AnsweredRow[] = [
  { recorded: '0426', name: 'basic info', route: 'GET /site/basic-info.json', as: null, reads: ['title', 'login_required', 'logo_url'] },
  { recorded: '0425', name: 'site', route: 'GET /site.json', reads: ['groups', ...under('groups.0', ['id', 'name']), ...under('categories.1', CATEGORY.slice(0, 4))] },
  { recorded: '0581', name: 'session of the bot', route: 'GET /session/current.json', reads: under('current_user', ['id', 'username', 'name', 'admin', 'moderator', 'staff', 'trust_level', 'groups', 'can_assign', 'title']) },
  { recorded: '0355', name: 'topic', route: ({ topic }) => `GET /t/${topic}.json`, reads: [...PUBLIC_TOPIC.filter((path) => path !== 'assigned_to_user'), ...under('post_stream.posts.0', [...POST, 'raw'])] },
  { recorded: '0122', name: 'topic while assigned', route: ({ topic }) => `GET /t/${topic}.json`, as: 'paula', reads: [...PUBLIC_TOPIC, 'assigned_to_user.username', 'assigned_to_user.id'] },
  { recorded: '0356', name: 'topic with raw', route: ({ topic }) => `GET /t/${topic}.json?include_raw=1`, reads: under('post_stream.posts.0', WITH_RAW) },
  { recorded: '0358', name: 'topic for printing', route: ({ topic }) => `GET /t/${topic}.json?print=true`, reads: ['chunk_size', 'post_stream.posts.20.id'] },
  { recorded: '0359', name: 'second page of a topic', route: ({ topic }) => `GET /t/${topic}.json?page=2`, reads: ['chunk_size', 'post_stream.posts.0.id', 'post_stream.posts.20'] },
  { recorded: '0361', name: 'topic read by nobody', route: ({ topic }) => `GET /t/${topic}.json`, as: null, reads: [...TOPIC, ...under('post_stream.posts.0', POST)] },
  { recorded: '0362', name: 'posts of a topic by id', route: ({ topic, answer }) => `GET /t/${topic}/posts.json?post_ids[]=${answer}&include_raw=1`, reads: ['id', ...under('post_stream.posts.0', ['id', 'raw', 'version'])] },
  { recorded: '0198', name: 'message read by an expert', route: ({ message }) => `GET /t/${message}.json`, as: 'ute', reads: MESSAGE },
  { recorded: '0550', name: 'room read by the bot', route: ({ message }) => `GET /t/${message + 1}.json`, reads: MESSAGE },
  { recorded: '0344', name: 'post', route: ({ answer }) => `GET /posts/${answer}.json`, reads: [...WITH_RAW.filter((path) => path !== 'edit_reason'), 'reply_to_user.username'] },
  { recorded: '0109', name: 'post with a notice', route: ({ answer }) => `GET /posts/${answer}.json`, as: 'paula', reads: ['notice.type', 'notice.raw', 'notice.cooked'] },
  { recorded: '0157', name: 'deleted post read by a moderator', route: ({ doomed }) => `GET /posts/${doomed}.json`, as: 'xaver', reads: [...WITH_RAW, 'deleted_by.id'] },
  { recorded: '0367', name: 'newest posts', route: 'GET /posts.json', reads: under('latest_posts.0', [...WITH_RAW.slice(0, 12), 'raw', 'topic_title', 'category_id']) },
  { recorded: '0369', name: 'older posts', route: ({ topic }) => `GET /posts.json?before=${topic + 10}`, reads: under('latest_posts.0', ['id', 'raw', 'topic_title', 'post_type']) },
  { recorded: '0372', name: 'newest topics', route: 'GET /latest.json?order=created', reads: ['topic_list.per_page', 'topic_list.more_topics_url', ...under('topic_list.topics.0', LISTED), 'users.0.id'] },
  { recorded: '0373', name: 'a page behind the last topic', route: 'GET /latest.json?page=1', reads: ['users', 'topic_list.topics', 'topic_list.topics.0', 'topic_list.more_topics_url'] },
  { recorded: '0434', name: 'inbox of a group', route: 'GET /topics/private-messages-group/ute/housing_experts.json', as: 'ute', reads: under('topic_list.topics.0', LISTED) },
  { recorded: '0428', name: 'categories', route: 'GET /categories.json', reads: under('category_list.categories.0', CATEGORY.filter((path) => path !== 'subcategory_ids')) },
  { recorded: '0430', name: 'categories with subcategories', route: 'GET /categories.json?include_subcategories=true', as: 'ute', reads: under('category_list.categories.0', CATEGORY) },
  { recorded: '0404', name: 'groups', route: 'GET /groups.json', reads: ['total_rows_groups', 'load_more_groups', ...under('groups.1', GROUP.filter((path) => path !== 'full_name'))] },
  { recorded: '0033', name: 'members', route: 'GET /groups/housing_experts/members.json?limit=50&offset=0', as: 'vera_admin', reads: [...under('members.0', MEMBER), ...under('owners.0', MEMBER), ...under('meta', ['total', 'limit', 'offset'])] },
  { recorded: '0350', name: 'newest revision', route: ({ answer }) => `GET /posts/${answer}/revisions/latest.json`, reads: ['created_at', 'post_id', 'current_revision', 'current_version', 'version_count', 'username', 'next_revision', 'title_changes', 'tags_changes', 'body_changes.inline'] },
  { recorded: '0353', name: 'newest revision of a first post', route: ({ first }) => `GET /posts/${first}/revisions/latest.json`, reads: ['tags_changes.previous.0', 'tags_changes.current.0', 'title_changes.inline', 'username', 'edit_reason'] },
  { recorded: '0208', name: 'room by external id', route: 'GET /t/external_id/hd-room-0001.json', reads: [] },
  { recorded: '0165', name: 'new topic', route: 'POST /posts.json', as: 'ravi', body: ({ housing }: Ids) => ({ title: 'Deposit not returned yet', raw: 'My deposit of last year was not returned.', category: housing }), reads: [...WITH_RAW, 'draft_sequence'] },
  { recorded: '0339', name: 'reply in the wrapped form', route: 'POST /posts.json', as: 'paula', body: ({ topic }: Ids) => ({ topic_id: topic, raw: 'Answer in the wrapped form, please.', nested_post: true }), reads: ['action', 'success', ...under('post', WITH_RAW)] },
  { recorded: '0317', name: 'reply as a form', route: 'POST /posts.json', body: ({ topic }: Ids) => `topic_id=${topic}&raw=A+reply+in+a+form`, headers: FORM, reads: WITH_RAW },
  { recorded: '0507', name: 'whisper with the text "true"', route: 'POST /posts.json', as: 'xaver', body: ({ topic }: Ids) => ({ topic_id: topic, whisper: 'true', raw: 'Staff only: please check.' }), reads: WITH_RAW },
  { recorded: '0178', name: 'message to a group', route: 'POST /posts.json', as: 'paula', body: { title: 'Private: my landlord', raw: 'Please do not publish this.', archetype: 'private_message', target_recipients: 'housing_experts' }, reads: WITH_RAW },
  { recorded: '0204', name: 'room by the bot', route: 'POST /posts.json', body: { title: 'Room: another one', raw: 'Escalation level 1.', archetype: 'private_message', target_recipients: 'paula,housing_experts', external_id: 'hd-room-0002' }, reads: WITH_RAW },
  { recorded: '0538', name: 'reply that waits', route: 'POST /posts.json', as: 'paula', body: ({ rent }: Ids) => ({ category: rent, title: 'A question that must wait', raw: 'This has to wait for approval.', nested_post: true }), reads: ['action', 'success', 'pending_count', ...under('pending_post', ['id', 'raw', 'created_at'])] },
  { recorded: '0539', name: 'topic that waits, bare', route: 'POST /posts.json', as: 'paula', body: ({ rent }: Ids) => `category=${rent}&title=A+second+one+that+waits&raw=This+has+to+wait+as+well.`, headers: FORM, reads: [''] },
  { recorded: '0069', name: 'edit by a moderator', route: ({ first }) => `PUT /posts/${first}.json`, as: 'xaver', body: { post: { raw: 'The radiators are cold. (Address removed.)', edit_reason: 'Removed the address' } }, reads: under('post', WITH_RAW) },
  { recorded: '0097', name: 'edit without change', route: ({ answer }) => `PUT /posts/${answer}.json`, as: 'ute', body: { post: { raw: 'The landlord must repair within **two** working days.' } }, reads: under('post', WITH_RAW.filter((path) => path !== 'accepted_answer')) },
  { recorded: '0107', name: 'notice', route: ({ answer }) => `PUT /posts/${answer}/notice.json`, body: { notice: 'A notice' }, reads: [] },
  { recorded: '0110', name: 'notice taken away', route: ({ answer }) => `PUT /posts/${answer}/notice.json`, body: { notice: '' }, reads: [] },
  { recorded: '0153', name: 'own post deleted', route: ({ rated }) => `DELETE /posts/${rated}.json`, as: 'timo', reads: [] },
  { recorded: '0154', name: 'own post recovered', route: ({ rated }) => `PUT /posts/${rated}/recover.json`, as: 'timo', reads: WITH_RAW },
  { recorded: '0155', name: 'post deleted by a moderator', route: ({ rated }) => `DELETE /posts/${rated}.json`, as: 'xaver', reads: [] },
  { recorded: '0158', name: 'post recovered by a moderator', route: ({ rated }) => `PUT /posts/${rated}/recover.json`, as: 'xaver', reads: WITH_RAW },
  { recorded: '0078', name: 'like', route: 'POST /post_actions.json', as: 'timo', body: ({ comment }: Ids) => ({ id: comment, post_action_type_id: 2 }), reads: ['id', 'raw', 'username'] },
  { recorded: '0088', name: 'accept', route: 'POST /solution/accept.json', as: 'paula', body: ({ comment }: Ids) => ({ id: comment }), reads: OK },
  { recorded: '0090', name: 'unaccept', route: 'POST /solution/unaccept.json', as: 'xaver', body: ({ comment }: Ids) => ({ id: comment }), reads: OK },
  { recorded: '0113', name: 'assign', route: 'PUT /assign/assign.json', body: ({ topic }: Ids) => ({ target_id: topic, target_type: 'Topic', username: 'ute', note: 'By Friday' }), reads: OK },
  { recorded: '0115', name: 'assign to a group', route: 'PUT /assign/assign.json', body: ({ topic }: Ids) => ({ target_id: topic, target_type: 'Topic', group_name: 'housing_experts' }), reads: OK },
  { recorded: '0117', name: 'assign a post', route: 'PUT /assign/assign.json', body: ({ answer }: Ids) => ({ target_id: answer, target_type: 'Post', username: 'ute' }), reads: OK },
  { recorded: '0126', name: 'unassign', route: 'PUT /assign/unassign.json', body: ({ topic }: Ids) => ({ target_id: topic, target_type: 'Topic' }), reads: OK },
  { recorded: '0127', name: 'unassign again', route: 'PUT /assign/unassign.json', body: ({ topic }: Ids) => ({ target_id: topic, target_type: 'Topic' }), reads: OK },
  { recorded: '0071', name: 'tags', route: ({ topic }) => `PUT /t/-/${topic}.json`, as: 'xaver', body: { tags: ['incident'] }, reads: under('basic_topic', ['id', 'title', 'slug', 'posts_count', 'tags']) },
  { recorded: '0129', name: 'close', route: ({ topic }) => `PUT /t/${topic}/status.json`, body: { status: 'closed', enabled: 'true' }, reads: ['success', 'topic_status_update'] },
  { recorded: '0131', name: 'open', route: ({ topic }) => `PUT /t/${topic}/status.json`, body: { status: 'closed', enabled: 'false' }, reads: ['success', 'topic_status_update'] },
  { recorded: '0160', name: 'topic deleted', route: ({ closed }) => `DELETE /t/${closed}.json`, as: 'xaver', reads: [] },
  { recorded: '0164', name: 'topic recovered', route: ({ closed }) => `PUT /t/${closed}/recover.json`, as: 'xaver', reads: [] },
  { recorded: '0169', name: 'posts moved to a new topic', route: ({ topic }) => `POST /t/${topic}/move-posts.json`, as: 'xaver', body: ({ rated }: Ids) => ({ post_ids: [rated], title: 'A topic split from another' }), reads: ['success', 'url'] },
  { recorded: '0174', name: 'topics merged', route: ({ closed }) => `POST /t/${closed}/merge-topic.json`, as: 'xaver', body: ({ topic }: Ids) => ({ destination_topic_id: topic }), reads: ['success', 'url'] },
  { recorded: '0217', name: 'made private', route: ({ closed }) => `PUT /t/${closed}/convert-topic/private.json`, as: 'xaver', reads: ['success', 'url'] },
  { recorded: '0220', name: 'made public', route: ({ closed }) => `PUT /t/${closed}/convert-topic/public.json`, as: 'xaver', body: ({ housing }: Ids) => ({ category_id: housing }), reads: ['success', 'url'] },
  { recorded: '0189', name: 'group invited', route: ({ message }) => `POST /t/${message}/invite-group.json`, as: 'vera_admin', body: { group: 'facilitators' }, reads: under('group', GROUP) },
  { recorded: '0025', name: 'members added', route: ({ experts }) => `PUT /groups/${experts}/members.json`, as: 'vera_admin', body: { usernames: 'sofia,timo' }, reads: ['success', 'usernames.0', 'emails'] },
  { recorded: '0028', name: 'member removed', route: ({ experts }) => `DELETE /groups/${experts}/members.json`, as: 'vera_admin', body: { usernames: 'sofia' }, reads: ['success', 'usernames.0', 'skipped_usernames'] },
];

const THROTTLED: Partial<Misbehaviour> = { limit: 'keys', waitSeconds: 20 };

export const REFUSED: readonly RefusedRow[] = [
  { recorded: '0443', name: 'session of nobody', route: 'GET /session/current.json', as: null },
  { recorded: '0467', name: 'another name than the key\'s', route: 'GET /session/current.json', as: null, headers: { 'Api-Key': 'sandbox-key-desk-bot', 'Api-Username': 'paula' } },
  { recorded: '0477', name: 'wrong key', route: ({ topic }) => `GET /t/${topic}.json`, as: null, headers: { 'Api-Key': 'no-such-key', 'Api-Username': 'desk_bot' } },
  { recorded: '0479', name: 'all-users key without a name', route: 'GET /session/current.json', as: null, headers: { 'Api-Key': 'sandbox-key-all-users' } },
  { recorded: '0480', name: 'unknown name', route: ({ topic }) => `GET /t/${topic}.json`, as: 'nobody_here' },
  { recorded: '0482', name: 'post with a wrong key', route: 'POST /posts.json', as: null, headers: { 'Api-Key': 'no-such-key', 'Api-Username': 'desk_bot' }, body: ({ topic }: Ids) => ({ topic_id: topic, raw: 'Reply with a wrong key.' }) },
  { recorded: '0481', name: 'post without a key', route: 'POST /posts.json', as: null, body: ({ topic }: Ids) => ({ topic_id: topic, raw: 'Reply without any key.' }) },
  { recorded: '0267', name: 'post while suspended', route: 'POST /posts.json', as: 'suspended_one', body: ({ topic }: Ids) => ({ topic_id: topic, raw: 'May I still write?' }) },
  { recorded: '0380', name: 'another path', route: 'GET /filter.json?q=status:open' },
  { recorded: '0364', name: 'unknown topic', route: 'GET /t/999999.json' },
  { recorded: '0360', name: 'page behind the last', route: ({ topic }) => `GET /t/${topic}.json?page=50` },
  { recorded: '0161', name: 'deleted topic', route: ({ deleted }) => `GET /t/${deleted}.json`, as: 'paula' },
  { recorded: '0181', name: 'message read by a moderator', route: ({ message }) => `GET /t/${message}.json`, as: 'desk_bot' },
  { recorded: '0183', name: 'message read by nobody', route: ({ message }) => `GET /t/${message}.json`, as: null },
  { recorded: '0345', name: 'unknown post', route: 'GET /posts/999999.json' },
  { recorded: '0156', name: 'deleted post', route: ({ doomed }) => `GET /posts/${doomed}.json`, as: 'paula' },
  { recorded: '0184', name: 'post of a message', route: ({ messagePost }) => `GET /posts/${messagePost}.json`, as: 'ravi' },
  { recorded: '0508', name: 'whisper', route: ({ whisper }) => `GET /posts/${whisper}.json`, as: 'paula' },
  { recorded: '0352', name: 'no revision', route: ({ comment }) => `GET /posts/${comment}/revisions/latest.json` },
  { recorded: '0209', name: 'room of others by external id', route: 'GET /t/external_id/hd-room-0001.json', as: 'ravi' },
  { recorded: '0210', name: 'unknown external id', route: 'GET /t/external_id/hd-unknown.json' },
  { recorded: '0435', name: 'inbox of a foreign group', route: 'GET /topics/private-messages-group/ravi/housing_experts.json', as: 'ravi' },
  { recorded: '0330', name: 'post without raw', route: 'POST /posts.json', as: 'paula', body: ({ topic }: Ids) => ({ topic_id: topic }) },
  { recorded: '0341', name: 'post as plain text', route: 'POST /posts.json', as: 'paula', body: '{"topic_id":1,"raw":"sent as text"}', headers: { 'Content-Type': 'text/plain' } },
  { recorded: '0342', name: 'broken JSON', route: 'POST /posts.json', as: 'paula', body: '{"topic_id": 20, "raw": ' },
  { recorded: '0325', name: 'too short', route: 'POST /posts.json', as: 'paula', body: ({ topic }: Ids) => ({ topic_id: topic, raw: 'hm' }) },
  { recorded: '0540', name: 'too short, wrapped', route: 'POST /posts.json', as: 'paula', body: ({ topic }: Ids) => ({ topic_id: topic, raw: 'no', nested_post: true }) },
  { recorded: '0343', name: 'too long', route: 'POST /posts.json', as: 'paula', body: ({ topic }: Ids) => ({ topic_id: topic, raw: 'x y '.repeat(9_000) }) },
  { recorded: '0324', name: 'too similar', route: 'POST /posts.json', as: 'paula', body: ({ topic }: Ids) => ({ topic_id: topic, raw: 'Answer in the wrapped form, please.' }) },
  { recorded: '0326', name: 'title too short', route: 'POST /posts.json', as: 'paula', body: ({ housing }: Ids) => ({ title: 'Hm', raw: 'A topic with a short title.', category: housing }) },
  { recorded: '0327', name: 'title taken', route: 'POST /posts.json', as: 'paula', body: ({ housing }: Ids) => ({ title: 'Deposit not returned yet', raw: 'A topic with a title that is there.', category: housing }) },
  { recorded: '0328', name: 'unknown category', route: 'POST /posts.json', as: 'paula', body: { title: 'A topic without a place', raw: 'This category is unknown.', category: 99_999 } },
  { recorded: '0331', name: 'category that is hidden', route: 'POST /posts.json', as: 'paula', body: ({ library }: Ids) => ({ title: 'May I write in the library?', raw: 'I would like to write there.', category: library }) },
  { recorded: '0225', name: 'category where one may not write', route: 'POST /posts.json', as: 'paula', body: ({ faq }: Ids) => ({ title: 'May I write in the FAQ?', raw: 'I would like to write there too.', category: faq }) },
  { recorded: '0329', name: 'reply to an unknown topic', route: 'POST /posts.json', as: 'paula', body: { topic_id: 999_999, raw: 'A reply to nothing at all.' } },
  { recorded: '0162', name: 'reply to a deleted topic', route: 'POST /posts.json', as: 'paula', body: ({ deleted }: Ids) => ({ topic_id: deleted, raw: 'Is this still there?' }) },
  { recorded: '0185', name: 'reply to a message of others', route: 'POST /posts.json', as: 'ravi', body: ({ message }: Ids) => ({ topic_id: message, raw: 'I would like to join this.' }) },
  { recorded: '0270', name: 'reply while silenced', route: 'POST /posts.json', as: 'wanda', body: ({ topic }: Ids) => ({ topic_id: topic, raw: 'May I write although silenced?' }) },
  { recorded: '0510', name: 'whisper by a member', route: 'POST /posts.json', as: 'paula', body: ({ topic }: Ids) => ({ topic_id: topic, whisper: 'true', raw: 'I try to whisper here.' }) },
  { recorded: '0211', name: 'external id taken', route: 'POST /posts.json', body: { title: 'Another room', raw: 'This must be refused.', archetype: 'private_message', target_recipients: 'timo', external_id: 'hd-room-0001' } },
  { recorded: '0212', name: 'unknown recipient', route: 'POST /posts.json', body: { title: 'Message to nobody', raw: 'This goes to nobody at all.', archetype: 'private_message', target_recipients: 'nobody_here' } },
  { recorded: '0213', name: 'group without messages', route: 'POST /posts.json', as: 'paula', body: { title: 'Message to the staff', raw: 'This goes to a silent group.', archetype: 'private_message', target_recipients: 'desk_staff' } },
  { recorded: '0214', name: 'no recipient', route: 'POST /posts.json', body: { title: 'Message without anybody', raw: 'This goes to no name.', archetype: 'private_message' } },
  { recorded: '0100', name: 'edit too short', route: ({ answer }) => `PUT /posts/${answer}.json`, as: 'ute', body: { post: { raw: 'x' } } },
  { recorded: '0098', name: 'edit of another\'s post', route: ({ answer }) => `PUT /posts/${answer}.json`, as: 'timo', body: { post: { raw: 'I do not agree at all.' } } },
  { recorded: '0578', name: 'edit conflict', route: ({ answer }) => `PUT /posts/${answer}.json`, body: { post: { raw: 'Another text by the bot.', raw_old: 'what was not there' } } },
  { recorded: '0108', name: 'notice by an expert', route: ({ answer }) => `PUT /posts/${answer}/notice.json`, as: 'ute', body: { notice: 'My own notice' } },
  { recorded: '0159', name: 'deletion of another\'s post', route: ({ comment }) => `DELETE /posts/${comment}.json`, as: 'timo' },
  { recorded: '0513', name: 'deletion of one\'s own first post', route: ({ first }) => `DELETE /posts/${first}.json`, as: 'paula' },
  { recorded: '0515', name: 'recovery of one\'s own first post', route: ({ first }) => `PUT /posts/${first}/recover.json`, as: 'paula' },
  { recorded: '0075', name: 'staff tag', route: ({ topic }) => `PUT /t/-/${topic}.json`, as: 'paula', body: { tags: ['incident', 'desk-official'] } },
  { recorded: '0076', name: 'title of another\'s topic', route: ({ topic }) => `PUT /t/-/${topic}.json`, as: 'timo', body: { title: 'A title from someone else' } },
  { recorded: '0398', name: 'move to an unknown category', route: ({ topic }) => `PUT /t/-/${topic}.json`, body: { category_id: 99_999 } },
  { recorded: '0140', name: 'closing by a member', route: ({ topic }) => `PUT /t/${topic}/status.json`, as: 'timo', body: { status: 'closed', enabled: 'true' } },
  { recorded: '0141', name: 'unknown status', route: ({ topic }) => `PUT /t/${topic}/status.json`, body: { status: 'sleeping', enabled: 'true' } },
  { recorded: '0080', name: 'second like', route: 'POST /post_actions.json', as: 'timo', body: ({ comment }: Ids) => ({ id: comment, post_action_type_id: 2 }) },
  { recorded: '0089', name: 'accept by another', route: 'POST /solution/accept.json', as: 'timo', body: ({ comment }: Ids) => ({ id: comment }) },
  { recorded: '0093', name: 'accept of an unknown post', route: 'POST /solution/accept.json', body: { id: 999_999 } },
  { recorded: '0118', name: 'assign by a member', route: 'PUT /assign/assign.json', as: 'paula', body: ({ topic }: Ids) => ({ target_id: topic, target_type: 'Topic', username: 'ute' }) },
  { recorded: '0119', name: 'assign to a member', route: 'PUT /assign/assign.json', body: ({ topic }: Ids) => ({ target_id: topic, target_type: 'Topic', username: 'plain_member' }) },
  { recorded: '0120', name: 'assign to nobody', route: 'PUT /assign/assign.json', body: ({ topic }: Ids) => ({ target_id: topic, target_type: 'Topic', username: 'nobody_here' }) },
  { recorded: '0121', name: 'assign of an unknown topic', route: 'PUT /assign/assign.json', body: { target_id: 999_999, target_type: 'Topic', username: 'ute' } },
  { recorded: '0557', name: 'message assigned to a stranger', route: 'PUT /assign/assign.json', as: 'vera_admin', body: ({ message }: Ids) => ({ target_id: message, target_type: 'Topic', username: 'wanda' }) },
  { recorded: '0558', name: 'message assigned to strangers', route: 'PUT /assign/assign.json', as: 'vera_admin', body: ({ message }: Ids) => ({ target_id: message, target_type: 'Topic', group_name: 'it_experts' }) },
  { recorded: '0177', name: 'move by a member', route: ({ topic }) => `POST /t/${topic}/move-posts.json`, as: 'timo', body: ({ comment }: Ids) => ({ post_ids: [comment], title: 'Some topic that is new' }) },
  { recorded: '0176', name: 'move of an unknown post', route: ({ topic }) => `POST /t/${topic}/move-posts.json`, as: 'xaver', body: { post_ids: [999_999], title: 'Some topic that is new' } },
  { recorded: '0207', name: 'move out of a message', route: ({ message }) => `POST /t/${message + 1}/move-posts.json`, body: ({ topic, messagePost }: Ids) => ({ post_ids: [messagePost + 1], destination_topic_id: topic }) },
  { recorded: '0519', name: 'move into a message', route: ({ topic }) => `POST /t/${topic}/move-posts.json`, as: 'xaver', body: ({ comment }: Ids) => ({ post_ids: [comment], title: 'Moved out of public', archetype: 'private_message', participants: 'timo' }) },
  { recorded: '0190', name: 'invitation of a silent group', route: ({ message }) => `POST /t/${message}/invite-group.json`, as: 'ute', body: { group: 'desk_staff' } },
  { recorded: '0026', name: 'member added again', route: ({ experts }) => `PUT /groups/${experts}/members.json`, as: 'vera_admin', body: { usernames: 'ute' } },
  { recorded: '0027', name: 'member added by a member', route: ({ experts }) => `PUT /groups/${experts}/members.json`, as: 'paula', body: { usernames: 'paula' } },
  { recorded: '0532', name: 'post while read-only', route: 'POST /posts.json', body: ({ topic }: Ids) => ({ topic_id: topic, raw: 'A reply while read-only.' }), misbehave: { readOnly: true } },
  { recorded: '0535', name: 'accept while read-only', route: 'POST /solution/accept.json', body: ({ comment }: Ids) => ({ id: comment }), misbehave: { readOnly: true } },
  { recorded: '0568', name: 'limit of keys', route: 'GET /site/basic-info.json', misbehave: THROTTLED },
  { recorded: '0572', name: 'limit of keys when posting', route: 'POST /posts.json', body: ({ topic }: Ids) => ({ topic_id: topic, raw: 'A reply at the limit.' }), misbehave: THROTTLED },
  { recorded: '0575', name: 'limit of the address', route: 'GET /site/basic-info.json', as: null, misbehave: { limit: 'address', waitSeconds: 10 } },
  { recorded: '0528', name: 'limit of a member', route: 'POST /posts.json', as: 'paula', body: ({ topic }: Ids) => ({ topic_id: topic, raw: 'A second reply, too fast.' }), misbehave: { limit: 'user', waitSeconds: 29 } },
];
