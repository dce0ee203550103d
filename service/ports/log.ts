/** Structured log: static text plus fields. Never bodies, keys, titles or mail addresses (PR-12). */
export interface Log {
  info(fields: LogFields, text: string): void;
  warn(fields: LogFields, text: string): void;
  error(fields: LogFields, text: string): void;
}

export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;
