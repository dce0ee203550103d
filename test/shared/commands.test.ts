import { describe, it, expect } from '@jest/globals';
import { GRAMMAR, COMMAND_WORDS, MOST_COMMANDS, splitAtMost } from '../../shared/commands/grammar.js';
import { helpLines } from '../../shared/commands/help.js';
import { explanations } from '../../shared/commands/messages.js';
import { KIND_CHOICES, LANE_CHOICES, MODE_CHOICES, type CommandRole } from '../../shared/commands/vocabulary.js';
import { KINDS, LANES, MODES } from '../../service/features/triage/view.js';
import { DEFAULT_WORDS, LOCALES, type Words } from '../../shared/words.js';

describe('the grammar', () => {
  it.each(LOCALES)('UI-31.1 writes no two words alike (%s)', (locale) => {
    const forms = COMMAND_WORDS.flatMap((word) => [
      ...new Set([...GRAMMAR[word].forms.en, ...GRAMMAR[word].forms[locale]].map((form) => form.toLowerCase())),
    ]);

    expect(forms.filter((form, index) => forms.indexOf(form) !== index)).toEqual([]);
  });

  it.each(COMMAND_WORDS)('UI-31.1 says for "%s" who may use it, where, and gives an example in each language', (word) => {
    const { who, reach, places, examples, usage } = GRAMMAR[word];

    expect(who.length).toBeGreaterThan(0);
    expect(Object.keys(reach).filter((role) => !who.includes(role as CommandRole))).toEqual([]);
    expect(places.length).toBeGreaterThan(0);
    for (const locale of LOCALES) {
      expect(examples[locale].length).toBeGreaterThan(0);
      expect(usage[locale]).not.toBe('');
    }
  });

  it('UI-31.1 shows the usage of a word beginning with one of its forms', () => {
    const astray = LOCALES.flatMap((locale) =>
      COMMAND_WORDS.filter((word) => !GRAMMAR[word].forms[locale].some((form) => GRAMMAR[word].usage[locale].startsWith(form))),
    );

    expect(astray).toEqual([]);
  });

  it('TR-09.1 has the kinds, lanes and modes of triage', () => {
    expect(KIND_CHOICES.map(({ id }) => id)).toEqual(KINDS);
    expect(LANE_CHOICES.map(({ id }) => id)).toEqual(LANES);
    expect(MODE_CHOICES.map(({ id }) => id)).toEqual(MODES);
  });

  it.each([
    ['mode', ['facilitator']],
    ['official', ['signer']],
    ['withdraw', ['signer', 'facilitator']],
    ['accept', ['expert', 'signer', 'facilitator']],
    ['kind', ['asker', 'expert', 'signer', 'facilitator']],
  ] as const)('UI-31.1 lets say "%s" only %j', (word, roles) => {
    expect(GRAMMAR[word].who).toEqual(roles);
  });
});

describe('commands of one post', () => {
  it('UI-31.4 takes the first five and refuses the rest', () => {
    const lines = ['1', '2', '3', '4', '5', '6', '7'];

    expect(splitAtMost(lines)).toEqual({ taken: lines.slice(0, 5), refused: ['6', '7'] });
    expect(splitAtMost(lines.slice(0, MOST_COMMANDS)).refused).toEqual([]);
  });
});

describe('help', () => {
  const nonsense = Object.fromEntries(Object.keys(DEFAULT_WORDS.en).map((name) => [name, `zz${name}zz`])) as unknown as Words;

  it('UI-31.5 lists only what the person may do here, each with its usage', () => {
    const lines = helpLines({ locale: 'en', words: DEFAULT_WORDS.en, name: 'desk', may: (word) => word === 'help' || word === 'hand to' });

    expect(lines).toEqual([
      '- `@desk help`: Shows what you can write here.',
      '- `@desk hand to <group> [because …]`: Passes this question on to another group.',
    ]);
  });

  it('UI-31.5 lists nothing for a person who may do nothing', () => {
    expect(helpLines({ locale: 'de', words: DEFAULT_WORDS.de, name: 'desk', may: () => false })).toEqual([]);
  });

  it('UI-31.5 lists every word, in the words of the language', () => {
    const lines = helpLines({ locale: 'de', words: DEFAULT_WORDS.de, name: 'auskunft', may: () => true });

    expect(lines).toHaveLength(COMMAND_WORDS.length);
    expect(lines).toContain('- `@auskunft weiterreichen [an <Gruppe oder Stufe>] [weil …]`: Reicht weiter an: Fachleute.');
  });

  it.each(LOCALES)("explains each word in one sentence in the community's words (%s)", (locale) => {
    const sentences = COMMAND_WORDS.map((word) => explanations[locale][word](nonsense));

    expect(sentences.filter((sentence) => !/^[^.\n]+\.$/.test(sentence))).toEqual([]);
    const own = sentences.map((sentence) => sentence.replace(/zz\w+zz/g, ''));
    expect(
      own.filter((sentence) =>
        /\b(desk|experts?|askers?|members?|facilitators?|community|official|ticket|incident|escalation)\b/i.test(sentence),
      ),
    ).toEqual([]);
  });
});
