import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  ASKER,
  EXPERT,
  FACILITATOR,
  MEMBER,
  OTHER_EXPERT,
  ROOM,
  TOPIC,
  action,
  all,
  asked,
  at,
  fact,
  given,
  line,
  post,
  roomOpened,
  shown,
  type Told,
} from './escalation-story.js';

const START = Date.parse(at('08:00'));
const MINUTES = 3 * 24 * 60;
/** Few instants, so that two things happen in the same second. */
const timeArbitrary = fc.integer({ min: 1, max: 40 }).map((step) => new Date(START + step * (MINUTES / 40) * 60_000).toISOString());
const WORDS = [
  'escalate',
  'escalate to @payroll',
  'accept',
  'decline no time',
  'hand back',
  'hand to @payroll',
  'end',
  'note seen',
  'assign me',
];
const byArbitrary = fc.constantFrom(ASKER, MEMBER, EXPERT, OTHER_EXPERT, FACILITATOR);

type Happening = (id: number) => Told;
const happeningArbitrary: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(timeArbitrary, byArbitrary, fc.constantFrom(...WORDS)).map(
      ([time, by, says]): Happening =>
        (id) =>
          line(id, time, { by, says }),
    ),
  },
  fc.tuple(timeArbitrary, byArbitrary).map(
    ([time, by]): Happening =>
      (id) =>
        post(id, { by, at: time, text: 'An answer' }),
  ),
  fc.tuple(timeArbitrary, timeArbitrary).map(
    ([time, gone]): Happening =>
      (id) =>
        all(post(id, { by: EXPERT, at: time, text: 'In May.' }), shown(id, gone > time ? gone : time, 'deleted')),
  ),
  fc.tuple(timeArbitrary, byArbitrary).map(
    ([time, by]): Happening =>
      (id) =>
        action(id, time, { by, code: 'assigned', who: by }),
  ),
  timeArbitrary.map(
    (time): Happening =>
      () =>
        roomOpened(time),
  ),
  timeArbitrary.map(
    (time): Happening =>
      () =>
        fact(time, { type: 'TopicFlagSeen', topic: TOPIC, flag: 'closed', value: true }),
  ),
  fc.tuple(timeArbitrary, byArbitrary, fc.constantFrom(...WORDS)).map(
    ([time, by, says]): Happening =>
      (id) =>
        line(id, time, { by, says, room: ROOM }),
  ),
);
const historyArbitrary = fc
  .array(happeningArbitrary, { maxLength: 8 })
  .map((happenings) => all(asked(), ...happenings.map((happening, index) => happening(200 + index))));
const SETTINGS = { settings: { silenceMinutes: 300, askerAfterMinutes: 60 } };
const NOW = new Date(START + 5 * 24 * 3_600_000).toISOString();
const runs = { numRuns: 40 };
/** Each derives at every instant. */
const fewRuns = { numRuns: 15 };

describe('escalation over any history', () => {
  it('CL-05.4 is the same in any order of arrival and with every fact repeated', () => {
    fc.assert(
      fc.property(historyArbitrary, fc.infiniteStream(fc.nat()), (told, random) => {
        const twice = [...told.facts, ...told.facts].map((one) => ({ one, key: random.next().value })).sort((a, b) => a.key - b.key);
        const shuffled = { ...told, facts: twice.map(({ one }) => one) };

        expect(given(shuffled, { now: NOW, ...SETTINGS }).view).toEqual(given(told, { now: NOW, ...SETTINGS }).view);
      }),
      runs,
    );
  });

  it('ES-06.4 is the same whether we woke at every instant or only now', () => {
    fc.assert(
      fc.property(historyArbitrary, (told) => {
        const late = given(told, { now: NOW, ...SETTINGS });
        for (let now = at('08:00'), count = 0; now <= NOW && count < 50; count += 1) {
          const { judgement, view } = given(told, { now, ...SETTINGS });
          const openedBy = late.escalations.filter((one) => one.at <= now).map(({ at: time, cause }) => [time, cause.type]);

          expect(view.escalations.map(({ at: time, cause }) => [time, cause.type])).toEqual(openedBy);
          const next = judgement.derived.nextWakeAt;
          if (next === null) break;
          expect(next > now).toBe(true);
          now = next;
        }
      }),
      fewRuns,
    );
  });

  it('has at most one open, each with a number and key of its own, and accepted by experts only', () => {
    fc.assert(
      fc.property(historyArbitrary, (told) => {
        const { escalations, wants } = given(told, { now: NOW, ...SETTINGS });

        expect(escalations.filter(({ end }) => end === null).length).toBeLessThanOrEqual(1);
        expect(new Set(escalations.map(({ key }) => key)).size).toBe(escalations.length);
        expect(new Set(escalations.map(({ number }) => number)).size).toBe(escalations.length);
        expect(escalations.flatMap(({ accepted }) => accepted?.by ?? []).filter((by) => ![EXPERT, OTHER_EXPERT].includes(by))).toEqual([]);
        expect(escalations.filter(({ cause }) => cause.type === 'silence').length).toBeLessThanOrEqual(1);
        for (const kind of ['room', 'post', 'close']) {
          const keys = wants(kind).map(({ key }) => key);
          expect(new Set(keys).size).toBe(keys.length);
        }
      }),
      runs,
    );
  });
});
