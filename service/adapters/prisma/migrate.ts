import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Transaction } from './database.js';
import { sql } from './rows.js';

export interface Migration {
  readonly name: string;
  readonly script: string;
  readonly checksum: string;
}

/** A transaction that also takes a script of many statements. */
export interface ScriptTransaction extends Transaction {
  script(text: string): Promise<void>;
}

/** What the runner needs of a technology. */
export interface MigrationTarget {
  transaction<T>(work: (transaction: ScriptTransaction) => Promise<T>): Promise<T>;
}

/** The database cannot be used; the message says why and what to do, in one sentence. */
export class DatabaseRefused extends Error {
  override readonly name = 'DatabaseRefused';
}

const PRODUCT = 'hybrid-desk';
const FOLDER = fileURLToPath(new URL('../../../prisma/migrations/', import.meta.url));
const OURS = ['meta', 'migration', 'fact'];
/** One migration at a time, also when several processes start at once. The number is ours and means nothing. */
const LOCK = 7_243_901;

/** The folders of `prisma/migrations` in order. */
export async function readMigrations(folder: string = FOLDER): Promise<readonly Migration[]> {
  const names = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const script = (await readFile(`${folder}/${name}/migration.sql`, 'utf8')).replaceAll('\r\n', '\n');
      return { name, script, checksum: createHash('sha256').update(script, 'utf8').digest('hex') };
    }),
  );
}

/** Applies what is missing, each folder in a transaction of its own; refuses what is not ours. Returns the names applied. */
export async function migrate(target: MigrationTarget, migrations: readonly Migration[]): Promise<readonly string[]> {
  const applied: string[] = [];
  for (const migration of migrations) {
    if (await target.transaction((transaction) => applyMissing(transaction, migration, migrations))) applied.push(migration.name);
  }
  return applied;
}

async function applyMissing(transaction: ScriptTransaction, migration: Migration, all: readonly Migration[]): Promise<boolean> {
  await transaction.rows(sql`select pg_advisory_xact_lock(${LOCK}::bigint)::text`);
  const known = await appliedMigrations(transaction);
  checkHistory(known, all);
  if (known.has(migration.name)) return false;
  await transaction.script(migration.script);
  await transaction.run(sql`insert into meta (name, value) values ('product', ${PRODUCT}) on conflict do nothing`);
  await transaction.run(sql`
    insert into migration (name, checksum, applied_at) values (${migration.name}, ${migration.checksum}, now())`);
  return true;
}

/** Names and checksums of what was applied; empty for an empty database. */
async function appliedMigrations(transaction: Transaction): Promise<ReadonlyMap<string, string>> {
  const tables = await transaction.rows<{ name: string }>(sql`
    select table_name::text as name from information_schema.tables
    where table_schema = current_schema() and table_type = 'BASE TABLE' order by 1`);
  const names = tables.map(({ name }) => name);
  const [first] = names;
  if (first === undefined) return new Map();
  const marked = OURS.every((name) => names.includes(name)) && (await isMarked(transaction));
  if (!marked) {
    throw new DatabaseRefused(
      `This database already holds tables of something else (such as "${first}"): give Hybrid Desk an empty database of its own.`,
    );
  }
  const rows = await transaction.rows<{ name: string; checksum: string }>(sql`select name, checksum from migration order by name`);
  return new Map(rows.map(({ name, checksum }) => [name, checksum]));
}

async function isMarked(transaction: Transaction): Promise<boolean> {
  const columns = await transaction.rows(sql`
    select 1 as found from information_schema.columns
    where table_schema = current_schema() and table_name = 'meta' and column_name in ('name', 'value')`);
  if (columns.length !== 2) return false;
  return (await transaction.rows(sql`select 1 as found from meta where name = 'product' and value = ${PRODUCT}`)).length > 0;
}

function checkHistory(applied: ReadonlyMap<string, string>, all: readonly Migration[]): void {
  const checksums = new Map(all.map(({ name, checksum }) => [name, checksum]));
  for (const [name, checksum] of applied) {
    const expected = checksums.get(name);
    if (expected === undefined) {
      throw new DatabaseRefused(
        `This database was made by a newer Hybrid Desk (it has ${name}, this program knows up to ${all.at(-1)?.name ?? 'nothing'}): start the newer version.`,
      );
    }
    if (expected !== checksum) {
      throw new DatabaseRefused(
        `The migration ${name} of this database is not the one of this program: start the version that made the database, or restore a backup that fits.`,
      );
    }
  }
}
