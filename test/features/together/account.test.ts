import { describe, expect, it } from '@jest/globals';
import type { ClockPolicy } from '../../../service/features/clocks/arithmetic/cycles/book.js';
import type { ClockEvent } from '../../../service/features/clocks/arithmetic/cycles/clock-event.js';
import { METRICS, type ClockState, type Cycle } from '../../../service/features/clocks/arithmetic/cycles/cycle.js';
import { accountMessages, type AccountMessages } from '../../../service/features/together/account-messages.js';
import { accountOf, shortened, type Account } from '../../../service/features/together/account.js';
import { LOCALES, wordsFor } from '../../../shared/words.js';
import { NONSENSE, defaultWordsIn } from '../../support/nonsense-words.js';
import { parse, weekdays } from '../clocks/calendars.js';
import { at, bookOf, given, posted, reply, solved } from '../clocks/cycles/cycles-story.js';

const CALENDAR = { ...weekdays([['09:00', '17:00']], 'Europe/Berlin'), holidays: [{ date: '2025-06-03', name: 'Whit Tuesday' }] };
const book = { ...bookOf({ targets: { fr: 600, nr: 120, pu: 480, res: 960, own: 60, ola: 240, cr: 240 } }) };
const withHoliday = { ...book, calendars: { ...book.calendars, berlin: parse(CALENDAR as never) } };

function accountsOf(events: readonly ClockEvent[], asOf: string, locale: 'en' | 'de' = 'en'): Array<Account & { readonly cycle: Cycle }> {
  const context = { locale, words: wordsFor(locale, {}), asOf, post: (id: number) => `post ${id}` };
  return given(events, asOf, withHoliday).cycles.map((cycle) => ({ ...accountOf(cycle, withHoliday, context), cycle }));
}

const textsOf = (account: Account | undefined): string[] => [...(account?.lines.map(({ text }) => text) ?? []), account?.sum ?? ''];

