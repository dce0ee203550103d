import type { Forum, GroupMember, ListedTopic } from '../../ports/forum.js';
import { CALLS } from './calls.js';
import type { Client } from './client.js';
import { LIKE, named, seenCategory } from './seen.js';

const MEMBERS_PER_PAGE = 200;
/** Messages of a group beyond its newest 120 have not moved since the sweep before; each page costs a call of the budget. */
const MESSAGE_PAGES = 4;

type Lists = Pick<
  Forum,
  'whoAmI' | 'listTopics' | 'listGroupMessages' | 'listCategories' | 'listGroups' | 'listMembers' | 'countMembers' | 'badgesOf' | 'likersOf'
>;

export function lists(client: Client, apiUsername: string): Lists {
  return {
    async whoAmI() {
      return named((await client.ask(CALLS.whoAmI)).current_user);
    },

    async listTopics(page) {
      const { topic_list: list } = await client.ask(CALLS.latestTopics, { send: { order: 'activity', page } });
      return { topics: list.topics.map(listed), more: Boolean(list.more_topics_url) };
    },

    async listGroupMessages(groupName) {
      const topics: ListedTopic[] = [];
      for (let page = 0; page < MESSAGE_PAGES; page++) {
        const path = { username: apiUsername, groupName };
        const { topic_list: list } = await client.ask(CALLS.groupMessages, { path, ...(page > 0 && { send: { page } }) });
        topics.push(...list.topics.map(listed));
        if (!list.more_topics_url) break;
      }
      return topics;
    },

    async listCategories() {
      return (await client.ask(CALLS.site)).categories.map(seenCategory);
    },

    async badgesOf(username) {
      const { user_badges: held } = await client.ask(CALLS.badges, { path: { username } });
      return [...new Set(held.map(({ badge_id: badge }) => badge))];
    },

    async likersOf(postId) {
      const answer = await client.ask(CALLS.likers, { send: { id: postId, post_action_type_id: LIKE } });
      return answer.post_action_users.map(named);
    },

    async listGroups() {
      return (await client.ask(CALLS.site)).groups.map(({ id, name }) => ({ id, name }));
    },

    listMembers: (groupName) => allMembers(client, groupName),

    async countMembers(groupName) {
      return (await client.ask(CALLS.members, { path: { groupName }, send: { limit: 1, offset: 0 } })).meta.total;
    },
  };
}

/** A forum may give fewer than we ask for: the next page starts behind those that came. */
async function allMembers(client: Client, groupName: string): Promise<readonly GroupMember[]> {
  const members = new Map<number, GroupMember>();
  for (let offset = 0; ;) {
    const page = await client.ask(CALLS.members, { path: { groupName }, send: { limit: MEMBERS_PER_PAGE, offset } });
    for (const { id, username, added_at } of page.members) members.set(id, { id, name: username, addedAt: added_at ?? null });
    offset += page.members.length;
    if (page.members.length === 0 || offset >= page.meta.total) return [...members.values()];
  }
}

function listed(topic: {
  readonly id: number;
  readonly bumped_at?: string | null | undefined;
  readonly category_id?: number | null | undefined;
}): ListedTopic {
  return { id: topic.id, bumpedAt: topic.bumped_at ?? null, categoryId: topic.category_id ?? null };
}
