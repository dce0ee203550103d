import { describe, it, expect } from '@jest/globals';
import fc from 'fast-check';
import { GRAMMAR, COMMAND_WORDS, exampleLine } from '../../shared/commands/grammar.js';
import type { CommandWord } from '../../shared/commands/vocabulary.js';
import { parseCommand, type ParseContext } from '../../shared/commands/parse.js';
import { LOCALES, type Locale } from '../../shared/words.js';

const context = (locale: Locale, more: Partial<ParseContext> = {}): ParseContext => ({
  names: ['desk', 'auskunft'],
  locale,
  translations: {},
  today: '2026-11-24',
  ...more,
});

const parse = (line: string, locale: Locale = 'en', more: Partial<ParseContext> = {}) =>
  parseCommand(`@desk ${line}`, context(locale, more));

const everyForm = LOCALES.flatMap((locale) =>
  COMMAND_WORDS.flatMap((word) => GRAMMAR[word].forms[locale].map((form) => ({ locale, word, form }))),
);
const everyExample = LOCALES.flatMap((locale) =>
  COMMAND_WORDS.flatMap((word) => GRAMMAR[word].examples[locale].map((example) => ({ locale, word, example }))),
);

/** What each word needs after it, so that a form of it alone makes a whole command. */
const REST: Partial<Record<CommandWord, string>> = {
  outcome: 'solved',
  kind: 'policy',
  priority: 'high',
  lane: 'desk because of the tables',
  mode: 'community because it is taste',
  assign: '@anna',
  decline: 'no time',
  'hand to': '@payroll',
  note: 'seen',
  withdraw: 'the rule changed',
  library: 'leave',
  'duplicate of': '/t/leave/12',
  'not ours': 'about pensions',
  invite: '@anna',
  remove: '@anna',
  point: '/t/leave/12',
  pause: 'asker',
  updates: 'every 3 days',
  void: 'pu because the server was down',
  'on behalf of': '@anna',
};

describe('every word of the grammar', () => {
  it.each(everyExample)('UI-31.1 reads its example "$example" ($locale)', ({ locale, word, example }) => {
    expect(parse(example, locale)).toMatchObject({ ok: true, word });
  });

  it.each(everyForm)('UI-31.1 reads "$form" ($locale)', ({ locale, word, form }) => {
    expect(parse(`${form} ${REST[word] ?? ''}`, locale)).toMatchObject({ ok: true, word });
  });

  it('UI-31.1 gives the example of a word as a whole line', () => {
    expect(exampleLine('hand to', 'en', 'desk')).toBe('@desk hand to @payroll');
  });

  it.each(COMMAND_WORDS.filter((word) => GRAMMAR[word].parameters.some(({ needed }) => needed)))(
    'UI-31.1 asks back when "%s" comes without what it needs',
    (word) => {
      expect(parse(word)).toEqual({
        ok: false,
        problem: 'missing_argument',
        word,
        nearest: expect.any(Array),
        example: exampleLine(word, 'en', 'desk'),
      });
    },
  );

  it.each(COMMAND_WORDS.filter((word) => GRAMMAR[word].parameters.length === 0))(
    'UI-32.2 does not take a sentence that begins with "%s" for the command',
    (word) => {
      expect(parse(`${word} was what the minister wrote`)).toMatchObject({ ok: false, problem: 'unknown_word', word });
    },
  );

  it.each(everyForm)('UI-32.2 finds "$form" ($locale) near when its last letter but one is missing', ({ locale, word, form }) => {
    const misspelt = `${form.slice(0, -2)}${form.slice(-1)}`;
    const parsed = parse(misspelt, locale);

    // "duplicate f" still says which word is meant: then only that one may be in question.
    const inQuestion = parsed.word === null ? wordsNear(misspelt, locale) : [parsed.word];
    expect(inQuestion).toContain(word);
    expect(parsed.word === null || parsed.word === word).toBe(true);
  });
});

/** The words whose forms are given as nearest. */
function wordsNear(line: string, locale: Locale): readonly CommandWord[] {
  const parsed = parse(line, locale);
  if (parsed.ok) return [];
  return parsed.nearest.map((form) => {
    const found = everyForm.find((one) => one.form === form && (one.locale === 'en' || one.locale === locale));
    if (!found) throw new Error(`"${form}" is no form of a word`);
    return found.word;
  });
}

