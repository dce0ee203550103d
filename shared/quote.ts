import { normaliseLine } from './commands/lines.js';
import { withoutPlaceholders } from './placeholders.js';
import { hashText } from './text.js';

const LONGEST_TITLE = 120;
/** Seen by nobody, and ends what the forum would take for a mention, an element or a block of its own. */
const JOINER = '\u2060';
const FENCE = /^ {0,3}(`{3,}|~{3,})/;

export interface Quoting {
  /** Hashes of its lines to the desk, which are left out. */
  readonly lines?: readonly string[];
  /** More than so many characters are cut off, visibly. */
  readonly longest?: number;
}

/**
 * What somebody wrote, as a quote in a post of ours: nobody is notified by it, nothing in it is carried out or taken for our own
 * marker, and it ends where it ends.
 */
export function quoted(text: string, { lines = [], longest = Infinity }: Quoting = {}): string {
  const plain = withoutLines(text, lines)
    .replace(/<!--[\s\S]*?(?:-->|$)/g, '')
    .trim();
  return withFencesClosed(harmless(cut(plain, longest)))
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
}

/** In one line, for titles. */
export function inTitle(text: string): string {
  return harmless(cut(text.replace(/\s+/g, ' ').trim(), LONGEST_TITLE));
}

/** A text without its lines to the desk, which are known by their hashes. */
export function withoutLines(text: string, hashes: readonly string[]): string {
  return text
    .split(/\r\n|\r|\n/)
    .filter((line) => hashes.length === 0 || !hashes.includes(hashText(normaliseLine(line))))
    .join('\n');
}

function harmless(text: string): string {
  return (
    withoutPlaceholders(text)
      // In an address of mail it calls nobody; after a sign of emphasis it does.
      .replace(/(?<![\p{L}\p{N}])@(?=[\p{L}\p{N}_])/gu, `@${JOINER}`)
      .replace(/<(?=[a-z/!?])/gi, `<${JOINER}`)
      .replace(/\[(?=\/?[a-z][a-z0-9_-]*[\]= ])/gi, `[${JOINER}`)
  );
}

function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  // No half of a character that is written in two units.
  const start = text.slice(0, longest).replace(/[\ud800-\udbff]$/, '');
  return `${start.trimEnd()} […]`;
}

function withFencesClosed(text: string): string {
  let open: string | null = null;
  for (const line of text.split('\n')) {
    const fence = FENCE.exec(line)?.[1];
    if (fence === undefined) continue;
    if (open === null) open = fence;
    else if (fence.startsWith(open) && line.trim() === fence) open = null;
  }
  return open === null ? text : `${text}\n${open}`;
}
