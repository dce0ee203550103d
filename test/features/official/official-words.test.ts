import { expect, it } from '@jest/globals';
import { LOCALES } from '../../../shared/words.js';
import { messages, type Label, type OfficialMessages } from '../../../service/features/official/messages.js';
import { inOneLine } from '../../../shared/one-line.js';
import { officialSettings } from '../../../service/features/official/settings.js';
import { zoneOf } from '../../../service/features/official/zone.js';
import type { Refusal } from '../../../service/features/official/view.js';
import { NONSENSE, defaultWordsIn } from '../../support/nonsense-words.js';

const label: Label = { signer: 'S', capacity: 'C', when: 'W', community: 'H', scope: 'A', until: 'U', isShared: true };
const REFUSALS: Readonly<Record<Refusal, true>> = {
  noTarget: true,
  theQuestion: true,
  whisper: true,
  noAnswer: true,
  away: true,
  automatic: true,
  sharedAccount: true,
  noRealName: true,
  past: true,
  noEnd: true,
  longScope: true,
  notSigned: true,
  notOwn: true,
};
const refusals = (say: OfficialMessages) => (Object.keys(REFUSALS) as Refusal[]).map((refusal) => say.refusal(refusal, NONSENSE));

const rendered: { [Name in Exclude<keyof OfficialMessages, 'when' | 'day'>]: (say: OfficialMessages) => string } = {
  signed: (say) => say.signed(label, NONSENSE),
  voidedText: (say) => say.voidedText('W', label, NONSENSE),
  voidedAuthor: (say) => say.voidedAuthor('W', label, NONSENSE),
  withdrawn: (say) => say.withdrawn({ when: 'W', by: 'S', reason: 'R' }, NONSENSE),
  expired: (say) => say.expired('D', NONSENSE),
  replaced: (say) => say.replaced('W', '/p/1', NONSENSE),
  stands: (say) => say.stands({ when: 'W', path: '/p/1', scope: 'A' }, NONSENSE),
  acceptedOnly: (say) => say.acceptedOnly(NONSENSE),
  noLonger: (say) => say.noLonger(NONSENSE),
  refusal: (say) => refusals(say).join(' '),
};

it.each(LOCALES.flatMap((locale) => Object.entries(rendered).map(([name, render]) => [locale, name, render] as const)))(
  'UI-50.2 takes its words from the settings: %s %s',
  (locale, _name, render) => {
    expect(defaultWordsIn(render(messages[locale]))).toEqual([]);
  },
);

it.each(LOCALES)('says of every refusal what it means for the line: %s', (locale) => {
  const done = { en: 'nothing was done', de: 'es wurde nichts getan' };

  expect(refusals(messages[locale]).filter((text) => !text.includes(done[locale]))).toEqual([]);
});

it('quotes what people wrote in one line of plain text, no longer than 500 characters', () => {
  expect(inOneLine('a\n# b\u{e000}user:1\u{e001} [x](y) :smile: www.example.com')).toBe(
    'a &#35;\u2060 buser:\u20601 &#91;x&#93;(y) :\u2060smile:\u2060 www\u2060.example.com',
  );
  expect(inOneLine('x'.repeat(600))).toHaveLength(500);
});

it('writes times in the zone of the desk, unless one is set', () => {
  const calendar = { tz: 'Europe/Berlin', hours: {}, holidays: [], dateHours: {} };
  const community = { features: { clocks: { mode: 'on', settings: { calendar } } } } as const;

  expect(zoneOf({ settings: {}, community })).toBe('Europe/Berlin');
  expect(zoneOf({ settings: { timeZone: 'America/New_York' }, community })).toBe('America/New_York');
  expect(zoneOf({ settings: {}, community: { features: {} } })).toBe('UTC');
});

it('has a default for every setting, and refuses what cannot be', () => {
  expect(officialSettings.parse({})).toEqual({
    validMonths: 12,
    capacities: {},
    keepsLines: false,
    sharedAccounts: [],
    tag: 'official-answer',
    riskTags: [],
    badge: null,
  });
  for (const wrong of [
    { timeZone: 'Mars/Base' },
    { validMonths: 0 },
    { capacities: { maria: 'Head' } },
    { sharedAccounts: ['desk'] },
    { other: 1 },
  ])
    expect(officialSettings.safeParse(wrong).success).toBe(false);
});
