import { codeSpansIn, hiddenLines } from './hidden-lines.js';

const SMART_SINGLE = /[\u2018\u2019\u201a\u201b\u2039\u203a]/g;
const SMART_DOUBLE = /[\u201c\u201d\u201e\u201f\u00ab\u00bb]/g;
const INVISIBLE = /[\u200b\u200e\u200f\u2060\ufeff\u00ad]/g;
const ENDING = new Set(['.', ',', ';', ':', '!', '\u2026', ' ']);

/**
 * A line as it is compared and kept: the same line typed on a phone, in a mail or in the browser is one command (UI-31).
 * A final `?`, `"` or `)` may belong to a text or a quoted scope and stays; words themselves are read without it.
 */
export function normaliseLine(line: string): string {
  const plain = line
    // What stands on both sides of an invisible sign may be one letter without it.
    .replace(INVISIBLE, '')
    .normalize('NFC')
    .replace(SMART_SINGLE, "'")
    .replace(SMART_DOUBLE, '"')
    .replace(/\s+/g, ' ')
    .trim();
  let end = plain.length;
  while (end > 0 && ENDING.has(plain.charAt(end - 1))) end -= 1;
  return plain.slice(0, end);
}

/**
 * What follows a mention of one of `names` at the start of the line; null when the line starts with none. `@desk-team` is
 * no mention of `desk`.
 */
export function afterMention(line: string, names: readonly string[]): string | null {
  const start = line.trimStart();
  if (!start.startsWith('@')) return null;
  // Names of the forum are unique without regard to case; none is longer than 60.
  const name = /^[^\s:,]{1,80}/.exec(start.slice(1))?.[0];
  if (name === undefined || !names.some((one) => sameName(one, name))) return null;
  return start
    .slice(1 + name.length)
    .replace(/^[:,]/, '')
    .trim();
}

function sameName(one: string, other: string): boolean {
  return one.replace(/^@/, '').normalize('NFC').toLowerCase() === other.normalize('NFC').toLowerCase();
}

/**
 * UI-31: the lines of a post that begin with a mention of the bot, normalised, in their order. What the forum shows as quote
 * or code, and what a mail program quotes, is somebody else's or no command.
 */
export function commandLinesIn(raw: string, names: readonly string[]): string[] {
  const lines = raw.split(/\r\n|\r|\n/);
  const candidates = lines.map((line, index) => ({ line, index })).filter(({ line }) => isCommand(line, names));
  if (candidates.length === 0) return [];
  const hidden = hiddenLines(lines);
  const inCode = codeSpansIn(lines, hidden);
  return candidates.filter(({ index }) => !hidden[index] && !inCode[index]).map(({ line }) => normaliseLine(line));
}

function isCommand(line: string, names: readonly string[]): boolean {
  return !isIndented(line) && afterMention(normaliseStart(line), names) !== null;
}

/** Only as much as a mention can be long: a post may be one line of 150,000 characters. */
function normaliseStart(line: string): string {
  return line.trimStart().slice(0, 200).normalize('NFC').replace(INVISIBLE, '');
}

/** Four columns are a code block. */
function isIndented(line: string): boolean {
  return /^(?: {4}| {0,3}\t)/.test(line);
}

/** Whether a text says something besides quotes and lines that begin with a mention. */
export function saysMoreThanLines(text: string): boolean {
  const lines = text.split(/\r\n|\r|\n/);
  const hidden = hiddenLines(lines);
  return lines.some((line, index) => !hidden[index] && /[\p{L}\p{N}]/u.test(line) && !line.trimStart().startsWith('@'));
}