describe('the account of a clock (R-EXPLAIN)', () => {
  it('says in words what started it, what was counted, why the rest was not, and when it is due', () => {
    const [fr] = accountsOf([posted], at('08:00:00'));

    expect(fr?.title).toBe('Official answer');
    expect(textsOf(fr)).toEqual([
      'Counted from Mon 2 Jun 2025, 09:30 Europe/Berlin, by post 1. Rules: policy default, version 1.',
      'Target: 10 h of desk time.',
      'Mon 2 Jun, 09:30–17:00: 7 h 30 min counted',
      'Mon 2 Jun, 17:00 – Tue 3 Jun, 00:00: closed',
      'Tue 3 Jun: closed, Whit Tuesday',
      'Wed 4 Jun, 00:00–09:00: closed',
      'Wed 4 Jun, 09:00–11:30: 2 h 30 min counted',
      'Due: Wed 4 Jun 2025, 11:30 Europe/Berlin.',
      'Sum: 10 h counted, which is the target.',
    ]);
  });

  it('says it in German, with the words of the community', () => {
    const [fr] = accountsOf([posted], at('08:00:00'), 'de');

    expect(textsOf(fr).slice(1, 5)).toEqual([
      'Ziel: 10 h (Zeit von: Auskunftsstelle).',
      'Mo 2. Juni, 09:30–17:00: 7 h 30 min gezählt',
      'Mo 2. Juni, 17:00 Uhr – Di 3. Juni, 00:00 Uhr: geschlossen',
      'Di 3. Juni: geschlossen, Whit Tuesday',
    ]);
    expect(fr?.sum).toBe('Summe: 10 h gezählt; das ist das Ziel.');
  });

  it('CL-06.1 adds up to the target, for each of the seven clocks while it is open and has a due', () => {
    const escalated: ClockEvent = { at: at('09:00:00'), type: 'escalated', calendar: null };
    const open = [
      ...accountsOf([posted, escalated], at('09:00:00')),
      ...accountsOf([posted, reply('expert', '08:00:00'), reply('asker', '09:00:00')], at('09:30:00')),
    ].filter(({ cycle }) => cycle.endedAt === null);

    expect(new Set(open.map(({ metric }) => metric))).toEqual(new Set(METRICS));
    for (const { lines, cycle, sum } of open) {
      expect(lines.reduce((total, { seconds }) => total + seconds, 0)).toBe(cycle.targetMinutes * 60);
      expect(sum).toMatch(/^Sum: .* counted, which is the target\.$/);
    }
  });

  it('names the reason of a pause, and what remains', () => {
    const paused: ClockEvent = { at: at('10:30:00'), type: 'pause', reason: 'waiting_requester', until: null };
    const res = accountsOf([posted, paused], at('12:00:00')).find(({ metric }) => metric === 'res');

    expect(textsOf(res).slice(-4)).toEqual([
      'Mon 2 Jun, 09:30–12:30: 3 h counted',
      'Mon 2 Jun, 12:30–14:00: not counted, waiting for the asker',
      'Due: no time as long as it waits.',
      'Sum: 3 h counted of 16 h; 13 h remain.',
    ]);
  });

  it('tells a transfer with what is kept, a change of the target, and the end', () => {
    const transfer: ClockEvent = { at: at('13:30:00'), type: 'transfer', calendar: 'ny', policy: null };
    const urgent: ClockEvent = { at: at('13:45:00'), type: 'priority', priority: 'urgent', kind: null };
    const all = accountsOf([posted, transfer, urgent, solved('14:00:00')], at('15:00:00'));
    const res = textsOf(all.find(({ metric }) => metric === 'res')).join('\n');

    expect(res).toContain('Mon 2 Jun, 09:30: 6 h counted so far are kept');
    expect(res).toContain('Mon 2 Jun, 09:30: other opening hours apply from here');
    expect(res).toContain('Mon 2 Jun, 09:45: the target became 2 h instead of 16 h');
    expect(res).toContain('the time was over, because the rules were changed');
    expect(res).toContain('Ended Mon 2 Jun 2025, 10:00 America/New_York, by post 2: after its time.');
    expect(res).toMatch(/Sum: 6 h 30 min counted, 4 h 30 min more than the target of 2 h\.$/);
  });

  describe('of other rules', () => {
    const first = book.policies['first'] as ClockPolicy;
    const versions = {
      policies: {
        'housing:1': { ...first, key: 'housing:1', set: 'housing:1', calendar: 'old', targets: { fr: 600 } },
        'housing:2': { ...first, key: 'housing:2', set: 'housing:2', calendar: 'new', targets: { fr: 240 } },
        'legal:1': { ...first, key: 'legal:1', set: 'legal:1', calendar: 'ny', targets: { fr: 240 } },
      },
      calendars: { ...book.calendars, old: parse(CALENDAR as never), new: parse(CALENDAR as never) },
    };
    const changesBy = (event: ClockEvent): string[] => {
      const asOf = at('15:00:00');
      const cycle = given([{ ...posted, policy: 'housing:1' } as ClockEvent, event], asOf, versions).cycle('fr');
      return cycle === null ? [] : textsOf(accountOf(cycle, versions, { locale: 'en', words: wordsFor('en', {}), asOf, post: String }));
    };

    it('names both versions, and no other opening hours where they are the same', () => {
      const lines = changesBy({ at: at('09:00:00'), type: 'edit', policy: 'housing:2', recompute: true }).join('\n');

      expect(lines).toContain('Mon 2 Jun, 11:00: counted by policy default, version 2 instead of policy default, version 1');
      expect(lines).not.toContain('opening hours');
    });

    it('says that it was moved to where other rules apply, and keeps all that was counted, also more than the new target', () => {
      const lines = changesBy({ at: at('13:30:00'), type: 'transfer', policy: 'legal:1', calendar: 'ny' }).join('\n');

      expect(lines).toContain('Mon 2 Jun, 09:30: moved to where other rules apply: policy default, version 1');
      expect(lines).toContain('Mon 2 Jun, 09:30: other opening hours apply from here');
      expect(lines).toContain('Mon 2 Jun, 09:30: 6 h counted so far are kept');
    });
  });

  it('CL-04.1 speaks of no due and nothing late where the figure is that of the community', () => {
    const locales = LOCALES.map((locale) => accountsOf([posted], at('15:00:00', 20), locale).find(({ metric }) => metric === 'cr'));

    for (const account of locales) {
      expect(account?.cycle.state).toBe('breached_open');
      expect(textsOf(account).join('\n')).not.toMatch(/due|overdue|late|time was over|fällig|Zeit war um/i);
    }
  });

  it('leaves out the middle of a long account, and says what it counted', () => {
    const lines = Array.from({ length: 50 }, (_, index) => ({ text: String(index), seconds: 60 }));

    expect(shortened({ lines }, 10, 'en')).toEqual([
      '0',
      '1',
      '2',
      '3',
      '4',
      '… 40 more lines with 40 min counted …',
      '45',
      '46',
      '47',
      '48',
      '49',
    ]);
    expect(shortened({ lines }, 50, 'en')).toHaveLength(50);
  });
});

