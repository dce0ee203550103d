import { describe, expect, it } from '@jest/globals';
import { messages, type ClockMessages } from '../../../service/features/clocks/messages.js';
import { PAUSE_REASONS } from '../../../service/features/clocks/arithmetic/cycles/cycle.js';
import { timeMessages } from '../../../shared/time-messages.js';
import { LOCALES } from '../../../shared/words.js';
import type { Happening } from '../../support/happenings.js';
import { NONSENSE, defaultWordsIn } from '../../support/nonsense-words.js';
import { EXPERT, FACILITATOR, MEMBER, asked, at, berlin, given, reply } from './clocks-story.js';

function lines(happenings: readonly Happening[], now = at('18:00:00'), locale: 'en' | 'de' = 'en'): string[] {
  return given(happenings, { now })
    .wants(undefined, locale)
    .flatMap((part) => ('line' in part ? [part.line] : []));
}

/** Without those of triage, which come first. */
const clockLines = (happenings: readonly Happening[], now?: string) =>
  lines(happenings, now).filter((line) => /expected|reply|Solved|hours/.test(line));

describe('every sentence', () => {
  const rendered: { [Name in keyof ClockMessages]: (say: ClockMessages) => string } = {
    hours: (say) =>
      say.hours([
        {
          from: 0,
          to: 4,
          windows: [
            ['09:00', '12:00'],
            ['13:00', '17:00'],
          ],
        },
        { from: 5, to: 5, windows: [['10:00', '12:00']] },
      ]),
    expectedBy: (say) => say.expectedBy({ when: 'WHEN', hours: 'HOURS', delay: { type: 'closed', days: 'DAYS', more: 2 } }, NONSENSE),
    nextExpectedBy: (say) => say.nextExpectedBy({ when: 'WHEN', hours: 'HOURS', delay: { type: 'opens', when: 'DAY' } }, NONSENSE),
    solutionExpectedBy: (say) => say.solutionExpectedBy({ when: 'WHEN', hours: 'HOURS', delay: null }, NONSENSE),
    overdueSince: (say) => say.overdueSince('WHEN', NONSENSE),
    nextOverdueSince: (say) => say.nextOverdueSince('WHEN', NONSENSE),
    solutionOverdueSince: (say) => say.solutionOverdueSince('WHEN', NONSENSE),
    underAMinute: (say) => say.underAMinute,
    waiting: (say) =>
      PAUSE_REASONS.map((reason) => say.waiting({ reason, since: 'SINCE', until: 'WHEN', vendor: null, remaining: 'LEFT' }, NONSENSE)).join(
        ' ',
      ),
    stillWorking: (say) => say.stillWorking('PERSON', 'WHEN'),
    noWorkingTime: (say) => say.noWorkingTime(NONSENSE),
    repliedByDesk: (say) => say.repliedByDesk('WHEN', NONSENSE),
    firstReply: (say) => say.firstReply('WHEN', NONSENSE),
    noReplyYet: (say) => say.noReplyYet(NONSENSE),
    usualReply: (say) => say.usualReply({ median: '2 h', most: '5 h' }, NONSENSE),
    solved: (say) => say.solved('WHEN', NONSENSE),
  };

  it.each(LOCALES.flatMap((locale) => Object.entries(rendered).map(([name, render]) => [locale, name, render] as const)))(
    'UI-50.2 takes its words from the settings: %s %s',
    (locale, _name, render) => {
      expect(defaultWordsIn(render(messages[locale]))).toEqual([]);
    },
  );

  it('writes times and hours in words', () => {
    const moment = { year: 2026, month: 11, day: 24, weekday: 1, time: '14:00', tz: 'Europe/Berlin' };

    expect(LOCALES.map((locale) => timeMessages[locale].when(moment))).toEqual([
      'Tue 24 Nov 2026, 14:00 Europe/Berlin',
      'Di, 24. Nov. 2026, 14:00 Uhr Europe/Berlin',
    ]);
    expect(LOCALES.map((locale) => rendered.hours(messages[locale]))).toEqual([
      'Mon–Fri 09:00–12:00, 13:00–17:00; Sat 10:00–12:00',
      'Mo–Fr 09:00–12:00, 13:00–17:00; Sa 10:00–12:00',
    ]);
  });
});

