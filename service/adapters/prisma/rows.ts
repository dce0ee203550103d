import { Prisma } from '../../../generated/prisma/client.js';
import type { Instant } from '../../../shared/instant.js';

export const sql = Prisma.sql;
export type Sql = Prisma.Sql;

/**
 * Many rows as one parameter, for `json_to_recordset`. PostgreSQL stores no NUL and no lone surrogate: both become the
 * replacement character instead of failing the whole insert.
 */
export function rowsParameter(rows: unknown): Sql {
  return sql`${jsonText(rows)}::text::json`;
}

/** One value for a `jsonb` column; undefined and null are SQL null. */
export function jsonParameter(value: unknown): Sql {
  return value === undefined || value === null ? sql`null::jsonb` : sql`${jsonText(value)}::text::jsonb`;
}

export function jsonText(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? storable(part) : part));
}

export function storable(text: string): string {
  return text.replaceAll('\u0000', '\uFFFD').replace(/\p{Surrogate}/gu, '\uFFFD');
}

export function texts(values: Iterable<string>): Sql {
  return sql`(select value from json_array_elements_text(${rowsParameter([...values])}))`;
}

export function numbers(values: Iterable<number>): Sql {
  return sql`(select value::bigint from json_array_elements_text(${rowsParameter([...values])}))`;
}

/** An instant as a parameter; null stays null. */
export function time(at: Instant | null): Sql {
  return sql`${at}::text::timestamptz`;
}

export function instant(date: Date): Instant {
  return date.toISOString();
}

export function instantOrNull(date: Date | null): Instant | null {
  return date === null ? null : date.toISOString();
}

export function numberOrNull(value: bigint | number | null): number | null {
  return value === null ? null : Number(value);
}
