import type { PGlite } from '@electric-sql/pglite';
import type { Database } from '../../service/adapters/prisma/database.js';
import { openEmbedded, type Prepared } from '../../service/adapters/prisma/open.js';
import { openOnServer } from './server-database.js';

/** What `scripts/jest-environment.mjs` keeps for all test files of a worker. */
interface PreparedDatabase {
  take(): Promise<Omit<Prepared, 'loadDataDir'> & { readonly loadDataDir: Blob | null }>;
  keep(cluster: Uint8Array): void;
}

/**
 * A database that is gone when it is closed: in memory as the product opens it, with the cluster and the migrations of an earlier
 * opening; where TEST_DATABASE_URL names a server, one of its own there.
 */
export async function openThrowaway(): Promise<Database> {
  const url = process.env['TEST_DATABASE_URL'] ?? '';
  return url === '' ? openInMemory() : openOnServer(url);
}

export async function openInMemory(): Promise<Database> {
  const { preparedDatabase } = globalThis as { readonly preparedDatabase?: PreparedDatabase };
  if (!preparedDatabase) return openEmbedded({ folder: 'memory' });
  const { loadDataDir, ...compiled } = await preparedDatabase.take();
  // PGlite asks for a module of this world.
  Object.setPrototypeOf(compiled.pgliteWasmModule ?? {}, WebAssembly.Module.prototype);
  if (loadDataDir !== null) return openEmbedded({ folder: 'memory', prepared: { ...compiled, loadDataDir } });
  const keep = async (pglite: PGlite): Promise<void> => {
    preparedDatabase.keep(new Uint8Array(await (await pglite.dumpDataDir('none')).arrayBuffer()));
  };
  return openEmbedded({ folder: 'memory', prepared: compiled, onCreated: keep });
}
