import { AsyncLocalStorage } from 'node:async_hooks';
import type { Prisma, PrismaClient } from '../../../generated/prisma/client.js';
import { toStoreError } from './store-error.js';

/**
 * What may be asked inside a transaction. Functions that work in one take a `Transaction` and nothing else, so that no query
 * can leave it: on PGlite, which has one connection, a query beside an open transaction would wait for its end.
 */
export interface Transaction {
  rows<Row>(sql: Prisma.Sql): Promise<Row[]>;
  /** Returns how many rows were touched. */
  run(sql: Prisma.Sql): Promise<number>;
}

/** One database, embedded or on a server. Its own `rows` and `run` are single statements, committed when they resolve. */
export interface Database extends Transaction {
  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface OpenDatabase {
  readonly client: PrismaClient;
  /** Closes what the client does not close itself. */
  close(): Promise<void>;
}

/** Design section 6: at most five seconds. */
const TRANSACTION_MILLISECONDS = 5_000;
/** PGlite runs transactions one after another: a burst waits its turn instead of failing. */
const WAIT_MILLISECONDS = 30_000;

type RawClient = Pick<Prisma.TransactionClient, '$queryRaw' | '$executeRaw'>;

export function createDatabase(open: OpenDatabase): Database {
  const inside = new AsyncLocalStorage<{ open: boolean }>();
  const outside = <T>(ask: () => Promise<T>): Promise<T> => (inside.getStore()?.open === true ? Promise.reject(new Error(BESIDE)) : ask());
  const limits = { timeout: TRANSACTION_MILLISECONDS, maxWait: WAIT_MILLISECONDS };

  return {
    ...guarded(asking(open.client), outside),
    transaction: (work) =>
      outside(() => {
        const state = { open: true };
        return inTransaction(open.client, limits, (transaction) => inside.run(state, () => work(transaction))).finally(() => {
          state.open = false;
        });
      }),
    close: async () => {
      await open.client.$disconnect();
      await open.close();
    },
  };
}

const BESIDE = 'a query beside an open transaction: inside a transaction only the given transaction may be used';

function guarded(transaction: Transaction, outside: <T>(ask: () => Promise<T>) => Promise<T>): Transaction {
  return {
    rows: (query) => outside(() => transaction.rows(query)),
    run: (query) => outside(() => transaction.run(query)),
  };
}

/** What the work throws is passed on as it is; only the database's own errors are translated. */
export async function inTransaction<T>(
  client: PrismaClient,
  limits: { readonly timeout: number; readonly maxWait: number },
  work: (transaction: Transaction, raw: Prisma.TransactionClient) => Promise<T>,
): Promise<T> {
  let thrown: { readonly error: unknown } | null = null;
  try {
    return await client.$transaction(
      (raw) =>
        work(asking(raw), raw).catch((error: unknown) => {
          thrown = { error };
          throw error;
        }),
      limits,
    );
  } catch (error) {
    const passed = thrown as { readonly error: unknown } | null;
    throw passed === null ? toStoreError(error) : passed.error;
  }
}

function asking(client: RawClient): Transaction {
  return {
    async rows<Row>(query: Prisma.Sql): Promise<Row[]> {
      try {
        return await client.$queryRaw<Row[]>(query);
      } catch (error) {
        throw toStoreError(error);
      }
    },
    async run(query) {
      try {
        return await client.$executeRaw(query);
      } catch (error) {
        throw toStoreError(error);
      }
    },
  };
}
