import { describe, expect, it } from '@jest/globals';
import { parseCommand } from '../../shared/commands/parse.js';
import type { Locale } from '../../shared/words.js';

const parse = (line: string, locale: Locale = 'en') =>
  parseCommand(`@desk ${line}`, { names: ['desk'], locale, translations: {}, today: '2026-11-24' });

describe('pause', () => {
  it.each([
    ['pause asker', { pause: 'waiting_requester' }],
    ['Pause waiting for the asker, please', { pause: 'waiting_requester' }],
    ['pause vendor', { pause: 'waiting_third_party' }],
    ['pause vendor Lift & Sons', { pause: 'waiting_third_party', vendor: 'Lift & Sons' }],
    [
      'pause: vendor Lift & Sons until 14 December because a part is missing.',
      { pause: 'waiting_third_party', vendor: 'Lift & Sons', until: '2026-12-14', reason: 'a part is missing' },
    ],
    ['pause until 2026-12-01', { pause: 'scheduled', until: '2026-12-01' }],
    ['pause scheduled until Monday because we move', { pause: 'scheduled', until: '2026-11-30', reason: 'we move' }],
    ['pause asker until in 3 days', { pause: 'waiting_requester', until: '2026-11-27' }],
  ])('UI-31.1 reads "%s"', (line, args) => {
    expect(parse(line)).toEqual({ ok: true, word: 'pause', args });
  });

  it.each([
    ['pausieren Rückfrage', { pause: 'waiting_requester' }],
    [
      'pausieren extern Aufzug Meier bis 14.12. weil ein Teil fehlt',
      { pause: 'waiting_third_party', vendor: 'Aufzug Meier', until: '2026-12-14', reason: 'ein Teil fehlt' },
    ],
    ['pausieren bis Montag', { pause: 'scheduled', until: '2026-11-30' }],
  ])('UI-31.1 reads "%s" in German', (line, args) => {
    expect(parse(line, 'de')).toEqual({ ok: true, word: 'pause', args });
  });

  it.each([
    ['pause', 'missing_argument'],
    ['pause scheduled', 'missing_argument'],
    ['pause until soon', 'unclear_date'],
    ['pause until no end', 'unclear_date'],
    ['pause for ages', 'unknown_choice'],
    ['pause asker Anna', 'unknown_word'],
  ])('UI-31.1 asks back at "%s"', (line, problem) => {
    expect(parse(line)).toMatchObject({ ok: false, word: 'pause', problem });
  });

  it('UI-32.2 shows the nearest choice of a misspelt one', () => {
    expect(parse('pause vendro')).toMatchObject({ ok: false, nearest: ['vendor', expect.any(String)] });
  });
});

describe('updates', () => {
  it.each([
    ['updates every 3 days', { everyDays: 3 }],
    ['updates daily', { everyDays: 1 }],
    ['updates every day, please', { everyDays: 1 }],
    ['updates only when there is news', { news: 'only_news' }],
    ['updates as usual', { news: 'usual' }],
  ])('UI-31.1 reads "%s"', (line, args) => {
    expect(parse(line)).toEqual({ ok: true, word: 'updates', args });
  });

  it('UI-31.1 reads German, and refuses what is no rhythm', () => {
    expect(parse('Zwischenstände alle 3 Tage', 'de')).toMatchObject({ args: { everyDays: 3 } });
    expect(parse('Zwischenstände nur bei Neuem', 'de')).toMatchObject({ args: { news: 'only_news' } });
    expect([parse('updates every 0 days'), parse('updates often'), parse('updates')]).toMatchObject([
      { problem: 'unknown_choice' },
      { problem: 'unknown_choice' },
      { problem: 'missing_argument' },
    ]);
  });
});

describe('update, void and on behalf of', () => {
  it.each([
    ['update the part comes on Friday', { word: 'update', args: { text: 'the part comes on Friday' } }],
    ['update', { word: 'update', args: {} }],
    ['void first reply because the server was down', { word: 'void', args: { clock: 'fr', reason: 'the server was down' } }],
    ['void pu: nobody was there', { word: 'void', args: { clock: 'pu', reason: 'nobody was there' } }],
    ['on behalf of @ada', { word: 'on behalf of', args: { person: 'ada' } }],
    ['asked on behalf of ada, thanks', { word: 'on behalf of', args: { person: 'ada' } }],
  ])('UI-31.1 reads "%s"', (line, expected) => {
    expect(parse(line)).toEqual({ ok: true, ...expected });
  });

  it.each([
    ['void', 'missing_argument'],
    ['void first reply', 'missing_argument'],
    ['void everything because', 'unknown_choice'],
    ['on behalf of', 'missing_argument'],
  ])('UI-31.1 asks back at "%s"', (line, problem) => {
    expect(parse(line)).toMatchObject({ ok: false, problem });
  });
});
