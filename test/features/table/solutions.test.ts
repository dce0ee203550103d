import { describe, expect, it } from '@jest/globals';
import type { ClocksView } from '../../../service/features/clocks/view.js';
import { ASKER, TOPIC, all, asked, at, fact, post, shown } from '../official/official-story.js';
import { EXPERT } from '../triage/desk-story.js';
import type { Whole } from '../whole/whole-story.js';
import { inAnyOrder } from './arrivals.js';

const answer = post(101, { by: EXPERT, at: at('10:00'), text: 'The valve was closed.' });
const accepted = (time: string, id: number | null = 101) => fact(at(time), { type: 'AcceptedAnswer', topic: TOPIC, post: id });
const cyclesOf = ({ judgement }: Whole, metric: string) =>
  (judgement.derived.ticket.views['clocks'] as ClocksView).cycles.filter((cycle) => cycle.metric === metric);
/** The desk is open from 09:00 to 17:00 UTC on this Monday. */
const under = (reopen: string, mode = asked(['incident']), ...told: ReturnType<typeof fact>[]) =>
  inAnyOrder(all(mode, answer, ...told), { features: { clocks: { reopen } }, now: at('15:00') });

describe('a solution that is accepted, and removed', () => {
  it('TR-06.18 solves the question and ends its resolution', () => {
    const solved = under('resume', undefined, accepted('11:00'));

    expect(solved.state).toBe('solved');
    expect(cyclesOf(solved, 'res')).toMatchObject([{ state: 'met', endedAt: at('11:00'), elapsedSeconds: 2 * 3600 }]);
  });

  it('TR-06.18 removed, the question is open again: the time between counts not, counts anew, or the first resolution stays', () => {
    const removed = [accepted('11:00'), accepted('13:00', null)];
    const [resumed, anew, ignored] = ['resume', 'new_cycle', 'ignore'].map((mode) => under(mode, undefined, ...removed));

    expect([resumed, anew, ignored].map((one) => one?.state)).toEqual(['answered', 'answered', 'answered']);
    expect(resumed && cyclesOf(resumed, 'res')).toMatchObject([
      { state: 'running', inner: { holds: [{ from: at('11:00'), to: at('13:00'), reason: 'solved' }] } },
    ]);
    expect(anew && cyclesOf(anew, 'res')).toMatchObject([{ state: 'met' }, { state: 'running', startedAt: at('13:00') }]);
    expect(ignored && cyclesOf(ignored, 'res')).toMatchObject([{ state: 'met', endedAt: at('11:00') }]);
  });

  it('TR-06.18 does not solve what the official answer decides', () => {
    const policy = under('resume', asked(['policy']), accepted('11:00'));

    expect(policy.state).toBe('waiting_for_desk');
    expect(cyclesOf(policy, 'fr')).toMatchObject([{ state: 'running' }]);
  });
});

it('TR-06.5 a post that flags have hidden counts for nothing until it is visible again, then at its own time', () => {
  const asksOn = post(102, { by: ASKER, at: at('12:00'), text: 'And now?' });
  const hidden = shown(101, at('10:30'), 'hidden');
  const story = all(asked(), answer, hidden, asksOn);
  const [while_, after] = [
    inAnyOrder(story, { now: at('15:00') }),
    inAnyOrder(all(story, shown(101, at('14:00'), 'visible')), { now: at('15:00') }),
  ];

  expect(while_.fr).toMatchObject({ state: 'running', endedBy: null });
  expect(cyclesOf(while_, 'nr')).toEqual([]);
  expect(after.fr).toMatchObject({ state: 'met', endedBy: 101, endedAt: at('10:00') });
  expect(cyclesOf(after, 'nr')).toMatchObject([{ startedAt: at('12:00') }]);
});
