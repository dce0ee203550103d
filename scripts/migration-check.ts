/**
 * Says whether prisma/schema.prisma and prisma/migrations agree. Offline: the schema engine as WebAssembly compares the
 * schema with what the migrations make of an empty in-memory PGlite. (`prisma migrate diff` without its downloaded engine
 * prints nothing and exits 0, so it cannot be used for this.)
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as engine from '@prisma/schema-engine-wasm/schema_engine_bg';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { readMigrations, type Migration } from '../service/adapters/prisma/migrate.js';

/** Partial and expression indexes, which the schema cannot say: each is listed here so that none is overlooked. */
export const UNSAYABLE_INDEXES: readonly string[] = [
  'attempt_open_key',
  'delivery_broken_idx',
  'delivery_waiting_idx',
  'dirty_topic_dirty_idx',
  'effect_due_idx',
  'fact_line_given_idx',
  'fact_linked_topic_idx',
  'fact_member_idx',
  'fact_participants_idx',
  'fact_placed_idx',
  'fact_room_idx',
  'fact_topic_author_idx',
  'fact_who_idx',
  'ticket_wake_idx',
];

const SCHEMA = fileURLToPath(new URL('../prisma/schema.prisma', import.meta.url));

/** The statements that would bring the migrated database to the schema; empty when the two agree. */
export async function differences(migrations: readonly Migration[], schema: string): Promise<readonly string[]> {
  await startEngine();
  const pglite = await PGlite.create();
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(new SharedFactory(pglite));
    const schemaEngine = await engine.SchemaEngine.new({ datamodels: [['schema.prisma', schema]] }, () => undefined, adapter);
    const { stdout } = await schemaEngine.diff({
      from: {
        tag: 'migrations',
        baseDir: 'prisma/migrations',
        lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
        shadowDbInitScript: '',
        migrationDirectories: migrations.map(({ name, script }) => ({
          path: name,
          migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: script } },
        })),
      },
      to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: schema }] },
      script: true,
      exitCode: true,
      filters: { externalTables: [], externalEnums: [] },
    });
    return statementsOf(stdout ?? '').filter((statement) => !isAboutUnsayable(statement));
  } finally {
    await pglite.close();
  }
}

/** The engine replays the migrations in a shadow database: here the same empty one. */
class SharedFactory extends PrismaPGlite {
  override connectToShadowDb(): ReturnType<PrismaPGlite['connect']> {
    return this.connect();
  }
}

let started: Promise<void> | null = null;

function startEngine(): Promise<void> {
  started ??= load();
  return started;
}

/** The package's own entry imports the .wasm file as a module, which Node does not do without a flag. */
async function load(): Promise<void> {
  const path = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm/schema_engine_bg')
    .replace(/\.js$/, '.wasm');
  const { instance } = await WebAssembly.instantiate(await readFile(path), {
    './schema_engine_bg.js': engine as unknown as WebAssembly.ModuleImports,
  });
  const start = instance.exports['__wbindgen_start'];
  if (typeof start !== 'function') throw new Error('the schema engine has no start function');
  engine.__wbg_set_wasm(instance.exports);
  Reflect.apply(start, undefined, []);
}

function statementsOf(script: string): readonly string[] {
  return script
    .split('\n')
    .filter((line) => !line.startsWith('--'))
    .join('\n')
    .split(/;\s*(?:\n|$)/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}

function isAboutUnsayable(statement: string): boolean {
  const dropped = /^DROP INDEX "([^"]+)"$/.exec(statement)?.[1];
  return dropped !== undefined && UNSAYABLE_INDEXES.includes(dropped);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const found = await differences(await readMigrations(), await readFile(SCHEMA, 'utf8'));
  console.log(
    found.length === 0 ? 'schema.prisma and the migrations agree' : `they differ; the schema would need:\n\n${found.join(';\n')};`,
  );
  process.exitCode = found.length === 0 ? 0 : 1;
}
