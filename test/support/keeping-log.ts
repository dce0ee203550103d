import type { Log, LogFields } from '../../service/ports/log.js';

/** Words that stand only in private messages of the stories: in no test may one of them come into a log (PR-12). */
const CANARY = /\bCanary[a-z]+|\bSECRET-[A-Z]+-\d/;

/** A log that keeps its lines as they would be written. */
export function keepingLog(): { readonly log: Log; readonly lines: string[] } {
  const lines: string[] = [];
  const keep = (level: string) => (fields: LogFields, text: string) => {
    const line = JSON.stringify({ level, ...fields, text });
    if (CANARY.test(line)) throw new Error('a word of a private message came into the log');
    lines.push(line);
  };
  return { log: { info: keep('info'), warn: keep('warn'), error: keep('error') }, lines };
}
