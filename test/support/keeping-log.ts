import type { Log, LogFields } from '../../service/ports/log.js';

/** A log that keeps its lines as they would be written. */
export function keepingLog(): { readonly log: Log; readonly lines: string[] } {
  const lines: string[] = [];
  const keep = (level: string) => (fields: LogFields, text: string) => {
    lines.push(JSON.stringify({ level, ...fields, text }));
  };
  return { log: { info: keep('info'), warn: keep('warn'), error: keep('error') }, lines };
}
