import type { Locale, Words } from '../words.js';
import { COMMAND_WORDS, GRAMMAR } from './grammar.js';
import { explanations } from './messages.js';
import type { CommandWord } from './vocabulary.js';

export interface HelpContext {
  readonly locale: Locale;
  readonly words: Words;
  /** The bot's name as people mention it, without `@`. */
  readonly name: string;
  /** What this person may do in this place: the caller knows role, place and settings. */
  may(word: CommandWord): boolean;
}

/** UI-31: one line for each word that the person may use here, and none for any other. */
export function helpLines({ locale, words, name, may }: HelpContext): readonly string[] {
  return COMMAND_WORDS.filter((word) => may(word)).map(
    (word) => `- \`@${name} ${GRAMMAR[word].usage[locale]}\`: ${explanations[locale][word](words)}`,
  );
}
