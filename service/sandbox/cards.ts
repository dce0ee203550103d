import { slugOf } from './lookups.js';
import type { Category, Group, SandboxState, User } from './state.js';

/** Small objects that deliveries and answers share: users, groups and categories as the forum shows them in passing. */
export function userCard(user: User) {
  return {
    id: user.id,
    username: user.username,
    name: user.name,
    avatar_template: avatarOf(user),
    assign_icon: 'user-plus',
    assign_path: `/u/${user.username}/activity/assigned`,
  };
}

export function avatarOf(user: User): string {
  return `/letter_avatar_proxy/v4/letter/${user.username.charAt(0).toLowerCase()}/5daacb/{size}.png`;
}

export function groupCard(group: Group) {
  return {
    id: group.id,
    automatic: false,
    name: group.name,
    user_count: group.members.length,
    mentionable_level: 3,
    messageable_level: group.messageable,
    visibility_level: group.visibility,
    primary_group: false,
    title: null,
    grant_trust_level: null,
    incoming_email: null,
    has_messages: false,
    flair_url: null,
    flair_bg_color: null,
    flair_color: null,
    bio_raw: null,
    bio_cooked: null,
    bio_excerpt: null,
    public_admission: false,
    public_exit: false,
    allow_membership_requests: false,
    full_name: group.fullName,
    default_notification_level: 3,
    membership_request_template: null,
    members_visibility_level: group.visibility,
    can_see_members: true,
    publish_read_state: false,
    assign_icon: 'group-plus',
    assign_path: `/g/${group.name}/assigned/everyone`,
  };
}

export function categoryCard(state: SandboxState, category: Category) {
  const topics = state.topics.filter((topic) => topic.categoryId === category.id && !topic.deletedAt);
  return {
    id: category.id,
    name: category.name,
    color: '0E76BD',
    text_color: 'FFFFFF',
    slug: category.slug,
    topic_count: topics.length,
    post_count: 0,
    position: category.id,
    description: null,
    description_text: null,
    description_excerpt: null,
    topic_url: `/t/about-the-${slugOf(category.name)}-category/${category.id + 8}`,
    read_restricted: category.readGroups !== null,
    ...(category.parent === null ? {} : { parent_category_id: category.parent }),
    topic_template: null,
    sort_order: null,
    sort_ascending: null,
    show_subcategory_list: false,
    num_featured_topics: 3,
    default_view: null,
    subcategory_list_style: 'rows_with_featured_topics',
    default_top_period: 'all',
    default_list_filter: 'all',
    minimum_required_tags: 0,
    navigate_to_first_post_after_read: false,
    uploaded_logo: null,
    uploaded_background: null,
  };
}
