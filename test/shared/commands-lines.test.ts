import { describe, it, expect } from '@jest/globals';
import fc from 'fast-check';
import { commandLinesIn, normaliseLine } from '../../shared/commands/lines.js';

const found = (...lines: readonly string[]) => commandLinesIn(lines.join('\n'), ['desk', 'auskunft']);

describe('lines to the desk', () => {
  it.each([
    ['alone', ['@desk help'], ['@desk help']],
    ['with other text around', ['Hello', '@desk help', 'bye'], ['@desk help']],
    ['several in their order', ['@desk help', 'and', '@desk status'], ['@desk help', '@desk status']],
    ['the same twice', ['@desk help', '@desk help'], ['@desk help', '@desk help']],
    ['in any case', ['@DESK Help'], ['@DESK Help']],
    ['with a colon', ['@desk: help'], ['@desk: help']],
    ['with a comma', ['@desk, help'], ['@desk, help']],
    ['to an alias', ['@Auskunft Hilfe'], ['@Auskunft Hilfe']],
    ['with a mention alone', ['@desk'], ['@desk']],
    ['a little indented', ['  @desk help'], ['@desk help']],
    ['after an ended quote', ['[quote="anna, post:1, topic:2"]', 'text', '[/quote]', '@desk help'], ['@desk help']],
    ['after an ended code block', ['```', 'code', '```', '@desk help'], ['@desk help']],
    ['after a quote in one line', ['[quote]text[/quote]', '@desk help'], ['@desk help']],
    ['after a quotation mark line', ['> quoted', '', '@desk help'], ['@desk help']],
    ['after a comment', ['<!-- one -->', '@desk help'], ['@desk help']],
    ['in a details block', ['[details="More"]', '@desk help', '[/details]'], ['@desk help']],
    ['after a quote that is never ended, which the forum shows as text', ['[quote]', '@desk help'], ['@desk help']],
    ['with code in it', ['@desk note use `x` here'], ['@desk note use `x` here']],
    ['after a single backtick', ['a ` b', '@desk help'], ['@desk help']],
    ['after code of an earlier paragraph', ['a `b', '', '@desk help', '', 'c` d'], ['@desk help']],
    ['after a sentence that begins as a mail does', ['On Monday we met.', '@desk help'], ['@desk help']],
    ['after dashes that are a ruler', ['-----', '@desk help'], ['@desk help']],
    ['from Windows', ['@desk help\r', '@desk status\r'], ['@desk help', '@desk status']],
  ])('UI-31.1 finds a line %s', (_what, lines, expected) => {
    expect(found(...lines)).toEqual(expected);
  });

  it.each([
    ['no mention at the start', ['Dear @desk help']],
    ['a longer name', ['@desk-team help', '@desks help', '@desk.eu help', '@desk_1 help']],
    ['a list', ['- @desk help']],
    ['a name without @', ['desk help']],
    ['a quoted post', ['[quote="anna, post:1, topic:2"]', '@desk help', '[/quote]']],
    ['a quoted post in a quoted post', ['[quote]', '[quote]', 'a', '[/quote]', '@desk help', '[/quote]']],
    ['a quoted post in capitals', ['[QUOTE=anna]', '@desk help', '[/QUOTE]']],
    ['a quoted line', ['> @desk help', '  > @desk help', '>@desk help']],
    ['a code block', ['```', '@desk help', '```']],
    ['a code block with a language', ['```text', '@desk help', '```']],
    ['a code block of tildes', ['~~~', '@desk help', '```', '@desk help', '~~~']],
    ['a code block with a shorter fence inside', ['````', '```', '@desk help', '````']],
    ['a code block that is never ended', ['```', '@desk help']],
    ['a quote inside a code block that ends there', ['```', '[/quote]', '@desk help', '```']],
    ['an indented code block', ['text', '', '    @desk help', '\t@desk help']],
    ['a code block in brackets', ['[code]', '@desk help', '[/code]']],
    ['a code block in HTML', ['<pre>', '@desk help', '</pre>']],
    ['a quote in HTML', ['<blockquote>', '@desk help', '</blockquote>']],
    ['inline code', ['`@desk help`']],
    ['inline code over several lines', ['see `this', '@desk help', 'end` here']],
    ['inline code of two backticks over several lines', ['see ``a ` b', '@desk help', 'c`` d']],
    ['a comment', ['<!--', '@desk help', '-->']],
    ['a comment that is never ended', ['text <!-- hidden', '@desk help']],
  ])('UI-31.3 ignores %s', (_what, lines) => {
    expect(found(...lines)).toEqual([]);
  });

  it.each([
    ['-----Original Message-----'],
    ['----- Forwarded message -----'],
    ['-----Ursprüngliche Nachricht-----'],
    ['On Mon, 23 Nov 2026 at 10:00, Anna Berg <anna@example.org> wrote:'],
    ['On Mon, 23 Nov 2026 at 10:00, Anna Berg\n<anna@example.org>\nwrote:'],
    ['Am Mo., 23. Nov. 2026 um 10:00 Uhr schrieb Anna Berg <anna@example.org>:'],
    ['Am 23.11.2026 um 10:00 schrieb Anna Berg\n<anna@example.org>:'],
    ['**From:** Anna Berg\n**Sent:** Monday, 23 November 2026\n**To:** desk'],
    ['Von: Anna Berg\nGesendet: Montag, 23. November 2026'],
  ])('UI-31.3 ignores what follows "%s", not what came before', (quoted) => {
    expect(found('@desk all good', '', quoted, '', '@desk help', '> @desk status', '@desk explain')).toEqual(['@desk all good']);
  });
});

