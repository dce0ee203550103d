import { describe, expect, it } from '@jest/globals';
import { entryOf, type ClockEntry } from '../../service/reports/clock-entry.js';
import { complianceOf, figuresOf } from '../../service/reports/compliance.js';
import type { ClockRow } from '../../service/ports/store.js';

const AT = '2026-11-02T09:00:00.000Z';
const ROW = { metric: 'fr', number: 1, startedAt: AT, state: 'met', due: AT, endedAt: AT, elapsedSeconds: 600, community: 'housing' };
const TICKET = { topicId: 20, community: 'housing', isPrivate: false, asker: 7, participants: { users: [], groups: [] } };

function clock(row: Readonly<Record<string, unknown>> = {}, ticket: Partial<ClockRow> = {}): ClockEntry {
  const participants = { users: [], groups: [] };
  const entry = entryOf({
    topicId: 20,
    community: 'housing',
    isPrivate: false,
    asker: 7,
    participants,
    ...ticket,
    row: { ...ROW, ...row },
  });
  if (entry === null) throw new Error('no clock');
  return entry;
}

/** Private clocks of so many tickets, asked by so many people. */
function inPrivate(count: number, { askers = count, row = {} } = {}): ClockEntry[] {
  return Array.from({ length: count }, (_, index) => clock(row, { isPrivate: true, topicId: 100 + index, asker: index % askers }));
}

const five = () => 5;

describe('what became of a clock', () => {
  it.each([
    ['met', {}, 'met'],
    ['met after a breach', { state: 'late', breachedAt: AT }, 'late'],
    ['overdue', { state: 'breached_open', breachedAt: AT, endedAt: null }, 'late'],
    ['late only since a target was changed (R-PRIO)', { state: 'late', breachedAt: AT, byPolicyChange: true }, 'by_policy_change'],
    ['ended by the solution in time (R-NEXT)', { state: 'met_by_resolution' }, 'met_by_resolution'],
    ['ended by the solution after a breach', { state: 'met_by_resolution', breachedAt: AT }, 'late'],
    ['voided after a breach (R-PRIO)', { state: 'voided', breachedAt: AT }, 'voided'],
    ['dismissed after a breach (R-STATE)', { state: 'dismissed', breachedAt: AT }, 'dismissed'],
    ['a duplicate (R-MERGE)', { state: 'cancelled_duplicate' }, 'cancelled_duplicate'],
    ['lapsed (R-THANKS)', { state: 'lapsed' }, 'lapsed'],
    ['tentative (R-THANKS)', { state: 'tentative', endedAt: null }, 'tentative'],
    ['without working time (R-NEVER)', { state: 'no_working_time', endedAt: null }, 'no_working_time'],
    ['paused', { state: 'paused', due: null, endedAt: null }, 'open'],
    ['running', { state: 'running', endedAt: null }, 'open'],
  ])('that was %s', (_name, row, outcome) => {
    expect(clock(row).outcome).toBe(outcome);
  });

  it('is read from a row of an older version, and nothing from what is no clock', () => {
    expect(clock()).toMatchObject({ policy: 'default', priority: 'normal', followUp: null });
    expect(entryOf({ ...TICKET, row: { state: 'met' } })).toBeNull();
    expect(entryOf({ ...TICKET, community: null, row: { ...ROW, community: null } })).toBeNull();
  });
});

describe('figures', () => {
  it('rate what was met among what was met or late, and nothing else', () => {
    const states = ['met', 'met', 'met', 'late', 'dismissed', 'lapsed', 'running', 'voided'];
    const entries = states.map((state) => clock({ state, breachedAt: state === 'late' ? AT : null }));

    expect(figuresOf(entries).rate).toBe(0.75);
    expect(figuresOf([clock({ state: 'dismissed' })]).rate).toBeNull();
  });

  it('take the median of the answered ones', () => {
    const of = (...seconds: number[]) => figuresOf(seconds.map((elapsedSeconds) => clock({ elapsedSeconds }))).medianSeconds;

    expect([of(60, 300, 120), of(60, 120), of()]).toEqual([120, 90, null]);
  });

  it('stand per policy, metric, priority and community', () => {
    const rows = [{}, { priority: 'high' }, { metric: 'cr' }, { policyName: 'mail' }, { community: 'it' }];
    const { lines } = complianceOf(
      rows.map((row) => clock(row)),
      five,
    );

    expect(lines).toHaveLength(5);
  });
});

describe('figures of private tickets', () => {
  const figures = (entries: readonly ClockEntry[]) => complianceOf(entries, five).lines.map((line) => line.figures !== null);

  it('are told of five tickets by five people, and not of four of either', () => {
    expect(figures(inPrivate(5))).toEqual([true]);
    expect(figures(inPrivate(4))).toEqual([false]);
    expect(figures(inPrivate(5, { askers: 4 }))).toEqual([false]);
  });

  it('are not told where one of them is too small: the others would give it away', () => {
    const late = inPrivate(1, { row: { state: 'late', breachedAt: AT } });

    expect(figures([...inPrivate(9), ...late])).toEqual([false]);
  });

  it('never go into figures of public ones', () => {
    const { lines } = complianceOf([clock(), ...inPrivate(7)], five);

    expect(lines.map(({ of, figures: told }) => [of.audience, told?.counts.met])).toEqual([
      ['private', 7],
      ['public', 1],
    ]);
  });

  it('are compared with no reply of members, who cannot read them', () => {
    const { firstReplies } = complianceOf([clock(), ...inPrivate(6)], five);

    expect(firstReplies).toEqual([
      { community: 'housing', official: { answered: 1, medianSeconds: 600 }, members: { answered: 0, medianSeconds: null } },
    ]);
    expect(entryOf({ ...TICKET, isPrivate: true, row: { ...ROW, metric: 'cr' } })).toBeNull();
  });

  it('are not told of posts after a solution where few are of one kind', () => {
    const entries = inPrivate(6, { row: { metric: 'nr', state: 'lapsed', followUp: 'unconfirmed' } });
    const confirmed = inPrivate(1, { row: { metric: 'nr', followUp: 'confirmed' } });

    expect(complianceOf(entries, five).followUps[0]?.counts).toMatchObject({ lapsed: 6 });
    expect(complianceOf([...entries, ...confirmed], five).followUps[0]?.counts).toBeNull();
  });
});
