import { COMMAND_WORDS, GRAMMAR, MOST_COMMANDS } from '../../shared/commands/grammar.js';
import { explanations } from '../../shared/commands/messages.js';
import { wordsFor, type Locale } from '../../shared/words.js';
import { code, GENERATED, table } from './markdown.js';

const LANGUAGES: Readonly<Record<Locale, string>> = { en: 'English', de: 'German' };

/** What people can write to the desk, from the grammar that also reads it and gives help. */
export function deskLinesPage(): string {
  return [
    GENERATED,
    '# Lines to the desk',
    `A line that begins with the name of the bot (or an alias from the settings) tells the desk what to do: \`@desk_bot help\`. One per line, at most ${MOST_COMMANDS} a post; not in quotes, code or quoted mail. English always works; a community of another language and its own words work besides. What worked gets a like by the bot; what did not is answered in a private message. A line is taken back by deleting it, or its post, within 60 seconds; one that an edit adds more than ten minutes after posting is refused.`,
    ...(Object.keys(LANGUAGES) as Locale[]).flatMap((locale) => [`## ${LANGUAGES[locale]}`, linesIn(locale)]),
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}

function linesIn(locale: Locale): string {
  const words = wordsFor(locale, {});
  return table(
    ['line', 'what it does', 'who', 'where', 'example'],
    COMMAND_WORDS.map((word) => {
      const { usage, examples, who, places } = GRAMMAR[word];
      return [code(usage[locale]), explanations[locale][word](words), who.join(', '), places.join(', '), code(examples[locale][0] ?? '')];
    }),
  );
}