describe('normaliseLine', () => {
  it.each([
    ['blanks', '  @desk \t all\u00a0good ', '@desk all good'],
    ['smart double quotes', '@desk “a” „b“ «c»', '@desk "a" "b" "c"'],
    ['smart single quotes', '@desk don’t ‘x’', "@desk don't 'x'"],
    ['accents in two signs', '@desk fu\u0308r', '@desk für'],
    ['signs without width', '@desk\u200b he\u00adlp\ufeff', '@desk help'],
    ['what ends a sentence', '@desk help ! ...', '@desk help'],
  ])('UI-31.2 makes %s plain', (_what, line, expected) => {
    expect(normaliseLine(line)).toBe(expected);
  });

  it('UI-31.2 keeps what belongs to an argument', () => {
    expect(normaliseLine('@desk official scope="a, b"')).toBe('@desk official scope="a, b"');
    expect(normaliseLine('@desk note is it (really) done?')).toBe('@desk note is it (really) done?');
  });

  it('UI-31.2 changes nothing the second time', () => {
    const anyLine = fc.string({ unit: fc.constantFrom('a', 'Ä', 'u', '\u0308', ' ', '\u00a0', '.', '!', '“', '"', '\u200b', ':') });

    expect(normaliseLine('a\u200b\u0308')).toBe('ä');
    fc.assert(fc.property(anyLine, (line) => normaliseLine(normaliseLine(line)) === normaliseLine(line)));
  });
});

describe('any post', () => {
  const piece = fc.constantFrom(
    '@desk help',
    '[quote]',
    '[/quote]',
    '[code]',
    '[/code]',
    '```',
    '~~~~',
    '`',
    '``',
    '> ',
    '<!--',
    '-->',
    '<pre>',
    '</pre>',
    '\n',
    '\n',
    ' ',
    'On ',
    ' wrote:',
    '    ',
    'a',
  );

  it('UI-31.3 gives only lines that stand in it, each beginning with the name', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const raw = pieces.join('');
        const lines = commandLinesIn(raw, ['desk']);

        const own = raw.split('\n').map(normaliseLine);
        expect(lines.every((line) => line.startsWith('@desk') && own.includes(line))).toBe(true);
      }),
    );
  });

  it('UI-31.3 finds nothing where everything is quoted', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const quoted = pieces
          .join('')
          .split('\n')
          .map((line) => `> ${line}`);

        expect(commandLinesIn(quoted.join('\n'), ['desk'])).toEqual([]);
      }),
    );
  });

  it.each([
    '[quote]',
    '[quote]\n',
    '[/quote]\n',
    '`',
    '` ',
    '`\n',
    '`` ` ',
    '```\n```\n',
    '<!--',
    '<!-- \n',
    'On \n',
    'On a\n',
    'Am schrieb\n',
    'From:\n',
    '@',
    '@desk ',
    '@desk\n',
    ' ',
    '\t',
    '-',
    '> ',
    '~~~\n',
    '\n',
    '\u0308',
    '“',
  ])('UI-31.3 is quick with 150,000 characters of %j', (start) => {
    const raw = `${start.repeat(Math.ceil(150_000 / start.length))}\n@desk help`;
    const before = process.cpuUsage();

    commandLinesIn(raw, ['desk', 'auskunft']);

    // Of its own work, whatever else the machine does: what grows with the square takes minutes.
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(5);
  });
});
