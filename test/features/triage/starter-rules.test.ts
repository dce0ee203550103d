import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { STARTER_RULES, starterRuleFor } from '../../../service/features/triage/starter-rules.js';
import { anyWordIn } from '../../../service/features/triage/words-in-text.js';

const samples = parse(readFileSync(new URL('../../fixtures/sample-questions.yaml', import.meta.url), 'utf8')) as Array<{
  title: string;
  text: string;
  kind: string;
}>;

describe('starter rules', () => {
  it('TR-03.3 type at least eighteen of the twenty sample questions as expected', () => {
    const wrong = samples
      .map((sample) => ({ ...sample, found: starterRuleFor(sample.title, sample.text)?.kind ?? 'guessed' }))
      .filter(({ kind, found }) => kind !== found);

    expect(samples).toHaveLength(20);
    // Told by title, so that a failure shows which.
    expect(wrong.slice(2).map(({ title, found }) => `${title}: ${found}`)).toEqual([]);
  });

  it.each([
    'Heating stays cold in the flat since Monday',
    'The library opens at nine on Saturdays now',
    'My neighbour told me about the new bus line',
    'Die Heizung bleibt seit Montag kalt',
    'Protokoll der Versammlung vom Dienstag',
    'I broke the record for the longest bike ride',
    'Thanks for the quick help last week',
  ])('leave "%s" guessed', (text) => {
    expect(starterRuleFor(text, null)).toBeNull();
    expect(starterRuleFor('Hello', text)).toBeNull();
  });

  it('look at the title before the text', () => {
    expect(starterRuleFor('How do I report a broken lamp?', 'The lamp in the hall is broken.')?.kind).toBe('how_to');
    expect(starterRuleFor('Lamp', 'The lamp in the hall is broken. How do I report it?')?.kind).toBe('how_to');
    expect(starterRuleFor('The lamp in the hall is broken', 'How do I report it?')?.kind).toBe('incident');
  });

  it('do nothing without any text', () => {
    expect(starterRuleFor(null, null)).toBeNull();
  });

  it('hold no word twice and only lower case', () => {
    const words = STARTER_RULES.flatMap((rule) => rule.words);

    expect(new Set(words).size).toBe(words.length);
    expect(words.every((word) => word === word.toLowerCase())).toBe(true);
  });
});

describe('words in a text', () => {
  it.each([
    ['deposit', 'My DEPOSIT, please', true],
    ['deposit', 'Two deposits', false],
    ['Kaution', 'Kautionskonto', false],
    ['Schlüssel', 'der SCHLÜSSEL fehlt', true],
    ['over', 'übover', false],
    ["what's the rule", 'What’s   the\nrule here?', true],
    ['c++', 'Is C++ installed?', true],
    ['a.b', 'axb', false],
  ])('%s in "%s": %s', (word, text, found) => {
    expect(anyWordIn([word], [text])).toBe(found);
  });

  it('are in none when there are none or no text', () => {
    expect(anyWordIn([], ['text'])).toBe(false);
    expect(anyWordIn(['  '], ['text'])).toBe(false);
    expect(anyWordIn(['word'], [null])).toBe(false);
  });
});
