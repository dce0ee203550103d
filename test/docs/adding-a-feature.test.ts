import { afterAll, describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { namedBlocks } from './code-blocks.js';

/**
 * The code of the page, in a folder where everything else is a link to the repository: each named block is a file there. Its own
 * test, the last block, is loaded below and so runs as part of this one.
 */
const ROOT = process.cwd();
const BLOCKS = namedBlocks(readFileSync('docs/adding-a-feature.md', 'utf8'));
const FOLDER = folderWith(BLOCKS);
const EXAMPLE_TEST = 'test/features/greeting/greeting.test.ts';

/** The compiler reads the engine and its libraries anew; a busy machine takes its time. */
const COMPILE_MS = 120_000;

afterAll(() => {
  rmSync(FOLDER, { recursive: true });
});

describe('the example of docs/adding-a-feature.md', () => {
  it('has every file of a feature and a test', () => {
    const files = ['settings', 'view', 'fold', 'messages', 'wants', 'index'].map((name) => `service/features/greeting/${name}.ts`);

    expect([...BLOCKS.keys()]).toEqual([...files, EXAMPLE_TEST]);
  });

  it('compiles under the settings of the repository, which would find a wrong type', () => {
    const wrong = 'service/features/greeting/wrong.ts';
    writeFileSync(join(FOLDER, wrong), "import { greeting } from './index.js';\nexport const text: string = greeting.initial.hasReply;\n");

    const problems = compile([...BLOCKS.keys(), wrong].map((path) => join(FOLDER, path)));

    expect(problems).toEqual([`${wrong}: Type 'boolean' is not assignable to type 'string'.`]);
  }, COMPILE_MS);
});

await import(await bundled(EXAMPLE_TEST));

function folderWith(blocks: ReadonlyMap<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'adding-a-feature-'));
  const own = [...blocks.keys()];
  linkAllBut(own, { from: ROOT, to: folder, place: '' });
  for (const [path, text] of blocks) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** Links what the blocks do not replace; a folder that holds one of them is made anew. */
function linkAllBut(own: readonly string[], { from, to, place }: { from: string; to: string; place: string }): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from).filter((one) => !one.startsWith('.'))) {
    const path = join(place, name);
    const inside = own.filter((one) => one.startsWith(`${path}/`));
    if (own.includes(path)) continue;
    if (inside.length > 0) linkAllBut(inside, { from: join(from, name), to: join(to, name), place: path });
    else symlinkSync(join(from, name), join(to, name));
  }
}

function compile(paths: readonly string[]): string[] {
  const { config } = ts.readConfigFile('tsconfig.json', (path) => readFileSync(path, 'utf8')) as { config: { compilerOptions: object } };
  const { options } = ts.convertCompilerOptionsFromJson({ ...config.compilerOptions, preserveSymlinks: true }, ROOT);
  const program = ts.createProgram({ rootNames: [...paths], options });
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ file, messageText }) => `${file ? relative(FOLDER, file.fileName) : ''}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`);
}

/** One file that holds the example and the engine under it; only the test library is left to Jest. */
async function bundled(path: string): Promise<string> {
  const outfile = join(FOLDER, 'example.test.mjs');
  await build({
    entryPoints: [join(FOLDER, path)],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    preserveSymlinks: true,
    external: ['@jest/globals'],
    logLevel: 'silent',
  });
  return outfile;
}
