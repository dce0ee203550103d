/** @import { DeskLabel, DeskPost, DeskTicket, DeskTopic } from "../../../../../types/hybrid-desk" */

/** Marks that say less than another one on the same post, and by which they are said already. */
const SAID_BY = {
  not_yet_checked: ["official", "checked", "expert"],
  expert: ["official"],
};

/** Topics whose ticket was fetched after their posts. */
const refreshed = new WeakSet();

/**
 * What marks a post, each thing once. What somebody signed and what was accepted stand side by side: neither says the other.
 *
 * @param {DeskPost} post
 * @returns {DeskLabel[]}
 */
export function labelsOf(post) {
  const labels = [...known(post), ...accepted(post)];
  const kinds = labels.map(({ label }) => label);
  return labels.filter(
    ({ label }, index) =>
      kinds.indexOf(label) === index &&
      !SAID_BY[label]?.some((other) => kinds.includes(other))
  );
}

/**
 * As the post was given; where its ticket was fetched anew, as the ticket says, whatever view shows the post.
 *
 * @param {DeskPost} post
 * @returns {DeskLabel[]}
 */
function known({ id, topic, hybrid_desk: given }) {
  const own = given ? ("labels" in given ? given.labels : [given]) : [];
  const ticket = topic?.hybrid_desk;
  if (!topic || !refreshed.has(topic)) {
    return own;
  }
  const all = ticket?.everyone.labels ?? [];
  // The forum itself knows which posts nobody has checked; an official answer speaks for all of them.
  const isAnswered = all.some(({ label }) => label === "official");
  const unchecked = isAnswered
    ? []
    : own.filter(({ label }) => label === "not_yet_checked");
  const mine = all.filter(({ postId }) => postId === id);
  return [
    ...mine.map((label) => ({ ...label, people: ticket?.people })),
    ...unchecked,
  ];
}

/**
 * The forum's own mark of a question that is ours (Solved), where a signature took the one place for a label of the service.
 *
 * @param {DeskPost} post
 * @returns {DeskLabel[]}
 */
function accepted({ accepted_answer: isAccepted, topic }) {
  return isAccepted && topic?.hybrid_desk
    ? [{ label: "community_answer", text: "" }]
    : [];
}

/**
 * What was fetched anew, put where pages look.
 *
 * @param {DeskTopic} topic
 * @param {DeskTicket | null} ticket
 */
export function putOn(topic, ticket) {
  refreshed.add(topic);
  topic.hybrid_desk = ticket;
}
