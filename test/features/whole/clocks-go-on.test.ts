import { describe, expect, it } from '@jest/globals';
import { ASKER, MEMBER, TOPIC, all, asked, at, fact, post, shown } from '../official/official-story.js';
import { inAnyOrder } from '../table/arrivals.js';
import { EXPERT, says } from '../triage/desk-story.js';
import { whole, type Whole } from './whole-story.js';

const HEIR = 21;
const given = (time: string, user: number) => fact(at(time), { type: 'TopicAuthor', topic: TOPIC, user });
const answer = (id: number, time: string) => post(id, { by: EXPERT, at: at(time), text: 'You may.' });
const accepted = (time: string) => fact(at(time), { type: 'AcceptedAnswer', topic: TOPIC, post: 101 });
const clock = ({ clocks }: Whole, metric: string) => clocks.cycles.filter((cycle) => cycle.metric === metric).at(-1);

describe('a topic that is given to somebody else (table 0.3)', () => {
  const story = all(asked(), post(102, { by: HEIR, at: at('09:05'), text: 'Me too.' }), answer(101, '09:10'), given('10:00', HEIR));

  it('has the clocks that it had; what was written before keeps its author', () => {
    const [before, after] = [
      inAnyOrder(all(asked(), post(102, { by: HEIR, at: at('09:05'), text: 'Me too.' }), answer(101, '09:10'))),
      inAnyOrder(story),
    ];

    expect(after.clocks.cycles).toEqual(before.clocks.cycles);
    expect(after.fr).toMatchObject({ state: 'met', endedAt: at('09:10') });
    expect(clock(after, 'cr')).toMatchObject({ state: 'met', endedBy: 102 });
    expect(after.clocks.origin).toMatchObject({ asker: HEIR, formerAskers: [{ asker: ASKER, until: at('10:00') }] });
  });

  it('waits for an answer to the new one from then on, and to the former one no more', () => {
    const byHeir = all(story, post(103, { by: HEIR, at: at('11:00'), text: 'And for a year?' }));
    const byFormer = all(story, post(103, { by: ASKER, at: at('11:00'), text: 'And for a year?' }));

    expect(clock(inAnyOrder(byHeir), 'nr')).toMatchObject({ startedBy: 103 });
    expect(clock(inAnyOrder(byFormer), 'nr')).toBeUndefined();
  });

  it('keeps what the asker wrote as hers when her account is merged into another', () => {
    const asking = all(asked(), answer(101, '09:10'), post(103, { by: ASKER, at: at('09:30'), text: 'And for a year?' }));
    const merged = all(asking, fact(at('12:00'), { type: 'PostAuthor', post: 103, user: HEIR }), given('12:01', HEIR));

    expect(clock(inAnyOrder(merged), 'nr')).toEqual(clock(inAnyOrder(asking), 'nr'));
  });
});

describe('"all good" after help was needed again (R-THANKS)', () => {
  const settings = { features: { clocks: { targets: { resolutionMinutes: 480 } } } };
  const reopened = all(
    asked(),
    answer(101, '09:10'),
    accepted('09:20'),
    post(103, { by: ASKER, at: at('10:00'), text: 'It came back.' }),
    says(ASKER, 'still need help', { at: at('10:10') }),
  );

  it.each(['all good', 'outcome solved'])('ends the next reply and the resolution by "%s"', (line) => {
    const again = inAnyOrder(all(reopened, says(ASKER, line, { at: at('11:00') })), settings);

    expect(clock(inAnyOrder(reopened, settings), 'nr')).toMatchObject({ endedAt: null, startedAt: at('10:00') });
    expect(clock(inAnyOrder(reopened, settings), 'res')).toMatchObject({ endedAt: null });
    expect(clock(again, 'nr')).toMatchObject({ state: 'met_by_resolution', endedAt: at('11:00') });
    expect(clock(again, 'res')).toMatchObject({ state: 'met', endedAt: at('11:00') });
  });

  it('ends them also where no answer was ever accepted, and by no stranger', () => {
    const open = all(
      asked(),
      answer(101, '09:10'),
      post(103, { by: ASKER, at: at('10:00'), text: 'And?' }),
      says(ASKER, 'all good', { at: at('11:00') }),
    );
    const stranger = all(reopened, says(MEMBER, 'all good', { at: at('11:00') }));

    expect(clock(whole(open, settings), 'nr')).toMatchObject({ state: 'met_by_resolution', endedAt: at('11:00') });
    expect(clock(whole(open, settings), 'res')).toMatchObject({ state: 'met', endedAt: at('11:00') });
    expect(clock(whole(stranger, settings), 'nr')).toMatchObject({ endedAt: null });
  });
});

it('TR-06.5 a post that had to wait counts from its approval, also after it was deleted and came back (R-RESP)', () => {
  const waited = all(asked(), answer(101, '09:10'), shown(101, at('09:11'), 'held'), shown(101, at('09:30'), 'visible'));
  const back = all(waited, shown(101, at('10:00'), 'deleted'), shown(101, at('10:30'), 'visible'));

  expect(inAnyOrder(waited).fr).toMatchObject({ endedAt: at('09:30') });
  expect(inAnyOrder(back).fr).toMatchObject({ state: 'met', endedAt: at('09:30') });
});
