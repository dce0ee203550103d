import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareFacts, compareText, factOf, isBirth, thingOf, type FactBody } from '../../shared/facts.js';
import { addSeconds, earliest, floorToSecond, secondsBetween, toInstant } from '../../shared/instant.js';

const AT = '2026-03-02T10:00:00.289Z';
const LATER = '2026-03-02T11:00:00.000Z';
const learnt = (at: string, learntAt = at) => ({ at, learntAt, source: 'test' });
const born: FactBody = { type: 'PostBorn', post: 7, replyTo: null };
const tags = (...names: string[]): FactBody => ({ type: 'TopicTags', topic: 20, tags: names });

describe('the key of a birth', () => {
  it('is its identity: a delivery and a read of it give the same, whenever and wherever it was learnt', () => {
    const fromRead = factOf(born, { at: AT, learntAt: LATER, source: 'read:topic:20' });

    expect(fromRead.key).toBe(factOf(born, { at: AT, learntAt: AT, source: 'delivery:12' }).key);
    expect(fromRead).toMatchObject({ key: `post:7/PostBorn/${AT}`, thing: 'post:7', at: AT, learntAt: LATER, unconfirmed: false });
  });

  it('tells members of one group apart, and one who joins again', () => {
    const joined = (user: number, at: string) => factOf({ type: 'MembershipBegan', group: 41, user }, learnt(at)).key;

    expect(new Set([joined(1, AT), joined(2, AT), joined(1, LATER)]).size).toBe(3);
  });
});

describe('the key of an observation', () => {
  it('is that of thing, aspect, time and state', () => {
    const key = factOf(tags('a'), learnt(AT)).key;

    expect(factOf(tags('a'), learnt(AT, LATER)).key).toBe(key);
    expect(factOf(tags('b'), learnt(AT)).key).not.toBe(key);
    expect(factOf(tags('a'), learnt(LATER)).key).not.toBe(key);
  });

  it('tells flags of one topic and members of one group apart', () => {
    const flag = (name: 'closed' | 'archived') =>
      factOf({ type: 'TopicFlagSeen', topic: 20, flag: name, value: true }, learnt(AT)).key.split('/')[1];
    const ended = (user: number) => factOf({ type: 'MembershipEnded', group: 41, user }, learnt(AT)).key.split('/')[1];

    expect(flag('closed')).not.toBe(flag('archived'));
    expect(ended(1)).not.toBe(ended(2));
  });
});

describe('a fact', () => {
  it.each([
    [born, 'post:7'],
    [tags('a'), 'topic:20'],
    [{ type: 'AnswerFlag', post: 7, accepted: true }, 'post:7'],
    [{ type: 'AcceptedAnswer', topic: 20, post: 7 }, 'topic:20'],
    [{ type: 'MembershipBegan', group: 41, user: 1 }, 'group:41'],
    [{ type: 'CategorySeen', category: 5, parent: null, readRestricted: false }, 'category:5'],
    [{ type: 'Unreadable', thing: 'post:7' }, 'post:7'],
  ] as Array<[FactBody, string]>)('is filed under the thing of the forum: %j', (body, thing) => {
    expect(thingOf(body)).toBe(thing);
  });

  it('is a birth only when it never changes', () => {
    expect([born, tags('a')].map(isBirth)).toEqual([true, false]);
  });
});

describe('the order of facts', () => {
  const order = (...bodies: ReadonlyArray<readonly [string, FactBody]>) =>
    bodies
      .map(([at, body]) => factOf(body, learnt(at)))
      .sort(compareFacts)
      .map(({ thing, body }) => `${thing} ${body.type}`);

  it('is that of their times', () => {
    expect(order([LATER, born], [AT, tags('a')])).toEqual(['topic:20 TopicTags', 'post:7 PostBorn']);
  });

  it('at one instant has births before what was observed of them', () => {
    const visible: FactBody = { type: 'PostVisibility', post: 7, visibility: 'visible' };

    expect(
      order(
        [AT, visible],
        [AT, { type: 'TopicPlace', topic: 20, category: 5, archetype: 'regular' }],
        [AT, born],
        [AT, { type: 'TopicBorn', topic: 20 }],
      ),
    ).toEqual(['topic:20 TopicBorn', 'topic:20 TopicPlace', 'post:7 PostBorn', 'post:7 PostVisibility']);
  });

  it('at one instant compares numbers as numbers', () => {
    expect(order([AT, { ...born, post: 10 }], [AT, { ...born, post: 9 }])).toEqual(['post:9 PostBorn', 'post:10 PostBorn']);
  });

  it('is one order, whatever came first', () => {
    const anyFact = fc
      .tuple(
        fc.constantFrom(AT, LATER),
        fc.constantFrom<FactBody>(born, { ...born, post: 70 }, tags('a'), tags('b'), { type: 'TopicBorn', topic: 20 }),
      )
      .map(([at, body]) => factOf(body, learnt(at)));

    fc.assert(
      fc.property(fc.uniqueArray(anyFact, { selector: ({ key }) => key }), fc.infiniteStream(fc.nat()), (facts, keys) => {
        const shuffled = facts
          .map((one) => ({ one, by: keys.next().value }))
          .sort((a, b) => a.by - b.by)
          .map(({ one }) => one);

        expect([...shuffled].sort(compareFacts)).toEqual([...facts].sort(compareFacts));
      }),
    );
  });

  it('of texts is that of their bytes, in every language of the machine', () => {
    expect(['b', 'ä', 'a', 'B'].sort(compareText)).toEqual(['B', 'a', 'b', 'ä']);
  });
});

describe('an instant', () => {
  it.each([
    ['2026-03-02T11:00:00+01:00', '2026-03-02T10:00:00.000Z'],
    ['2026-03-02T10:00:00.289Z', AT],
    ['no time', null],
    ['', null],
    [null, null],
    [undefined, null],
  ])('of %j is %j', (value, expected) => {
    expect(toInstant(value)).toBe(expected);
  });

  it('loses its fraction where clocks use it', () => {
    expect(floorToSecond(AT)).toBe('2026-03-02T10:00:00.000Z');
  });

  it('is counted in seconds, both ways', () => {
    expect(addSeconds(AT, 0.5)).toBe('2026-03-02T10:00:00.789Z');
    expect([secondsBetween(AT, addSeconds(AT, 90)), secondsBetween(LATER, AT)]).toEqual([90, -3599.711]);
  });

  it('is the earliest of those that are there', () => {
    expect([earliest(LATER, null, AT, undefined), earliest(null, undefined)]).toEqual([AT, null]);
  });
});
