/** @import { DeskLabel, DeskPost, DeskTicket, DeskTopic } from "../../../../../types/hybrid-desk" */

/** Marks that say less than another one on the same post, and by which they are said already. */
const SAID_BY = {
  not_yet_checked: ["official", "checked", "expert"],
  expert: ["official"],
};

/**
 * What marks a post, each thing once.
 *
 * @param {DeskPost} post
 * @returns {DeskLabel[]}
 */
export function labelsOf(post) {
  const given = post.hybrid_desk;
  if (!given) {
    return [];
  }
  const labels = "labels" in given ? given.labels : [given];
  const kinds = labels.map(({ label }) => label);
  return labels.filter(
    ({ label }, index) =>
      kinds.indexOf(label) === index &&
      !SAID_BY[label]?.some((other) => kinds.includes(other))
  );
}

/**
 * What was fetched anew, put where pages look.
 *
 * @param {DeskTopic} topic
 * @param {DeskTicket | null} ticket
 */
export function putOn(topic, ticket) {
  topic.hybrid_desk = ticket;
  const labels = ticket?.everyone.labels ?? [];
  for (const post of topic.postStream?.posts ?? []) {
    const mine = labels.filter(({ postId }) => postId === post.id);
    // The forum itself knows which posts nobody has checked.
    const kept = labelsOf(post).filter(
      ({ label }) => label === "not_yet_checked"
    );
    const all = [
      ...mine.map((label) => ({ ...label, people: ticket?.people })),
      ...kept,
    ];
    post.hybrid_desk = all.length > 0 ? { labels: all } : undefined;
  }
}
