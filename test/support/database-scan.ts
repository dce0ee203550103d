import type { Database } from '../../service/adapters/prisma/database.js';
import { Prisma } from '../../generated/prisma/client.js';
import { sql } from '../../service/adapters/prisma/rows.js';

export interface ScannedRow {
  readonly table: string;
  readonly row: string;
}

/** Every row of every table, as text: what a person with the database file in hand could search. */
export async function scanDatabase(database: Database): Promise<ScannedRow[]> {
  const tables = await database.rows<{ name: string }>(sql`
    select table_name::text as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`);
  const found: ScannedRow[] = [];
  for (const { name } of tables) {
    const rows = await database.rows<{ row: string }>(Prisma.sql`select row_to_json(t)::text as row from ${Prisma.raw(`"${name}"`)} t`);
    found.push(...rows.map(({ row }) => ({ table: name, row })));
  }
  return found;
}

export function rowsWith(rows: readonly ScannedRow[], pattern: RegExp): ScannedRow[] {
  return rows.filter(({ row }) => pattern.test(row));
}

export const MAIL_ADDRESS = /[\w.+-]+@[\w-]+\.[a-z]{2,}/i;
