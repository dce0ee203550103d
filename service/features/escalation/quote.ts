import { withoutPlaceholders } from '../../../shared/placeholders.js';
import { withoutLines } from './good-answers.js';

const LONGEST = 2_000;
const LONGEST_TITLE = 120;
/** Seen by nobody, and ends what the forum would take for a mention, an element, a comment (our own marker) or a block of its own. */
const BREAK = '\u{200b}';
const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/**
 * What somebody wrote, as a quote in a post of ours: nobody is notified by it, nothing in it is carried out, and it ends where it
 * ends. `lines` are its lines to the desk, which are left out.
 */
export function quoted(text: string, lines: readonly string[] = []): string {
  const plain = withoutLines(text, lines).replace(/\r\n?/g, '\n').trim();
  const shown = withFencesClosed(harmless(cut(plain, LONGEST)));
  return shown
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
}

/** In one line, for titles. */
export function inTitle(text: string): string {
  return harmless(cut(text.replace(/\s+/g, ' ').trim(), LONGEST_TITLE));
}

function harmless(text: string): string {
  return withoutPlaceholders(text)
    .replace(/@/g, `@${BREAK}`)
    .replace(/<(?=[a-z/!?])/gi, `<${BREAK}`)
    .replace(/\[(?=\/?[a-z][a-z0-9_-]*[\]= ])/gi, `[${BREAK}`);
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
