import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { PrismaClient } from '../../../generated/prisma/client.js';
import { createDatabase, inTransaction, type Database } from './database.js';
import { openDataFolder } from './data-folder.js';
import { migrate, readMigrations, type MigrationTarget } from './migrate.js';
import { toStoreError } from './store-error.js';

const IN_MEMORY = 'memory';

/** What was compiled and created before, for who opens many. */
export type Prepared = Pick<PGliteOptions, 'pgliteWasmModule' | 'fsBundle' | 'loadDataDir'>;

export interface EmbeddedOptions {
  readonly folder: string;
  readonly prepared?: Prepared;
  /** Shown the new database in memory, with all migrations and no row. */
  readonly onCreated?: (pglite: PGlite) => Promise<void>;
}

/** Design section 6, the default: PostgreSQL in this process, in a folder that only this process may hold, or (`memory`) in none. */
export async function openEmbedded(options: EmbeddedOptions): Promise<Database> {
  if (options.folder === IN_MEMORY) return openPGlite(await PGlite.create({ ...options.prepared }), options.onCreated);
  const folder = await openDataFolder(options.folder);
  try {
    const database = await openPGlite(await PGlite.create({ dataDir: folder.database }));
    await folder.markReady();
    return { ...database, close: () => database.close().finally(() => folder.release()) };
  } catch (error) {
    await folder.release();
    throw error;
  }
}

async function openPGlite(pglite: PGlite, onCreated?: EmbeddedOptions['onCreated']): Promise<Database> {
  try {
    // The adapter writes and reads times without their zone.
    await pglite.exec(`set time zone 'UTC'`);
    await migrate(pgliteTarget(pglite), await readMigrations());
    // PGlite has no background process that does this: once per start, for rows that were replaced and for the planner.
    await pglite.exec('vacuum (analyze)');
    await onCreated?.(pglite);
  } catch (error) {
    await pglite.close();
    throw error;
  }
  return createDatabase({ client: new PrismaClient({ adapter: new PrismaPGlite(pglite) }), close: () => pglite.close() });
}

/** Scripts of many statements need PGlite's own `exec`. */
export function pgliteTarget(pglite: PGlite): MigrationTarget {
  return {
    transaction: (work) =>
      pglite.transaction((transaction) =>
        work({
          rows: async <Row>(query: { readonly text: string; readonly values: unknown[] }) =>
            (await transaction.query<Row>(query.text, query.values)).rows,
          run: async (query) => (await transaction.query(query.text, query.values)).affectedRows ?? 0,
          script: async (text) => {
            await transaction.exec(text);
          },
        }),
      ),
  };
}

/** PostgreSQL on a server, for several processes. */
export async function openServer({ url }: { readonly url: string }): Promise<Database> {
  // Times travel without their zone here too, so every connection speaks UTC.
  const adapter = new PrismaPg({ connectionString: url, options: '-c TimeZone=UTC', connectionTimeoutMillis: 5_000 });
  const client = new PrismaClient({ adapter });
  try {
    await migrate(serverTarget(client), await readMigrations());
  } catch (error) {
    await client.$disconnect();
    throw error;
  }
  return createDatabase({ client, close: () => Promise.resolve() });
}

const MIGRATION_MILLISECONDS = 600_000;

function serverTarget(client: PrismaClient): MigrationTarget {
  return {
    transaction: (work) =>
      inTransaction(client, { timeout: MIGRATION_MILLISECONDS, maxWait: MIGRATION_MILLISECONDS }, (transaction, raw) =>
        work({
          ...transaction,
          // The script is a file of ours and takes no values.
          script: async (text) => {
            await raw.$executeRawUnsafe(text).catch((error: unknown) => Promise.reject(toStoreError(error)));
          },
        }),
      ),
  };
}
