import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addSeconds, secondsBetween, type Instant } from '../../../shared/instant.js';
import { nameOf, type Telling } from '../../../service/features/escalation/ladder/view.js';
import { calendarSchema } from '../../../service/features/clocks/arithmetic/calendar-schema.js';
import {
  ASKER,
  EXPERT,
  FACILITATOR,
  MEMBER,
  OTHER_EXPERT,
  TOPIC,
  all,
  asked,
  at,
  fact,
  given,
  line,
  post,
  shown,
  type Told,
  type World,
} from './escalation-story.js';

const START = at('08:00');
const HOURS = 40;
const END = addSeconds(START, HOURS * 3600);
/** Seldom on a full minute, and sometimes two in one second. */
const timeArbitrary = fc.oneof(
  fc.integer({ min: 1, max: HOURS * 4 }).map((quarter) => addSeconds(START, quarter * 900)),
  fc.integer({ min: 1, max: HOURS * 3600 }).map((second) => addSeconds(START, second + 0.25)),
);
type Happening = (id: number) => Told;
const saidArbitrary = fc
  .tuple(
    timeArbitrary,
    fc.constantFrom(EXPERT, OTHER_EXPERT, FACILITATOR, ASKER),
    fc.constantFrom(
      'accept',
      'assign me',
      'escalate to @experts',
      'priority urgent',
      'priority low',
      'still need help',
      'all good',
      'hand back',
    ),
  )
  .map(
    ([time, by, says]): Happening =>
      (id) =>
        line(id, time, { by, says }),
  );
const postedArbitrary = fc.tuple(timeArbitrary, fc.constantFrom(ASKER, EXPERT, MEMBER)).map(
  ([time, by]): Happening =>
    (id) =>
      post(id, { by, at: time, text: 'In May.' }),
);
const undoneArbitrary = fc.tuple(timeArbitrary, timeArbitrary, timeArbitrary).map(([time, ...changes]): Happening => (id) => {
  const [gone = time, back = time] = changes.filter((one) => one > time).sort();
  return all(
    post(id, { by: EXPERT, at: time, text: 'In May.' }),
    shown(id, gone, 'deleted'),
    shown(id, back, back > gone ? 'visible' : 'deleted'),
  );
});
const endedArbitrary = fc.tuple(timeArbitrary, fc.constantFrom('closed' as const, 'deleted' as const), fc.boolean()).map(
  ([time, flag, value]): Happening =>
    () =>
      fact(time, { type: 'TopicFlagSeen', topic: TOPIC, flag, value }),
);
const historyArbitrary = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: saidArbitrary },
      { weight: 2, arbitrary: postedArbitrary },
      { weight: 2, arbitrary: undoneArbitrary },
      { weight: 1, arbitrary: endedArbitrary },
    ),
    { maxLength: 7 },
  )
  .map((happenings) => all(asked(), ...happenings.map((happening, index) => happening(200 + index))));

const mornings = calendarSchema.parse({ tz: 'America/New_York', hours: { mon: [['08:00', '10:10']], tue: [['08:00', '12:00']] } });
const WORLD: World = {
  clocks: { targets: { firstReplyMinutes: 120, nextReplyMinutes: 60, updateMinutes: 90, resolutionMinutes: 200 } },
  settings: { silenceMinutes: 300, askerAfterMinutes: 60 },
  people: {
    [EXPERT]: { calendar: mornings, away: [], backup: OTHER_EXPERT },
    [OTHER_EXPERT]: { calendar: null, away: [{ from: '2026-03-03', to: '2026-03-03' }], backup: null },
  },
  safetyOwner: MEMBER,
};
const viewAt = (told: Told, now: Instant) => given(told, { now, ...WORLD }).view;
const toldIn = (tellings: readonly Telling[]) => tellings.filter(({ state, addressee }) => state === 'told' && addressee !== null);
const nameAndTime = (one: Telling) => `${named(one)} ${one.tellAt}`;
const named = (one: Telling) => `${one.metric}${one.number} ${one.mark}${one.mark.startsWith('+') ? '' : ` ${one.at}`} ${one.meant}`;

describe('who is told of what, over any history', () => {
  it('CL-07.3 the view is the same however late we wake: once a day, or at every moment that comes', () => {
    fc.assert(
      fc.property(historyArbitrary, (told) => {
        const late = viewAt(told, END);
        let wakes = 0;
        for (let now: Instant | null = START; now !== null && now <= END && wakes < 50; wakes += 1) {
          const { view, judgement } = given(told, { now, ...WORLD });
          const next: Instant | null = judgement.derived.nextWakeAt;

          // Told by then is what in the end was told by then, with the same instants.
          const until: Instant = now;
          expect(toldIn(view.ladder.tellings).map(nameAndTime)).toEqual(
            toldIn(late.ladder.tellings)
              .filter(({ tellAt }) => tellAt <= until)
              .map(nameAndTime),
          );
          expect(next === null || next > now).toBe(true);
          const facts = told.facts.map((one) => one.at).filter((one) => one > (now ?? ''));
          now = [next, ...facts].filter((one) => one !== null).sort()[0] ?? null;
        }
        expect(viewAt(told, END)).toEqual(late);
      }),
      { numRuns: 5 },
    );
  });

  it('is the same in any order of arrival, with every fact repeated', () => {
    fc.assert(
      fc.property(historyArbitrary, fc.infiniteStream(fc.nat()), (told, random) => {
        const twice = [...told.facts, ...told.facts].map((one) => ({ one, key: random.next().value })).sort((a, b) => a.key - b.key);

        expect(viewAt({ ...told, facts: twice.map(({ one }) => one) }, END).ladder).toEqual(viewAt(told, END).ladder);
      }),
      { numRuns: 12 },
    );
  });

  it('UI-44.2 no two equal notices per cycle, and to one person never two messages within 15 minutes', () => {
    fc.assert(
      fc.property(historyArbitrary, (told) => {
        const tellings = toldIn(viewAt(told, END).ladder.tellings);
        const names = tellings.map(named);

        expect(new Set(names).size).toBe(names.length);
        for (const one of tellings)
          for (const other of tellings)
            if (one.addressee && other.addressee && nameOf(one.addressee) === nameOf(other.addressee) && one.tellAt !== other.tellAt)
              expect(Math.abs(secondsBetween(one.tellAt, other.tellAt))).toBeGreaterThanOrEqual(900);
      }),
      { numRuns: 25 },
    );
  });
});
