import { groupCard, userCard } from './cards.js';
import { acceptedPost, findGroup, postsOf, slugOf, userOf } from './lookups.js';
import { canReply, isStaff } from './permissions.js';
import type { Reader } from './permissions.js';
import { topicFields } from './post-fields.js';
import { participantsJson, postJson } from './serializers.js';
import type { Post, SandboxState, Topic } from './state.js';

export interface TopicOptions {
  readonly includeRaw: boolean;
  readonly print: boolean;
  /** From 1. */
  readonly page: number;
}

const CHUNK = 20;
const PRINT_CHUNK = 1_000;

/** Deleted posts are not in the stream, except a first one for staff; whispers are for staff. */
export function streamOf(state: SandboxState, reader: Reader, topic: Topic): Post[] {
  const staff = isStaff(reader);
  return postsOf(state, topic.id).filter((post) => (post.type !== 4 || staff) && (!post.deletedAt || (staff && post.number === 1)));
}

/** Parts of the forum that the sandbox has not: always as in a topic where nobody used them. */
const UNUSED = {
  has_summary: false,
  image_url: null,
  slow_mode_seconds: 0,
  slow_mode_enabled_until: null,
  draft: null,
  actions_summary: [],
  bookmarks: [],
  topic_timer: null,
  show_read_indicator: false,
};

/** Null: there is no such page. */
export function topicJson(state: SandboxState, reader: Reader, { topic, options }: { topic: Topic; options: TopicOptions }) {
  const stream = streamOf(state, reader, topic);
  const chunk = options.print ? PRINT_CHUNK : CHUNK;
  const posts = stream.slice((options.page - 1) * chunk, options.page * chunk);
  if (posts.length === 0) return null;
  const isMessage = topic.archetype === 'private_message';
  const staff = isStaff(reader);
  return {
    post_stream: {
      posts: posts.map((post) => ({ ...postJson(state, reader, { post, raw: options.includeRaw }), read: true })),
      stream: stream.map((post) => post.id),
    },
    timeline_lookup: [[1, 0]],
    ...(isMessage ? { related_messages: [] } : { tags: [...topic.tags] }),
    suggested_topics: [],
    tags_descriptions: {},
    ...topicFields(state, topic),
    highest_post_number: postsOf(state, topic.id).reduce(
      (most, post) => (!post.deletedAt && (post.type !== 4 || staff) ? Math.max(most, post.number) : most),
      0,
    ),
    ...UNUSED,
    draft_key: `topic_${topic.id}`,
    draft_sequence: reader ? 0 : null,
    current_post_number: posts[0]?.number ?? 1,
    deleted_by: topic.deletedBy === null ? null : userCard(userOf(state, topic.deletedBy)),
    ...(staff ? { has_deleted: postsOf(state, topic.id).some((post) => post.deletedAt !== null && post.number > 1) } : {}),
    chunk_size: chunk,
    ...(isMessage ? { message_archived: false, pm_with_non_human_user: false } : {}),
    ...assignedPosts(state, topic),
    details: detailsOf(state, reader, topic),
  };
}

/** Fact 22: who may read a message stands here and nowhere else. */
function detailsOf(state: SandboxState, reader: Reader, topic: Topic) {
  const stream = streamOf(state, reader, topic);
  const groups = topic.allowedGroups.flatMap((id) => findGroup(state, id) ?? []);
  return {
    can_edit: reader !== null && (isStaff(reader) || reader.id === topic.userId),
    notification_level: 1,
    ...(reader !== null && canReply(state, reader, topic) ? { can_create_post: true } : {}),
    ...(isStaff(reader) ? { can_move_posts: true, can_delete: true, can_close_topic: true } : {}),
    participants: participantsJson(state, topic),
    ...(topic.archetype === 'private_message'
      ? { allowed_users: topic.allowedUsers.map((id) => userCard(userOf(state, id))), allowed_groups: groups.map(groupCard) }
      : {}),
    created_by: userCard(userOf(state, topic.userId)),
    last_poster: userCard(userOf(state, stream.at(-1)?.userId ?? topic.userId)),
  };
}

function assignedPosts(state: SandboxState, topic: Topic): Record<string, unknown> {
  const rows = postsOf(state, topic.id).flatMap((post) => {
    const user = post.assignment?.userId;
    return user === null || user === undefined
      ? []
      : [[post.id, { assigned_to: userCard(userOf(state, user)), post_number: post.number }] as const];
  });
  return rows.length === 0 ? {} : { indirectly_assigned_to: Object.fromEntries(rows) };
}

/** A row of a topic list. */
export function listedTopicJson(state: SandboxState, reader: Reader, topic: Topic) {
  const fields = topicFields(state, topic);
  const stream = streamOf(state, reader, topic).filter((post) => post.type !== 4);
  const lastPoster = userOf(state, stream.at(-1)?.userId ?? topic.userId);
  const { id, title, posts_count, reply_count, highest_post_number, created_at, last_posted_at } = fields;
  return {
    id,
    title,
    fancy_title: title,
    slug: slugOf(title),
    posts_count,
    reply_count,
    highest_post_number,
    image_url: null,
    created_at,
    last_posted_at,
    bumped: true,
    bumped_at: topic.bumpedAt,
    archetype: topic.archetype,
    unseen: false,
    pinned: topic.pinned,
    unpinned: null,
    visible: topic.visible,
    closed: topic.closed,
    archived: topic.archived,
    bookmarked: null,
    liked: null,
    ...(topic.archetype === 'private_message' ? { allowed_user_count: topic.allowedUsers.length } : { tags: [...topic.tags] }),
    tags_descriptions: {},
    views: 0,
    like_count: fields.like_count,
    has_summary: false,
    last_poster_username: lastPoster.username,
    category_id: topic.categoryId,
    pinned_globally: false,
    featured_link: null,
    has_accepted_answer: acceptedPost(state, topic) !== undefined,
    posters: [{ extras: null, description: 'Original Poster', user_id: topic.userId, primary_group_id: null, flair_group_id: null }],
  };
}
