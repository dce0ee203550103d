import type { Fact } from '../../shared/facts.js';
import type { Instant } from '../../shared/instant.js';
import type { SettingsTimeline } from './communities.js';
import type { Membership } from './feature.js';
import type { TopicState } from './topic-state.js';

export interface MembershipInput {
  readonly topic: TopicState;
  readonly settings: SettingsTimeline;
  readonly membership: Membership | null;
  /** The topic has been seen outside all communities before. */
  readonly wasOutside: boolean;
  /** It was a ticket before, in a community that ended. */
  readonly wasTicket: boolean;
  readonly at: Instant;
  readonly fact: Fact['body'] | null;
  readonly botId: number;
}

export interface NextMembership {
  readonly membership: Membership | null;
  readonly isOutside: boolean;
}

/** Which community the topic belongs to after this event, and where its clocks start (SU-01, R-START). */
export function nextMembership(input: MembershipInput): NextMembership {
  const { topic, membership, at } = input;
  const found = communityOf(input);
  if (found === null) return { membership: null, isOutside: input.wasOutside || topic.placedAt !== null };
  if (membership) return { membership: { ...membership, community: found.community }, isOutside: false };
  const since = input.settings.inForce(found.community, at)?.settings.since ?? at;
  const clockStart = clockStartOf(input, { community: found.community, since });
  // SU-03: when a category is designated again, its old tickets are found.
  const isFoundAgain = input.wasTicket && input.fact === null;
  // What the system wrote (a category's own description, a welcome) is nobody's question, nor is a room that somebody made public.
  const isNobodys = topic.asker === null || topic.asker < 0 || (topic.asker === input.botId && isByUs(topic));
  if (isNobodys || (clockStart === null && !topic.hasPostSince(since) && !isFoundAgain)) {
    return { membership: null, isOutside: false };
  }
  return { membership: { community: found.community, since: at, clockStart, isPrivateAsk: found.isPrivateAsk }, isOutside: false };
}

function communityOf(input: MembershipInput): { community: string; isPrivateAsk: boolean } | null {
  const { topic, settings, membership, at, botId } = input;
  if (topic.archetype === 'private_message') {
    // A ticket that was turned into a message stays the ticket it was, privately.
    if (membership && settings.inForce(membership.community, at))
      return { community: membership.community, isPrivateAsk: membership.isPrivateAsk };
    if (topic.asker === null || topic.asker === botId || topic.asker < 0) return null;
    const asked = settings.ofExpertGroups(topic.participants?.groups ?? [], at);
    return asked === null ? null : { community: asked, isPrivateAsk: true };
  }
  const community = topic.category === null ? null : settings.ofCategory(topic.category, at);
  return community === null ? null : { community, isPrivateAsk: false };
}

/** Null: older than the community, so it starts no clock. Designating a category again starts no clock in the past (SU-03). */
function clockStartOf(
  { topic, settings, wasOutside, at, fact }: MembershipInput,
  here: { community: string; since: Instant },
): Instant | null {
  if (wasOutside && fact?.type === 'TopicPlace' && at >= here.since) return at;
  const start = topic.splitAt ?? topic.bornAt;
  if (start === null || start < here.since) return null;
  const designated = settings.designatedSince(here.community, at);
  return designated !== null && designated > start ? designated : start;
}

/** What carries our mark, and what we do not know better yet. A person may use the bot's account to ask. */
function isByUs(topic: TopicState): boolean {
  for (const post of topic.posts.values()) return post.ours;
  return true;
}