describe('what does not matter', () => {
  it.each([
    ['case', '@DESK ALL GOOD'],
    ['a colon after the name', '@desk: all good'],
    ['a comma after the name', '@desk, all good'],
    ['punctuation at the end', '@desk all good!!!'],
    ['a question mark', '@desk all good?'],
    ['more blanks', '@desk   all \t good '],
    ['a blank that does not break', '@desk\u00a0all\u00a0good'],
    ['thanks', '@desk all good, thank you!'],
    ['please', '@desk please all good'],
    ['a smiley', '@desk all good :slight_smile:'],
    ['an emoji', '@desk all good 👍'],
    ['a hyphen', '@desk all-good'],
    ['smart quotes', '@desk “all good”'],
    ['an alias', '@Auskunft all good'],
  ])('UI-31.2 reads the word whatever %s', (_what, line) => {
    expect(parseCommand(line, context('en'))).toEqual({ ok: true, word: 'all good', args: {} });
  });

  it('UI-31.2 reads a scope in smart quotes', () => {
    expect(parse('official scope=“staff contracts, site A” until=„2026-12-01“')).toEqual({
      ok: true,
      word: 'official',
      args: { scope: 'staff contracts, site A', until: '2026-12-01' },
    });
  });

  it.each(['übergeben an @payroll', 'UEBERGEBEN AN @payroll', 'u\u0308bergeben an @payroll'])(
    'UI-31.2 reads umlauts as in "%s"',
    (line) => {
      expect(parse(line, 'de')).toEqual({ ok: true, word: 'hand to', args: { group: 'payroll' } });
    },
  );

  it('UI-32.2 does not take "end-user" for "end"', () => {
    expect(parse('end-user')).toMatchObject({ ok: false, problem: 'unknown_word', word: null });
  });
});

describe('languages', () => {
  it.each(['en', 'de'] as const)('UI-32.1 reads English words in %s', (locale) => {
    expect(parse('still need help', locale)).toMatchObject({ ok: true, word: 'still need help' });
  });

  it('UI-32.1 reads words of the community', () => {
    expect(parse('pass the parcel to @payroll', 'en', { translations: { 'pass the parcel to': 'hand to' } })).toEqual({
      ok: true,
      word: 'hand to',
      args: { group: 'payroll' },
    });
  });

  it("UI-32.1 lets English win over a word of the community, and that over the language's", () => {
    const translations = { help: 'status', Stand: 'explain' } as const;

    expect(parse('help', 'de', { translations })).toMatchObject({ word: 'help' });
    expect(parse('Stand', 'de', { translations })).toMatchObject({ word: 'explain' });
  });

  it('UI-32.1 does not read German in an English community', () => {
    expect(parse('Hilfe')).toMatchObject({ ok: false, problem: 'unknown_word' });
  });

  it('UI-32.1 gives German words and a German example in a German community', () => {
    expect(parse('einlden @anna', 'de')).toMatchObject({
      ok: false,
      nearest: ['einladen', expect.any(String)],
      example: '@desk einladen @anna',
    });
  });
});

