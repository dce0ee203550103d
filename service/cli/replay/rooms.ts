import { factOf, type Fact } from '../../../shared/facts.js';
import { markerOf } from '../../../shared/marker.js';
import { roomKey } from '../../features/escalation/course.js';

/** Escalations of one ticket, and attempts at its room, that are looked for: more than a story has. */
const MOST = 10;

/**
 * The service notes a room when its effect is done (decision 034). A replay carries nothing out, but the service that ran beside
 * the recorded forum did: the first post of a room carries the marker that its key and the secret of that service make.
 */
export function roomsIn(facts: readonly Fact[], secret: string): Fact[] {
  const topics = new Map(facts.flatMap(({ body }) => (body.type === 'Placed' ? [[body.post, body.topic] as const] : [])));
  const messages = new Set(
    facts.flatMap(({ body }) => (body.type === 'TopicPlace' && body.archetype === 'private_message' ? [body.topic] : [])),
  );
  const made = facts.flatMap(({ at, body }) => {
    const topic = body.type === 'OurPost' ? topics.get(body.post) : undefined;
    return body.type === 'OurPost' && topic !== undefined && messages.has(topic) ? [{ at, topic, marker: body.marker }] : [];
  });
  if (made.length === 0) return [];
  const opens = roomsByMarker(facts, secret);
  const rooms = new Map(made.flatMap(({ at, topic, marker }) => opens(marker).map((opened) => [topic, { at, ...opened }] as const)));
  // Since its birth: when its effect was done is in no delivery, and says no more than whose room it is.
  return [...rooms].map(([room, { at, ...opened }]) =>
    factOf({ type: 'RoomOpened', room, ...opened }, { at, learntAt: at, source: 'replay' }),
  );
}

interface Opened {
  readonly topic: number;
  readonly key: string;
}

function roomsByMarker(facts: readonly Fact[], secret: string): (marker: string) => Opened[] {
  const counts = Array.from({ length: MOST }, (_, index) => index + 1);
  const tickets = new Set(facts.flatMap(({ body }) => (body.type === 'TopicBorn' ? [body.topic] : [])));
  const opened = [...tickets].flatMap((topic) => counts.map((number): Opened => ({ topic, key: roomKey(topic, number) })));
  const byMarker = new Map<string, Opened>(
    opened.flatMap((one) => counts.map((revision) => [markerOf(secret, one.key, revision), one] as const)),
  );
  return (marker) => [byMarker.get(marker) ?? []].flat();
}