describe('what the asker reads (CL-04)', () => {
  it('is when to expect the official answer, in the zone of the calendar, with the desk hours', () => {
    expect(clockLines([asked], at('08:00:00'))).toEqual([
      'Official answer expected by Mon 2 Jun 2025, 13:30 Europe/Berlin (desk hours Mon–Fri 09:00–17:00).',
    ]);
    expect(lines([asked], at('08:00:00'), 'de')).toContain(
      'Official answer erwartet bis Mo, 2. Juni 2025, 13:30 Uhr Europe/Berlin (Zeiten, desk: Mo–Fr 09:00–17:00).',
    );
  });

  it('is honest about an answer that is overdue', () => {
    expect(clockLines([asked], at('12:00:00'))).toEqual([
      'Official answer was expected by Mon 2 Jun 2025, 13:30 Europe/Berlin and is overdue.',
    ]);
  });

  it("is both replies side by side, a member's never as the desk's (CL-03)", () => {
    expect(clockLines([asked, reply('08:00:00', MEMBER)], at('09:00:00'))).toEqual([
      'Official answer expected by Mon 2 Jun 2025, 13:30 Europe/Berlin (desk hours Mon–Fri 09:00–17:00).',
      'First reply: Mon 2 Jun 2025, 10:00 Europe/Berlin.',
    ]);
    expect(clockLines([asked, reply('08:00:00', MEMBER), reply('09:00:00', EXPERT, 102)])).toEqual([
      'First reply by the desk: Mon 2 Jun 2025, 11:00 Europe/Berlin.',
      'First reply: Mon 2 Jun 2025, 10:00 Europe/Berlin.',
    ]);
  });

  it('tells a reply that stopped both clocks once', () => {
    expect(clockLines([asked, reply('09:00:00', EXPERT)])).toEqual(['First reply by the desk: Mon 2 Jun 2025, 11:00 Europe/Berlin.']);
    expect(clockLines([asked, { at: at('09:00:00'), type: 'accepted', post: 100 }])).toEqual([
      'Solved: Mon 2 Jun 2025, 11:00 Europe/Berlin.',
    ]);
  });

  it('has no due and nothing late in the lane of the community', () => {
    const discussion = { ...asked, tags: ['discussion'] } as Happening;

    expect(clockLines([discussion], at('08:00:00', '2025-06-20'))).toEqual(['No reply yet. The members answer in their own time.']);
    expect(clockLines([discussion, reply('08:00:00', MEMBER)], at('08:00:00', '2025-06-20'))).toEqual([
      'First reply: Mon 2 Jun 2025, 10:00 Europe/Berlin.',
    ]);
  });

  it('is nothing on a deleted or merged topic, nor where no clock runs', () => {
    expect(clockLines([asked, { at: at('09:00:00'), type: 'flagged', flag: 'deleted', value: true }])).toEqual([]);
    expect(clockLines([asked, { at: at('09:00:00'), type: 'merged', by: FACILITATOR, into: 30 }])).toEqual([]);
    expect(lines([{ ...asked, by: EXPERT } as Happening])).toEqual([]);
  });

  it('is the same text while nothing but time passes', () => {
    expect(given([asked], { now: at('08:00:00') }).wants()).toEqual(given([asked], { now: at('11:00:00') }).wants());
  });

  it('gives a reason with every line', () => {
    expect(
      given([asked, reply('08:00:00', MEMBER)])
        .wants()
        .every(({ because }) => because !== ''),
    ).toBe(true);
  });
});

it('writes one row per cycle', () => {
  const rows = given([asked, reply('08:00:00', MEMBER)], { world: berlin(), now: at('12:00:00') })
    .rows()
    .filter(({ projection }) => projection === 'clock');

  expect(rows.map(({ key }) => key)).toEqual(['fr:1', 'cr:1']);
  expect(rows[0]?.row).toMatchObject({
    metric: 'fr',
    state: 'breached_open',
    due: at('11:30:00'),
    breachedAt: at('11:30:00'),
    endedBy: null,
    version: 1,
    community: 'housing',
    pages: true,
  });
  expect(rows[1]?.row).toMatchObject({ metric: 'cr', state: 'met', endedBy: 101, elapsedSeconds: 1800, pages: false });
});
