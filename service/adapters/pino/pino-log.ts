import { pino } from 'pino';
import type { Log } from '../../ports/log.js';

/** Structured log lines on standard error: text for people and machines, never content of the forum. */
export function createPinoLog(level: 'debug' | 'info' | 'warn' | 'error' | 'silent'): Log {
  const logger = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (name) => ({ level: name }) } },
    pino.destination({ dest: 2, sync: true }),
  );
  return {
    info: (fields, text) => logger.info(fields, text),
    warn: (fields, text) => logger.warn(fields, text),
    error: (fields, text) => logger.error(fields, text),
  };
}