describe('arguments', () => {
  it.each([
    ['outcome no longer needed', { outcome: 'no_longer_needed' }],
    ['outcome no_longer_needed', { outcome: 'no_longer_needed' }],
    ['outcome: not helped.', { outcome: 'not_helped' }],
    ['kind how to', { kind: 'how_to' }],
    ['kind broken', { kind: 'incident' }],
    ['priority = urgent please', { priority: 'urgent' }],
    ['lane desk because it needs the tables', { lane: 'desk', reason: 'it needs the tables' }],
    ['lane community: many know', { lane: 'community', reason: 'many know' }],
    ['mode official decides a rule settles it', { mode: 'official_decides', reason: 'a rule settles it' }],
    ['mode community_decides taste', { mode: 'community_decides', reason: 'taste' }],
    ['assign @Anna.Berg', { person: 'Anna.Berg' }],
    ['assign anna please', { person: 'anna' }],
    ['assign to me', { isSelf: true }],
    ['assign @me', { person: 'me' }],
    ['escalate', {}],
    ['escalate please', {}],
    ['escalate to level 2', { level: 2 }],
    ['escalate level 3 because of the law', { level: 3, reason: 'the law' }],
    ['escalate @payroll', { group: 'payroll' }],
    ['escalate to "Pay Roll" because nobody answered', { group: 'Pay Roll', reason: 'nobody answered' }],
    ['escalate because nobody answered', { reason: 'nobody answered' }],
    ['decline because I am away', { reason: 'I am away' }],
    ['decline I am away', { reason: 'I am away' }],
    ['hand to payroll, because it is theirs', { group: 'payroll', reason: 'it is theirs' }],
    ['return because the contract is missing', { reason: 'the contract is missing' }],
    ['note: is it done?', { text: 'is it done?' }],
    ['note - seen', { text: 'seen' }],
    ['official', {}],
    ['official for staff contracts, site A until 1 December 2026', { scope: 'staff contracts, site A', until: '2026-12-01' }],
    ['official for staff until retirement until 1.12.2027', { scope: 'staff until retirement', until: '2027-12-01' }],
    ['official until 1 December for staff', { scope: 'staff', until: '2026-12-01' }],
    ['official until in 12 months', { until: '2027-11-24' }],
    ['official until no end', { until: 'none' }],
    ['official scope="valid until recalled" until="1 May 2027"', { scope: 'valid until recalled', until: '2027-05-01' }],
    ['official until=1 May 2027 scope=staff contracts', { scope: 'staff contracts', until: '2027-05-01' }],
    ['official for "12 months"', { scope: '12 months' }],
    ['withdraw: the rule changed', { reason: 'the rule changed' }],
    ['library parental leave', { text: 'parental leave' }],
    ['duplicate of https://Forum.example.org/t/leave/12/3?u=anna.', { link: { host: 'forum.example.org', topic: 12, post: 3 } }],
    ['duplicate of /t/12', { link: { host: null, topic: 12, post: null } }],
    ['duplicate of https://example.org/forum/t/leave/12', { link: { host: 'example.org', topic: 12, post: null } }],
    ['duplicate of hd-12', { link: { host: null, topic: 12, post: null } }],
    ['duplicate of [Leave](https://example.org/t/12/3)', { link: { host: 'example.org', topic: 12, post: 3 } }],
    ['duplicate of <https://example.org/t/12>', { link: { host: 'example.org', topic: 12, post: null } }],
    ['not ours this is about pensions @payroll', { reason: 'this is about pensions', group: 'payroll' }],
    ['not ours @payroll because it is about pensions', { reason: 'it is about pensions', group: 'payroll' }],
    ['not ours because no tax is due', { reason: 'no tax is due' }],
    ['end escalation because it was answered', { reason: 'it was answered' }],
    [
      'point to /t/leave/12, /t/15/2 and HD-9',
      {
        links: [
          { host: null, topic: 12, post: null },
          { host: null, topic: 15, post: 2 },
          { host: null, topic: 9, post: null },
        ],
      },
    ],
  ])('UI-31.1 reads "%s"', (line, args) => {
    expect(parse(line)).toMatchObject({ ok: true });
    expect(parse(line)).toHaveProperty('args', args);
  });

  it.each([
    ['Ergebnis nicht mehr nötig', { outcome: 'no_longer_needed' }],
    ['Art Störung', { kind: 'incident' }],
    ['Weg Auskunft weil es Tabellen braucht', { lane: 'desk', reason: 'es Tabellen braucht' }],
    ['weiterreichen an Stufe 2 weil niemand antwortet', { level: 2, reason: 'niemand antwortet' }],
    ['zuweisen an mich', { isSelf: true }],
    ['amtlich für Verträge bis 1. März 2027', { scope: 'Verträge', until: '2027-03-01' }],
    ['amtlich bis auf weiteres', { until: 'none' }],
  ])('UI-31.1 reads "%s" in German', (line, args) => {
    expect(parse(line, 'de')).toHaveProperty('args', args);
  });

  it.each([
    ['kind polcy', 'kind', ['policy', expect.any(String)]],
    ['outcome sovled', 'outcome', ['solved', expect.any(String)]],
    ['priority hihg', 'priority', ['high', expect.any(String)]],
    ['lane dsek because', 'lane', ['desk', expect.any(String)]],
    ['mode comunity decides', 'mode', ['community decides', expect.any(String)]],
  ])('UI-32.2 gives the nearest choices for "%s"', (line, word, nearest) => {
    expect(parse(line)).toMatchObject({ ok: false, problem: 'unknown_choice', word, nearest });
  });

  it.each([
    ['invite @anna and @bob', 'unknown_choice'],
    ['invite', 'missing_argument'],
    ['escalate this is urgent', 'unknown_choice'],
    ['escalate to level 4', 'unknown_choice'],
    ['escalate because', 'missing_argument'],
    ['hand to because it is theirs', 'missing_argument'],
    ['hand back to anna', 'unknown_word'],
    ['end of the month', 'unknown_word'],
    ['lane desk', 'missing_argument'],
    ['lane desk because', 'missing_argument'],
    ['kind policy or discussion', 'unknown_choice'],
    ['duplicate of the other one', 'unknown_choice'],
    ['duplicate of /t/1 /t/2', 'unknown_choice'],
    ['duplicate of /c/leave/12', 'unknown_choice'],
    ['point to /t/1 maybe', 'unknown_choice'],
    ['not ours @payroll', 'missing_argument'],
    ['official answer', 'unknown_word'],
    ['official for', 'missing_argument'],
    ['official for staff until', 'missing_argument'],
    ['official for a for b until 2026-12-01 until 2027-01-01', 'ok'],
    ['official until 2026-12-01 for staff until 2027-01-01', 'unknown_word'],
  ])('UI-32.2 does not guess "%s": %s', (line, problem) => {
    const parsed = parse(line);

    expect(parsed.ok ? 'ok' : parsed.problem).toBe(problem);
  });

  it.each([
    'official until 03/04/2026',
    'official until soon',
    'official for 12 months',
    'official for site A, no end',
    'official until 31 June 2026',
  ])('UI-32.2 asks back with an example for "%s"', (line) => {
    expect(parse(line)).toMatchObject({
      ok: false,
      problem: 'unclear_date',
      word: 'official',
      example: expect.stringMatching(/^@desk official/),
    });
  });
});

