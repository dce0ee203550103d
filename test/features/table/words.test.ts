import { describe, expect, it } from '@jest/globals';
import type { Cycle } from '../../../service/features/clocks/view.js';
import { ASKER, FACILITATOR, SIGNER, TOPIC, all, asked, at, fact, line, post } from '../official/official-story.js';
import { EXPERT } from '../triage/desk-story.js';
import type { Whole } from '../whole/whole-story.js';
import { inAnyOrder } from './arrivals.js';

const answer = post(101, { by: EXPERT, at: at('10:00'), text: 'The valve was closed.' });
const asksOn = post(102, { by: ASKER, at: at('10:30'), text: 'And the other one?' });
const accepted = (time: string, id: number | null) => fact(at(time), { type: 'AcceptedAnswer', topic: TOPIC, post: id });
const says = (id: number, time: string, { by = ASKER, text }: { readonly by?: number; readonly text: string }) =>
  line(text, { id, by, at: at(time) });
const cyclesOf = ({ clocks }: Whole, metric: Cycle['metric']) => clocks.cycles.filter((cycle) => cycle.metric === metric);
/** An incident, so that it has a resolution; the desk is open from 09:00 to 17:00 UTC on this Monday. */
const incident = (reopen: string, ...told: ReturnType<typeof fact>[]) =>
  inAnyOrder(all(asked(['incident']), answer, asksOn, ...told), { features: { clocks: { reopen } }, now: at('15:00') });

describe('a word that it is solved (TR-29)', () => {
  it.each([
    ['the asker', ASKER, 'outcome solved'],
    ['the asker', ASKER, 'all good'],
    ['a facilitator', FACILITATOR, 'outcome decided'],
  ])('by %s ends the resolution as met and what else waits by it, without an accepted answer: %d %s', (_who, by, text) => {
    const solved = incident('resume', says(103, '11:00', { by, text }));

    expect(solved.state).toBe('solved');
    expect(cyclesOf(solved, 'res')).toMatchObject([{ state: 'met', endedAt: at('11:00'), why: 'somebody said that it is solved' }]);
    expect(cyclesOf(solved, 'nr')).toMatchObject([{ state: 'met_by_resolution', endedAt: at('11:00') }]);
    expect(cyclesOf(solved, 'pu').at(-1)).toMatchObject({ state: 'met_by_resolution', endedAt: at('11:00') });
  });

  it('of "still need help" the resolution runs again by the reopen mode', () => {
    const words = [says(103, '11:00', { text: 'outcome solved' }), says(104, '13:00', { text: 'still need help' })];
    const [resumed, anew, ignored] = ['resume', 'new_cycle', 'ignore'].map((mode) => incident(mode, ...words));

    expect([resumed, anew, ignored].map((one) => one?.state)).toEqual(['waiting_for_desk', 'waiting_for_desk', 'waiting_for_desk']);
    expect(resumed && cyclesOf(resumed, 'res')).toMatchObject([
      { state: 'running', inner: { holds: [{ from: at('11:00'), to: at('13:00'), reason: 'solved' }] } },
    ]);
    expect(anew && cyclesOf(anew, 'res')).toMatchObject([{ state: 'met' }, { state: 'running', startedAt: at('13:00') }]);
    expect(ignored && cyclesOf(ignored, 'res')).toMatchObject([{ state: 'met', endedAt: at('11:00') }]);
  });

  it('is taken back by the word that it did not help', () => {
    const back = incident('resume', says(103, '11:00', { text: 'outcome solved' }), says(104, '13:00', { text: 'outcome not helped' }));

    expect(cyclesOf(back, 'res')).toMatchObject([{ state: 'running', inner: { holds: [{ from: at('11:00'), to: at('13:00') }] } }]);
  });

  it('stands where an accepted answer is none any more', () => {
    const removed = [accepted('10:45', 101), says(103, '11:00', { text: 'outcome solved' }), accepted('13:00', null)];
    const solved = incident('resume', ...removed);

    expect(solved.state).toBe('solved');
    expect(cyclesOf(solved, 'res')).toMatchObject([{ state: 'met', endedAt: at('10:45') }]);
    expect(cyclesOf(solved, 'pu').at(-1)).toMatchObject({ state: 'met_by_resolution' });
  });

  it('of the desk ends nothing where the asker says that it did not help', () => {
    const open = incident(
      'resume',
      says(103, '11:00', { text: 'outcome not helped' }),
      says(104, '11:30', { by: FACILITATOR, text: 'outcome solved' }),
    );

    expect(cyclesOf(open, 'res')).toMatchObject([{ state: 'running' }]);
  });

  it('of no longer needed is no solution', () => {
    const open = incident('resume', says(103, '11:00', { text: 'outcome no longer needed' }));

    expect(cyclesOf(open, 'res')).toMatchObject([{ state: 'running' }]);
  });
});

describe('a word that it is decided, where the official answer decides (OF-13)', () => {
  const sign = says(110, '12:00', { by: SIGNER, text: 'official' });
  const policy = (...told: ReturnType<typeof fact>[]) =>
    inAnyOrder(all(asked(['policy']), answer, asksOn, ...told), {
      features: { clocks: { targets: { resolutionMinutes: 2400 } } },
      now: at('15:00'),
    });

  it('ends nothing without a signature', () => {
    const open = policy(says(103, '11:00', { text: 'outcome decided' }));

    expect(open.state).toBe('waiting_for_desk');
    expect(cyclesOf(open, 'res')).toMatchObject([{ state: 'running' }]);
  });

  it('ends it with the signature, whichever comes first', () => {
    const [agreedFirst, signedFirst] = [
      policy(says(103, '11:00', { text: 'outcome decided' }), sign),
      policy(sign, says(111, '12:30', { by: FACILITATOR, text: 'outcome decided' })),
    ];

    expect([agreedFirst.state, signedFirst.state]).toEqual(['solved', 'solved']);
    expect(cyclesOf(agreedFirst, 'res')).toMatchObject([{ state: 'met', endedAt: at('12:00') }]);
    expect(cyclesOf(signedFirst, 'res')).toMatchObject([{ state: 'met', endedAt: at('12:30') }]);
  });
});
