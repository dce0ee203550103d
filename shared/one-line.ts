import { withoutPlaceholders } from './placeholders.js';
import { escapeWord } from './words.js';

const LONGEST = 500;
/** Joins without being seen: the forum looks for mentions, hashtags, links and emoji after it has decoded what was escaped. */
const JOINER = '\u2060';

/** What somebody wrote, as a label may show it: plain text in one line that names nobody, links nowhere and means no markup. */
export function inOneLine(text: string): string {
  const plain = withoutPlaceholders(text)
    .replace(/\s+/g, ' ')
    .replace(/\p{Cc}/gu, '')
    .trim();
  const shown = plain.length > LONGEST ? `${plain.slice(0, LONGEST - 1).trimEnd()}…` : plain;
  return escapeWord(shown.replace(/[@#:]|www(?=\.)/giu, (sign) => `${sign}${JOINER}`));
}