describe('typing errors', () => {
  it.each<[string, CommandWord, Locale]>([
    ['hlep', 'help', 'en'],
    ['hepl', 'help', 'en'],
    ['satus', 'status', 'en'],
    ['stauts', 'status', 'en'],
    ['expalin', 'explain', 'en'],
    ['exlpain', 'explain', 'en'],
    ['privte', 'private', 'en'],
    ['still ned help', 'still need help', 'en'],
    ['stil need hlep please', 'still need help', 'en'],
    ['allgood', 'all good', 'en'],
    ['al good', 'all good', 'en'],
    ['metoo', 'me too', 'en'],
    ['me to', 'me too', 'en'],
    ['outcme solved', 'outcome', 'en'],
    ['knid policy', 'kind', 'en'],
    ['pirority high', 'priority', 'en'],
    ['asign @anna', 'assign', 'en'],
    ['esclate to level 2', 'escalate', 'en'],
    ['excalate because nobody answered', 'escalate', 'en'],
    ['acept', 'accept', 'en'],
    ['except', 'accept', 'en'],
    ['delcine no time', 'decline', 'en'],
    ['handback because of the contract', 'hand back', 'en'],
    ['hadn to @payroll', 'hand to', 'en'],
    ['offical until 1 December 2026', 'official', 'en'],
    ['widthdraw the rule changed', 'withdraw', 'en'],
    ['dupliacte of /t/12', 'duplicate of', 'en'],
    ['notours about pensions', 'not ours', 'en'],
    ['invtie @anna', 'invite', 'en'],
    ['libary leave', 'library', 'en'],
    ['Hifle', 'help', 'de'],
    ['brauch noch Hilfe', 'still need help', 'de'],
    ['zuweisn @anna', 'assign', 'de'],
    ['veröffentlichn', 'publish', 'de'],
    ['zurückgeebn', 'hand back', 'de'],
  ])('UI-32.3 finds for "%s" the word "%s" among the two nearest (%s)', (line, word, locale) => {
    const parsed = parse(line, locale);

    expect(parsed).toMatchObject({ ok: false, problem: 'unknown_word', word: null });
    expect(wordsNear(line, locale)).toHaveLength(2);
    expect(wordsNear(line, locale)).toContain(word);
  });
});

describe('any text', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc
      .array(
        fc.constantFrom(
          ...everyForm.map(({ form }) => form),
          '@desk',
          '@anna',
          'because',
          'until',
          'for',
          '"',
          'scope=',
          '/t/1',
          '1.1.',
          '\u0000',
          ':',
        ),
        {
          maxLength: 12,
        },
      )
      .map((parts) => parts.join(' ')),
  );

  it('UI-32.2 has an answer, and the same one after the line was normalised', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom(...LOCALES), (text, locale) => {
        const parsed = parse(text, locale);
        const again = parse(text.normalize('NFC').replace(/\s+/g, ' '), locale);

        expect(again).toEqual(parsed);
        expect(parsed.ok || parsed.nearest.length <= 2).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('UI-32.2 takes a name of the language for no word', () => {
    expect(parse('constructor')).toMatchObject({ ok: false, word: null });
    expect(parse('__proto__')).toMatchObject({ ok: false, word: null });
  });

  it.each([
    '"',
    'official for "',
    'note ',
    'not ours @',
    'point to /t/',
    'duplicate of [',
    'official until 1 ',
    'end because ',
    'escalate to @',
    'kind ',
  ])('UI-32.2 is quick with 150,000 characters of "%s"', (start) => {
    const line = `@desk ${start.repeat(Math.ceil(150_000 / start.length))}`;
    const before = Date.now();

    parseCommand(line, context('de'));

    expect(Date.now() - before).toBeLessThan(1000);
  });
});
