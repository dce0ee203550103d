import { describe, expect, it } from '@jest/globals';
import { factOf, type FactBody } from '../../shared/facts.js';
import { markerOf } from '../../shared/marker.js';
import { roomsIn } from '../../service/cli/replay/rooms.js';

const ASKED = '2026-03-02T08:00:00.000Z';
const MADE = '2026-03-02T09:00:00.000Z';
const fact = (at: string, body: FactBody) => factOf(body, { at, learntAt: at, source: 'test' });

/** Ticket 20, and topic 30 with a first post of the bot. */
function story(marker: string, archetype: 'private_message' | 'regular' = 'private_message') {
  return [
    fact(ASKED, { type: 'TopicBorn', topic: 20 }),
    fact(MADE, { type: 'TopicBorn', topic: 30 }),
    fact(MADE, { type: 'TopicPlace', topic: 30, category: archetype === 'regular' ? 9 : null, archetype }),
    fact(MADE, { type: 'Placed', post: 300, topic: 30 }),
    fact(MADE, { type: 'OurPost', post: 300, marker }),
  ];
}

describe('the rooms of a story that was recorded beside the service', () => {
  it.each([
    ['first', 1, 1],
    ['third, made at the second attempt', 3, 2],
  ])('are found by their markers: the %s', (_what, number, revision) => {
    const key = `room:ticket:20:${number}`;

    expect(roomsIn(story(markerOf('secret', key, revision)), 'secret')).toEqual([
      expect.objectContaining({ at: MADE, body: { type: 'RoomOpened', topic: 20, room: 30, key } }),
    ]);
  });

  it('are one, also where its first post was edited', () => {
    const key = 'room:ticket:20:1';
    const edited = fact(MADE, { type: 'OurPost', post: 300, marker: markerOf('secret', key, 2) });

    expect(roomsIn([...story(markerOf('secret', key, 1)), edited], 'secret')).toHaveLength(1);
  });

  it.each([
    ['a room of another service', story(markerOf('another', 'room:ticket:20:1', 1))],
    ['another message of the bot', story(markerOf('secret', 'message:ticket:20:1', 1))],
    ['a topic for all', story(markerOf('secret', 'room:ticket:20:1', 1), 'regular')],
    ['a room of a topic that nobody knows', story(markerOf('secret', 'room:ticket:21:1', 1))],
  ])('do not include %s', (_what, facts) => {
    expect(roomsIn(facts, 'secret')).toEqual([]);
  });
});
