import { describe, expect, it } from '@jest/globals';
import type { ClockEvent } from '../../../../service/features/clocks/arithmetic/cycles/clock-event.js';
import { ledgerOf } from '../../../../service/features/clocks/arithmetic/cycles/ledger.js';
import { parse, weekdays } from '../calendars.js';
import { at, bookOf, given, posted } from './cycles-story.js';

const book = {
  ...bookOf({ targets: { res: 600 } }),
  calendars: {
    ...bookOf().calendars,
    berlin: parse({
      ...weekdays([['09:00', '17:00']], 'Europe/Berlin'),
      holidays: [{ date: '2025-06-03', name: 'Whit Tuesday' }],
    } as never),
  },
};

function linesOf(events: readonly ClockEvent[], asOf: string): string[] {
  const cycle = given(events, asOf, book).cycle('res');
  if (cycle === null) return [];
  return ledgerOf(cycle, asOf, book).lines.map((line) => {
    const moment = (instant: string | null) => instant?.slice(8, 16).replace('T', ' ') ?? 'nothing';
    switch (line.type) {
      case 'counted':
        return `${line.date} ${moment(line.from)} to ${moment(line.to)}: ${line.seconds / 60} min`;
      case 'skipped':
        return `${moment(line.from)} to ${moment(line.to)}: ${line.name ?? line.reason}`;
      case 'change':
        return `${moment(line.at)} ${line.what} ${line.from} to ${line.to}`;
      case 'banked':
        return `${moment(line.at)} banked ${line.seconds / 60} min, ${line.from} to ${line.to}`;
      case 'start':
        return `start ${moment(line.at)} by post ${line.by ?? 'none'}, ${line.policy} (version ${line.version}), ${line.targetMinutes} min`;
      case 'due':
        return `due ${moment(line.at)} after ${line.targetMinutes} min`;
      case 'breach':
        return `breach ${moment(line.at)}`;
      case 'end':
        return `end ${moment(line.at)} ${line.state}`;
    }
  });
}

describe('the ledger (R-EXPLAIN)', () => {
  it('CL-06.1 names what was counted, and why the rest was not', () => {
    const paused: ClockEvent = { at: at('12:00:00'), type: 'pause', reason: 'waiting_third_party', until: null };
    const resumed: ClockEvent = { at: at('08:00:00', 4), type: 'resume', reason: null };

    expect(linesOf([posted, paused, resumed], at('09:00:00', 4))).toEqual([
      'start 02 07:30 by post 1, first (version 1), 600 min',
      '2025-06-02 02 07:30 to 02 12:00: 270 min',
      '02 12:00 to 02 15:00: waiting_third_party',
      '02 15:00 to 02 22:00: closed',
      '02 22:00 to 03 22:00: Whit Tuesday',
      '03 22:00 to 04 07:00: closed',
      '04 07:00 to 04 08:00: waiting_third_party',
      '2025-06-04 04 08:00 to 04 13:30: 330 min',
      'due 04 13:30 after 600 min',
    ]);
  });

  it('banks what was counted when another calendar takes over, and tells each change', () => {
    const transfer: ClockEvent = { at: at('13:30:00'), type: 'transfer', calendar: 'ny', policy: null };

    expect(linesOf([posted, transfer, { at: at('14:00:00'), type: 'gone', how: 'deleted' }], at('15:00:00'))).toEqual([
      'start 02 07:30 by post 1, first (version 1), 600 min',
      '2025-06-02 02 07:30 to 02 13:30: 360 min',
      '02 13:30 banked 360 min, berlin to ny',
      '02 13:30 calendar berlin to ny',
      '2025-06-02 02 13:30 to 02 14:00: 30 min',
      'due 02 17:30 after 600 min',
      'end 02 14:00 dismissed',
    ]);
  });

  it('shows a change of the target, the version from which it started, and the breach', () => {
    const changed = {
      ...book,
      policies: { ...book.policies, second: { ...book.policies['second'], targets: { res: 60 } } },
    } as typeof book;
    const cycle = given([posted, { at: at('09:00:00'), type: 'edit', policy: 'second', recompute: true }], at('10:00:00'), changed).cycle(
      'res',
    );
    const lines = cycle === null ? [] : ledgerOf(cycle, at('10:00:00'), changed).lines;

    expect(lines.map(({ type }) => type)).toEqual(['start', 'counted', 'change', 'change', 'breach', 'due']);
    expect(lines[0]).toMatchObject({ policy: 'first', version: 1, targetMinutes: 600 });
    expect(lines.at(-2)).toMatchObject({ at: at('09:00:00'), byPolicyChange: true });
  });
});
