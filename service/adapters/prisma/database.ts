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
  const outside = <T>(ask: () => Promise<T>): Promise<T> =>
    inside.getStore()?.open === true ? Promise.reject(new Error(BESIDE)) : ask();

  return {
    rows: (sql) => outside(() => asking(open.client).rows(sql)),
    run: (sql) => outside(() => asking(open.client).run(sql)),
    transaction: (work) => outside(() => transact(open.client, (transaction, state) => inside.run(state, () => work(transaction)))),
    close: async () => {
      await open.client.$disconnect();
      await open.close();
    },
  };
}

const BESIDE = 'a query beside an open transaction: inside a transaction only the given transaction may be used';

async function transact<T>(client: PrismaClient, work: (transaction: Transaction, state: { open: boolean }) => Promise<T>): Promise<T> {
  const state = { open: true };
  /** What the work threw is passed on as it is; only the database's own errors are translated. */
  let thrown: { readonly error: unknown } | null = null;
  try {
    return await client.$transaction(
      (transaction) =>
        work(asking(transaction), state).catch((error: unknown) => {
          thrown = { error };
          throw error;
        }),
      { timeout: TRANSACTION_MILLISECONDS, maxWait: WAIT_MILLISECONDS },
    );
  } catch (error) {
    const passed = thrown as { readonly error: unknown } | null;
    throw passed === null ? toStoreError(error) : passed.error;
  } finally {
    state.open = false;
  }
}

function asking(client: RawClient): Transaction {
  return {
    async rows<Row>(sql: Prisma.Sql): Promise<Row[]> {
      try {
        return await client.$queryRaw<Row[]>(sql);
      } catch (error) {
        throw toStoreError(error);
      }
    },
    async run(sql) {
      try {
        return await client.$executeRaw(sql);
      } catch (error) {
        throw toStoreError(error);
      }
    },
  };
}
