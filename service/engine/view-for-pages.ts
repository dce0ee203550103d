import type { Judgement } from './judge.js';
import type { PostView, TopicView } from './feature.js';

/** What pages, `explain` and `replay` show of a ticket, as plain JSON. Never an input of a derivation. */
export function viewForPages({ derived, state, wants, shadows }: Judgement) {
  const { topic, ticket } = derived;
  return {
    topic: topic.id,
    reference: `HD-${topic.id}`,
    community: derived.community,
    since: ticket.membership?.since ?? null,
    isPrivate: topic.isPrivate,
    isPrivateAsk: ticket.membership?.isPrivateAsk ?? false,
    category: topic.category,
    channel: topic.channel,
    language: topic.posts.values().next().value?.language ?? null,
    asker: topic.asker,
    state: state?.state ?? null,
    stateBecause: state?.because ?? null,
    outcome: state?.outcome ?? null,
    owner: state?.owner ?? null,
    proposed: state?.proposed ?? null,
    assigneeSeen: topic.assigneeSeen ?? null,
    tags: [...topic.tags],
    closed: topic.closed,
    archived: topic.archived,
    listed: topic.listed,
    deletedAt: topic.deletedAt,
    merged: topic.merged,
    accepted: topic.accepted?.post ?? null,
    acceptedHistory: topic.acceptedHistory,
    visiblePosts: visiblePosts(topic)
      .filter((post) => !post.ours)
      .map((post) => post.id),
    ownPosts: [...topic.posts.values()].filter((post) => post.ours).map((post) => post.id),
    texts: [...topic.posts.values()]
      .filter((post) => post.textHash !== null)
      .map(({ id, version, textHash }) => ({ post: id, version, hash: textHash })),
    features: Object.fromEntries(Object.entries(ticket.views)),
    wants: wants.map(({ key, kind, because, valueHash }) => ({ key, kind, because, valueHash })),
    shadows: shadows.map(({ key, kind, because }) => ({ key, kind, because })),
    nextWakeAt: derived.nextWakeAt,
  };
}

/** Posts that count as somebody's words: of type regular or moderator, visible, not ours. Ascending by id. */
export function visiblePosts(topic: TopicView): PostView[] {
  return [...topic.posts.values()]
    .filter((post) => post.visibility === 'visible' && (post.kind === 'regular' || post.kind === 'moderator'))
    .sort((a, b) => a.id - b.id);
}
