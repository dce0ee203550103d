import type { Locale } from '../words.js';
import { ANSWERS } from './entries-answers.js';
import { ASKING } from './entries-asking.js';
import { SORTING } from './entries-desk.js';
import { EXPERTS } from './entries-experts.js';
import { WAITING } from './entries-waiting.js';
import type { CommandWord, WordEntry } from './vocabulary.js';

/** Every word of the desk, in the order in which help and docs show them. */
export const GRAMMAR: Readonly<Record<CommandWord, WordEntry>> = { ...ASKING, ...SORTING, ...WAITING, ...EXPERTS, ...ANSWERS };

export const COMMAND_WORDS = Object.keys(GRAMMAR) as readonly CommandWord[];

/** A post carries so many commands; the rest is refused in private (UI-31). */
export const MOST_COMMANDS = 5;

export function splitAtMost<Line>(lines: readonly Line[]): { readonly taken: readonly Line[]; readonly refused: readonly Line[] } {
  return { taken: lines.slice(0, MOST_COMMANDS), refused: lines.slice(MOST_COMMANDS) };
}

/** A complete line that works, as it is shown to a person who wrote one that does not. */
export function exampleLine(word: CommandWord, locale: Locale, name: string): string {
  const { examples, usage } = GRAMMAR[word];
  return `@${name} ${examples[locale][0] ?? usage[locale]}`;
}
