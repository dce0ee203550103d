import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { migrate, readMigrations, type Migration } from '../../service/adapters/prisma/migrate.js';
import { pgliteTarget } from '../../service/adapters/prisma/open.js';
import { differences, UNSAYABLE_INDEXES } from '../../scripts/migration-check.js';

let pglite: PGlite;

beforeAll(async () => {
  pglite = await PGlite.create();
});
afterAll(() => pglite.close());
beforeEach(async () => {
  await pglite.exec('drop schema public cascade; create schema public');
});

const extra = (name: string, script: string): Migration => ({ name, script, checksum: `checksum of ${name}` });

async function tables(): Promise<readonly string[]> {
  const { rows } = await pglite.query<{ table_name: string }>(
    `select table_name from information_schema.tables where table_schema = 'public' order by 1`,
  );
  return rows.map((row) => row.table_name);
}

describe('migrations', () => {
  it('applies what is missing, in order and once', async () => {
    const first = await readMigrations();
    const all = [...first, extra('9998_more', 'create table more (id int)'), extra('9999_most', 'alter table more add column name text')];

    expect(await migrate(pgliteTarget(pglite), first)).toEqual(first.map(({ name }) => name));
    expect(await migrate(pgliteTarget(pglite), all)).toEqual(['9998_more', '9999_most']);
    expect(await migrate(pgliteTarget(pglite), all)).toEqual([]);
    expect(await tables()).toContain('more');
  });

  it('applies a folder as a whole or not at all', async () => {
    const all = [...(await readMigrations()), extra('9998_bad', 'create table half (id int); select 1/0')];

    await expect(migrate(pgliteTarget(pglite), all)).rejects.toThrow('division by zero');

    expect(await tables()).not.toContain('half');
  });

  it('refuses a database that holds something else', async () => {
    await pglite.exec('create table customers (id int); create table meta (key text)');

    await expect(migrate(pgliteTarget(pglite), await readMigrations())).rejects.toThrow(
      'This database already holds tables of something else (such as "customers"): give Hybrid Desk an empty database of its own.',
    );
    expect(await tables()).toEqual(['customers', 'meta']);
  });

  it('refuses a database with tables of our names but without our mark', async () => {
    await migrate(pgliteTarget(pglite), await readMigrations());
    await pglite.exec('delete from meta');

    await expect(migrate(pgliteTarget(pglite), await readMigrations())).rejects.toThrow('tables of something else');
  });

  it('refuses a database that is newer than the program', async () => {
    const first = await readMigrations();
    await migrate(pgliteTarget(pglite), [...first, extra('9999_later', 'create table later (id int)')]);

    await expect(migrate(pgliteTarget(pglite), first)).rejects.toThrow(
      /made by a newer Hybrid Desk \(it has 9999_later, .*\): start the newer version\.$/,
    );
  });

  it('refuses a database whose migration was another one', async () => {
    const first = await readMigrations();
    await migrate(pgliteTarget(pglite), first);

    const changed = first.map((migration) => ({ ...migration, checksum: 'another' }));
    await expect(migrate(pgliteTarget(pglite), changed)).rejects.toThrow('is not the one of this program');
  });
});

describe('the check of schema and migrations', () => {
  const readSchema = (): Promise<string> => readFile(new URL('../../prisma/schema.prisma', import.meta.url), 'utf8');

  it('finds that they agree, and every index that only the migrations can say', async () => {
    const migrations = await readMigrations();
    await migrate(pgliteTarget(pglite), migrations);
    const { rows } = await pglite.query<{ indexname: string }>(`
      select indexname from pg_indexes where schemaname = 'public' and (indexdef like '% WHERE %' or indexdef like '%((%') order by 1`);

    expect(await differences(migrations, await readSchema())).toEqual([]);
    expect(rows.map(({ indexname }) => indexname)).toEqual(UNSAYABLE_INDEXES);
  });

  it('tells what is missing in the migrations and what is missing in the schema', async () => {
    const schema = (await readSchema()).replace('model Meta {', 'model Meta {\n  more String?');
    const migrations = [...(await readMigrations()), extra('9999_more', 'create table more (id int primary key)')];

    const found = await differences(migrations, schema);

    expect(found).toEqual(expect.arrayContaining([expect.stringMatching(/ALTER TABLE "meta" ADD COLUMN\s+"more"/), 'DROP TABLE "more"']));
    expect(found).toHaveLength(2);
  });
});
