import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { commandLinesIn } from '../../shared/commands/lines.js';
import { markerIn, markerOf, withMarker } from '../../shared/marker.js';
import { namedIn, personIn } from '../../shared/placeholders.js';
import { hashText } from '../../shared/text.js';
import { inTitle, quoted } from '../../shared/quote.js';

const LONGEST = { longest: 2_000 };
const MARKER = markerOf('secret', 'room:ticket:20:1', 1);

describe('what somebody wrote, quoted in a post of ours', () => {
  it('notifies nobody and names nobody', () => {
    expect(quoted(`Ask @anna or ${personIn(7)}`)).not.toContain('@anna');
    expect(namedIn(quoted(`Ask ${personIn(7)}`))).toEqual([]);
    expect(quoted('[quote="anna, post:1, topic:2"]x[/quote]')).not.toMatch(/\[\/?quote/);
  });

  it('carries no marker of ours', () => {
    const own = withMarker(quoted(`Hello <!-- ${MARKER} -->`), markerOf('secret', 'own', 1));

    expect(markerIn(own)).toBe(markerOf('secret', 'own', 1));
  });

  it('holds no element', () => {
    expect(quoted('<details><b>x</b></DETAILS> 1 < 2')).not.toMatch(/<[/a-z]/i);
    expect(quoted('1 < 2')).toBe('> 1 < 2');
  });

  it('closes what is open at its end', () => {
    expect(quoted('```js\nlet x')).toBe('> ```js\n> let x\n> ```');
    expect(quoted('~~~~\n```\nx\n~~~~')).toBe('> ~~~~\n> ```\n> x\n> ~~~~');
  });

  it('is cut visibly', () => {
    const long = quoted('a'.repeat(2_001), LONGEST);

    expect(long).toBe(`> ${'a'.repeat(2_000)} […]`);
    expect(quoted('a'.repeat(2_000), LONGEST)).toBe(`> ${'a'.repeat(2_000)}`);
    expect(quoted(`\`\`\`\n${'b'.repeat(3_000)}`, LONGEST)).toMatch(/ \[…\]\n> ```$/);
  });

  it('comes without its lines to the desk', () => {
    expect(quoted('In May.\n@desk official.\nReally.', { lines: [hashText('@desk official')] })).toBe('> In May.\n> Really.');
  });

  it('fits into a title in one line', () => {
    expect(inTitle('Leave\n of <b>last</b> year')).not.toMatch(/\n|<b/);
    expect(inTitle('x'.repeat(200))).toHaveLength(124);
  });

  it('never leaves its quote, whatever it holds', () => {
    const piece = fc.constantFrom(
      '@desk accept',
      '```',
      '~~~',
      '\n',
      '\r\n',
      '<!--',
      '-->',
      '[quote]',
      personIn(3),
      'word',
      '> ',
      '    ',
      '😀',
    );

    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = quoted(pieces.join(''));

        expect(text.split('\n').every((line) => line.startsWith('>'))).toBe(true);
        expect([...commandLinesIn(text, ['desk']), ...namedIn(text)]).toEqual([]);
        expect(text).not.toMatch(/<!--|(?<![\p{L}\p{N}])@[a-z]/u);
      }),
    );
  });
});