describe('every sentence of an account', () => {
  const states: readonly ClockState[] = [
    'paused',
    'no_working_time',
    'tentative',
    'met',
    'late',
    'met_by_resolution',
    'dismissed',
    'voided',
    'lapsed',
  ];
  const rendered: { [Name in keyof AccountMessages]: (say: AccountMessages) => string } = {
    name: (say) => METRICS.map((metric) => say.name(metric, NONSENSE)).join(' '),
    title: (say) => say.title('NAME', 2),
    started: (say) => say.started({ when: 'WHEN', post: 'POST', policy: 'POLICY', version: 3 }),
    target: (say) => say.target('4 h', NONSENSE),
    counted: (say) => say.counted('SPAN', '4 h'),
    closed: (say) => say.closed('SPAN'),
    holiday: (say) => say.holiday('SPAN', 'NAME'),
    paused: (say) =>
      (['waiting_requester', 'waiting_third_party', 'scheduled', 'solved'] as const)
        .map((one) => say.paused('SPAN', one, NONSENSE))
        .join(' '),
    newTarget: (say) => say.newTarget('WHEN', '4 h', '2 h'),
    newPolicy: (say) => say.newPolicy('WHEN', 'ONE', 'TWO'),
    moved: (say) => say.moved('WHEN', 'POLICY'),
    newCalendar: (say) => say.newCalendar('WHEN'),
    banked: (say) => say.banked('WHEN', '4 h'),
    overdue: (say) => say.overdue('WHEN', true),
    due: (say) => say.due('WHEN'),
    aim: (say) => say.aim('WHEN'),
    noDue: (say) => states.map((state) => say.noDue(state)).join(' '),
    ended: (say) => states.map((state) => say.ended('WHEN', state, 'POST')).join(' '),
    sum: (say) =>
      say.sum({ counted: '4 h', target: '8 h', left: '4 h', over: null }) +
      say.sum({ counted: '4 h', target: '2 h', left: null, over: '2 h' }),
    leftOut: (say) => say.leftOut(3, '4 h'),
    policy: (say) => say.policy('POLICY', '3'),
    others: (say) => say.others(['ONE', 'TWO']),
    post: (say) => say.post('LINK'),
  };

  it.each(LOCALES.flatMap((locale) => Object.entries(rendered).map(([name, render]) => [locale, name, render] as const)))(
    'UI-50.2 has no default word: %s %s',
    (locale, _name, render) => {
      expect(defaultWordsIn(render(accountMessages[locale]))).toEqual([]);
    },
  );
});
