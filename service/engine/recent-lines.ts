import { parseCommand } from '../../shared/commands/parse.js';
import { addSeconds } from '../../shared/instant.js';
import type { Locale } from '../../shared/words.js';
import type { LineElsewhere } from '../ports/store.js';
import type { CommandLine } from './command-log.js';

/** OP-15: more lines of one person within a minute are refused. */
export const MOST_A_MINUTE = 50;
const WEEK_SECONDS = 7 * 86_400;

/** How often the author of a line spoke to the desk before it. */
export interface RecentLines {
  /** In this minute, anywhere in the forum. */
  readonly inLastMinute: number;
  /** Other questions that she passed on within seven days (ES-04). */
  readonly passedOnElsewhere: number;
}

interface Spoken {
  readonly here: ReadonlyArray<{ readonly line: CommandLine }>;
  readonly elsewhere: readonly LineElsewhere[];
  readonly locale: Locale;
}

export function recentLines(line: CommandLine, { here, elsewhere, locale }: Spoken): RecentLines {
  const since = addSeconds(line.at, -60);
  const weekAgo = addSeconds(line.at, -WEEK_SECONDS);
  const own = here.filter((one) => one.line.author === line.author && one.line.at > since && one.line.at <= line.at);
  const others = elsewhere.filter(
    (one) => one.author === line.author && (one.at < line.at || (one.at === line.at && (one.post ?? 0) < (line.post ?? 0))),
  );
  const passedOn = others.filter(({ at, hasRoom, text }) => at > weekAgo && hasRoom && isEscalation(text, locale));
  return {
    inLastMinute: own.length + others.filter(({ at }) => at > since).length,
    passedOnElsewhere: new Set(passedOn.map(({ topic }) => topic)).size,
  };
}

function isEscalation(text: string | null, locale: Locale): boolean {
  const name = text?.split(/[\s:,]/, 1)[0]?.slice(1) ?? '';
  const parsed = text === null ? null : parseCommand(text, { names: [name], locale, translations: {}, today: '2000-01-01' });
  return parsed?.ok === true && parsed.word === 'escalate';
}
