import { expect, it } from '@jest/globals';
import type { Calendar } from '../../../service/features/clocks/arithmetic/calendar.js';
import { keyOfSource } from '../../../service/features/clocks/arithmetic/holidays.js';
import { evidenceOf } from '../../../service/features/together/evidence.js';
import type { ClocksView } from '../../../service/features/clocks/view.js';
import { all, asked, at } from '../official/official-story.js';
import { EXPERT, says } from '../triage/desk-story.js';
import { whole } from '../whole/whole-story.js';

const { ticket } = whole(all(asked(), says(EXPERT, 'escalate')), { now: at('10:30') }).judgement.derived;

it('CL-19.3 leaves the words of who left a clock out of the figures in the ticket', () => {
  const clocks = ticket.views['clocks'] as ClocksView;
  const voided = { at: at('10:10'), type: 'voided', metric: 'fr', number: 1, reason: 'quicksilver' } as const;
  const views = { ...ticket.views, clocks: { ...clocks, inner: { ...clocks.inner, log: [...clocks.inner.log, voided] } } };

  const text = JSON.stringify(evidenceOf({ ...ticket, views }, { asOf: at('10:30'), of: ['question', 'experts'] }));

  expect(text).toContain('"voided"');
  expect(text).not.toContain('quicksilver');
});

it('holds what the experts count among themselves only for whom it is', () => {
  const setsFor = (of: ReadonlyArray<'question' | 'experts'>) => evidenceOf(ticket, { asOf: at('10:30'), of }).sets.map((set) => set.of);

  expect(setsFor(['question', 'experts'])).toEqual(['question', 'experts']);
  expect(setsFor(['question'])).toEqual(['question']);
});

it('tells no address of a feed of holidays, only its days (R-EXPORT)', () => {
  const clocks = ticket.views['clocks'] as ClocksView;
  const source = { ical: 'https://feeds.example/quicksilver.ics', without: [] };
  const withFeed = (policy: ClocksView['policies'][string]): ClocksView['policies'][string] => {
    const calendar = {
      ...(policy.settings.calendar as Calendar),
      holidaysFrom: [source],
      holidays: [{ date: '2026-12-24', name: 'Eve', source: keyOfSource(source) }],
    };
    const settings = { ...policy.settings, calendar };
    return { ...policy, settings, written: settings };
  };
  const policies = Object.fromEntries(Object.entries(clocks.policies).map(([key, policy]) => [key, withFeed(policy)]));
  const views = { ...ticket.views, clocks: { ...clocks, policies } };

  const text = JSON.stringify(evidenceOf({ ...ticket, views }, { asOf: at('10:30'), of: ['question', 'experts'] }));

  expect(text).toContain('"date":"2026-12-24","name":"Eve"');
  expect(text).not.toContain('quicksilver');
});
