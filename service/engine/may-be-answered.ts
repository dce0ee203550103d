import type { Fact } from '../../shared/facts.js';
import type { Instant } from '../../shared/instant.js';
import type { RoleName } from '../../shared/settings.js';
import type { DeriveInput } from './derived.js';
import type { TicketView, TopicView } from './feature.js';
import type { JudgedLine } from './judge-line.js';
import { wasMember, type Spans } from './roles.js';

interface Standing {
  readonly ticket: TicketView;
  readonly input: Pick<DeriveInput, 'material' | 'now'>;
  readonly spans: Spans;
  rolesOf(user: number, at: Instant): ReadonlySet<RoleName>;
}

/**
 * Whether the author of a line may be told anything about it: an answer names the ticket and its post. Whoever wrote it where it is
 * knows the place; a line that was moved into a message may be by somebody who never saw that message (ES-02).
 */
export function mayBeAnswered({ line: { post, author }, room }: JudgedLine, standing: Standing): boolean {
  const { topic, rooms } = standing.ticket;
  const place = room === null ? topic : rooms.get(room);
  if (author === null || post === null || place === undefined) return false;
  if (room === null && !topic.isPrivate) return true;
  return !mayHaveMoved(post, place, standing.input.material.facts) || isReader(author, place, standing);
}

/** It was seen elsewhere, or posts came here by a split after it was written. */
function mayHaveMoved(post: number, place: TopicView, facts: readonly Fact[]): boolean {
  const at = place.posts.get(post)?.at ?? '';
  return facts.some(
    ({ at: movedAt, body }) =>
      (body.type === 'Placed' && body.post === post && body.topic !== place.id) ||
      (body.type === 'SmallAction' && body.code === 'split_topic' && body.linkedTopic === place.id && movedAt >= at),
  );
}

function isReader(user: number, { id, asker, participants }: TopicView, { ticket, input, spans, rolesOf }: Standing): boolean {
  const { now } = input;
  const roles = rolesOf(user, now);
  if (roles.has('facilitator') || roles.has('deskLead')) return true;
  if (id === ticket.topic.id && user === asker) return true;
  if (participants === null) return false;
  return participants.users.includes(user) || participants.groups.some((group) => wasMember(spans, { group, user, at: now }));
}
