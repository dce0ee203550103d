import { normaliseLine } from '../../../shared/commands/lines.js';
import { withoutPlaceholders } from '../../../shared/placeholders.js';
import { hashText } from '../../../shared/text.js';

/** Between `@` and a name: it is read as before and calls nobody. */
const WORD_JOINER = '\u2060';

/**
 * What somebody wrote, as it may stand in a post of ours: in a quote that it cannot end, without lines to the desk, without
 * comments (one could look like our marker), and calling nobody.
 */
export function quoteOf(raw: string, toDesk: readonly string[]): string {
  const plain = withoutPlaceholders(raw).replace(/<!--[\s\S]*?(?:-->|$)/g, '');
  const lines = plain.split(/\r\n|\r|\n/).filter((line) => !isToDesk(line, toDesk));
  const said = lines.join('\n').trim();
  return said
    .replace(/(?<![\p{L}\p{N}_])@(?=[\p{L}\p{N}_])/gu, `@${WORD_JOINER}`)
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
}

function isToDesk(line: string, toDesk: readonly string[]): boolean {
  return line.trimStart().startsWith('@') && toDesk.includes(hashText(normaliseLine(line)));
}
