import type { Locale } from '../words.js';
import { commandForms, leadingForm, nearestForms } from './forms.js';
import { COMMAND_WORDS, exampleLine } from './grammar.js';
import { afterMention, normaliseLine } from './lines.js';
import { READERS } from './readers.js';
import type { Problem } from './reading.js';
import type { ArgumentsOf, CommandArgs, CommandWord } from './vocabulary.js';

/** A line as the desk understands it, or what is wrong with it and how it would be right. */
export type ParsedCommand =
  | {
      readonly [Word in CommandWord]: { readonly ok: true; readonly word: Word; readonly args: ArgumentsOf[Word] & CommandArgs };
    }[CommandWord]
  | RefusedLine;

export interface RefusedLine {
  readonly ok: false;
  readonly problem: Problem;
  /** The word, where it was recognised. */
  readonly word: CommandWord | null;
  /** The two nearest forms of a word, or of a choice, as they may be written. */
  readonly nearest: readonly string[];
  /** A complete line that works. */
  readonly example: string;
}

export interface ParseContext {
  /** The bot's names without `@`; the first one stands in examples. */
  readonly names: readonly string[];
  readonly locale: Locale;
  /** The community's own words, each with the word that it stands for. */
  readonly translations: Readonly<Record<string, CommandWord>>;
  /** ISO date of the post: dates without year, weekdays and durations count from it. */
  readonly today: string;
}

/** What a line to the desk says (UI-31, UI-32). Total: any text has an answer, and what is not certain is asked back. */
export function parseCommand(line: string, context: ParseContext): ParsedCommand {
  const { names, locale, translations, today } = context;
  const plain = normaliseLine(line);
  const text = (afterMention(plain, names) ?? plain).replace(/^(?:please|bitte),? +/i, '');
  const forms = commandForms(locale, translations);
  const found = leadingForm(text, forms);
  const name = names[0] ?? 'desk';
  if (!found) {
    const nearest = nearestForms(text, forms);
    const likely = nearest[0]?.id ?? COMMAND_WORDS[0] ?? 'help';
    return { ok: false, problem: 'unknown_word', word: null, nearest: shown(nearest), example: exampleLine(likely, locale, name) };
  }
  const { id: word, rest } = found;
  const read = READERS[word](rest, { locale, today });
  if (!read.ok) {
    const near = read.nearest ?? shown(nearestForms(text, forms));
    return { ok: false, problem: read.problem, word, nearest: near, example: exampleLine(word, locale, name) };
  }
  // READERS gives each word its own arguments; a union over words cannot say so.
  return { ok: true, word, args: read.args } as ParsedCommand;
}

function shown(forms: ReadonlyArray<{ readonly text: string }>): readonly string[] {
  return forms.map(({ text }) => text);
}
