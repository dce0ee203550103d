import { categoryCard, groupCard, userCard } from '../cards.js';
import { groupNamed, isMember, userOf } from '../lookups.js';
import { canCreateIn, canSeeCategory, canSeeGroup, canSeeTopic } from '../permissions.js';
import type { Reader } from '../permissions.js';
import { notFound, notPermitted } from '../refusal.js';
import { membersJson } from '../serializers.js';
import type { Category, SandboxState, Topic } from '../state.js';
import { listedTopicJson } from '../topic-json.js';
import type { Answer, Call, Handler, Route } from './call.js';
import { json } from './call.js';
import { numberIn, textIn } from './params.js';

const PER_PAGE = 30;

export const listRoutes: readonly Route[] = [
  { method: 'get', path: '/latest', handle: latest },
  { method: 'get', path: '/topics/private-messages-group/:user/:group', handle: groupInbox },
  { method: 'get', path: '/categories', handle: categories },
  { method: 'get', path: '/site', handle: site },
  { method: 'get', path: '/groups', handle: groups },
  { method: 'get', path: '/groups/:name/members', handle: members },
];

function latest({ world, reader, params }: Call): Answer {
  const listed = world.state.topics.filter(
    (topic) => topic.archetype === 'regular' && topic.visible && !topic.deletedAt && canSeeTopic(world.state, reader, topic),
  );
  const byCreation = textIn(params, 'order') === 'created';
  return json(listJson(world.state, reader, { topics: listed, byCreation, page: numberIn(params, 'page') ?? 0, path: '/latest' }));
}

function groupInbox({ world, reader, params }: Call): ReturnType<Handler> {
  const group = groupNamed(world.state, textIn(params, 'group') ?? '');
  if (!reader) return notPermitted();
  if (textIn(params, 'user')?.toLowerCase() !== reader.username.toLowerCase() && !reader.admin) return notPermitted();
  if (!group || !(isMember(group, reader.id) || reader.admin)) return notFound();
  const topics = world.state.topics.filter(
    (topic) => topic.archetype === 'private_message' && !topic.deletedAt && topic.allowedGroups.includes(group.id),
  );
  const path = `/topics/private-messages-group/${reader.username}/${group.name}`;
  return json(listJson(world.state, reader, { topics, byCreation: false, page: numberIn(params, 'page') ?? 0, path }));
}

interface List {
  readonly topics: readonly Topic[];
  readonly byCreation: boolean;
  readonly page: number;
  readonly path: string;
}

function listJson(state: SandboxState, reader: Reader, { topics, byCreation, page, path }: List) {
  const key = (topic: Topic): string => (byCreation ? topic.createdAt : topic.bumpedAt);
  const sorted = [...topics].sort((a, b) => (key(a) < key(b) ? 1 : key(a) > key(b) ? -1 : b.id - a.id));
  const shown = sorted.slice(page * PER_PAGE, (page + 1) * PER_PAGE);
  const people = [...new Set(shown.map((topic) => topic.userId))].map((id) => userCard(userOf(state, id)));
  const more = sorted.length > (page + 1) * PER_PAGE ? { more_topics_url: `${path}?page=${page + 1}` } : {};
  return {
    ...(shown.length > 0 ? { users: people, primary_groups: [], flair_groups: [] } : {}),
    topic_list: {
      can_create_topic: reader !== null,
      ...more,
      per_page: PER_PAGE,
      top_tags: [],
      topics: shown.map((topic) => listedTopicJson(state, reader, topic)),
    },
  };
}

function categories({ world, reader, params }: Call): Answer {
  const { state } = world;
  const withChildren = textIn(params, 'include_subcategories') === 'true';
  const seen = state.categories.filter((category) => canSeeCategory(state, reader, category));
  const rows = seen
    .filter((category) => category.parent === null)
    .map((category) => {
      const children = seen.filter((child) => child.parent === category.id);
      const list =
        withChildren && children.length > 0 ? { subcategory_list: children.map((child) => categoryJson(state, reader, child)) } : {};
      return {
        ...categoryJson(state, reader, category),
        has_children: children.length > 0,
        subcategory_ids: children.map((child) => child.id),
        ...list,
      };
    });
  return json({ category_list: { can_create_category: reader?.admin ?? false, can_create_topic: reader !== null, categories: rows } });
}

function categoryJson(state: SandboxState, reader: Reader, category: Category) {
  const permission = reader && canCreateIn(state, reader, category) ? 1 : null;
  return { ...categoryCard(state, category), permission, notification_level: 1, has_children: false, subcategory_ids: [] as number[] };
}

/** All categories in one flat list, subcategories too, and the names of all groups that the reader may see. */
function site({ world, reader }: Call): Answer {
  const { state } = world;
  const groupNames = state.groups.filter((group) => canSeeGroup(reader, group)).sort((a, b) => (a.name < b.name ? -1 : 1));
  return json({
    default_archetype: 'regular',
    post_types: { regular: 1, moderator_action: 2, small_action: 3, whisper: 4 },
    trust_levels: { newuser: 0, basic: 1, member: 2, regular: 3, leader: 4 },
    groups: groupNames.map(({ id, name }) => ({ id, name, flair_url: null, flair_bg_color: null, flair_color: null })),
    categories: state.categories
      .filter((category) => canSeeCategory(state, reader, category))
      .map((category) => categoryJson(state, reader, category)),
  });
}

function groups({ world, reader, params }: Call): Answer {
  const page = numberIn(params, 'page') ?? 0;
  const seen = world.state.groups.filter((group) => canSeeGroup(reader, group)).sort((a, b) => (a.name < b.name ? -1 : 1));
  const perPage = 36;
  return json({
    groups: seen
      .slice(page * perPage, (page + 1) * perPage)
      .map((group) => ({ ...groupCard(group), is_group_user: reader !== null && isMember(group, reader.id) })),
    extras: { type_filters: ['my', 'owner', 'public', 'close', 'automatic'] },
    total_rows_groups: seen.length,
    load_more_groups: `/groups?page=${page + 1}`,
  });
}

function members({ world, reader, params }: Call): ReturnType<Handler> {
  const group = groupNamed(world.state, textIn(params, 'name') ?? '');
  if (!group || !canSeeGroup(reader, group)) return notFound();
  const limit = Math.min(numberIn(params, 'limit') ?? 50, 1_000);
  return json(membersJson(world.state, group, { limit, offset: numberIn(params, 'offset') ?? 0 }));
}
