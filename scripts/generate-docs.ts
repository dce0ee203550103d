import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CALLS } from '../service/adapters/discourse/calls.js';
import { createProgram } from '../service/cli/main.js';
import { communitySchema } from '../service/config/communities.js';
import { environmentSchema } from '../service/config/environment.js';
import { rules } from '../service/features/list.js';
import { pluginContractSchema } from '../shared/contracts/plugin/schema.js';
import { isBirth, type FactBody } from '../shared/facts.js';
import { callsPage } from './docs/calls.js';
import { capabilitiesPage, type NamedTest } from './docs/capabilities.js';
import { parseClauses } from './docs/clauses.js';
import { commandsPage } from './docs/commands.js';
import { deskLinesPage } from './docs/desk-lines.js';
import { factsPage } from './docs/facts.js';
import { parseReference } from './docs/reference-table.js';
import { settingsPage } from './docs/settings.js';
import { rubyTitles } from './docs/ruby-titles.js';
import { testTitles } from './docs/test-titles.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const PAGES: Readonly<Record<string, () => string>> = {
  'docs/capabilities.md': capabilities,
  'docs/reference/facts.md': () => factsPage(read('shared/facts.ts'), (type) => isBirth({ type } as FactBody)),
  'docs/reference/settings.md': () =>
    settingsPage({ community: communitySchema(rules.features), features: rules.features, environment: environmentSchema }),
  'docs/reference/lines-to-the-desk.md': deskLinesPage,
  'docs/reference/commands.md': () => commandsPage(createProgram(() => undefined)),
  'docs/reference/calls.md': () => callsPage(Object.values(CALLS)),
  'shared/contracts/plugin.schema.json': pluginContractSchema,
};

process.exitCode = run(process.argv.slice(2));

/** Writes the pages, or with `--check` names those that are stale. */
function run(words: readonly string[]): number {
  if (words.some((word) => word !== '--check')) return say('usage: generate-docs [--check]', 2);
  try {
    const made = Object.entries(PAGES).map(([path, make]) => ({ path, text: make() }));
    const stale = made.filter(({ path, text }) => !existsSync(join(ROOT, path)) || read(path) !== text);
    if (words.includes('--check')) {
      return stale.length === 0
        ? 0
        : say(`Stale: ${stale.map(({ path }) => path).join(', ')}. Run \`npm run docs\` and look at the difference.`, 1);
    }
    for (const { path, text } of stale) writeFileSync(join(ROOT, path), text);
    process.stdout.write(stale.length === 0 ? 'All pages were fresh.\n' : `Written: ${stale.map(({ path }) => path).join(', ')}.\n`);
    return 0;
  } catch (error) {
    return say(error instanceof Error ? error.message : String(error), 1);
  }
}

function capabilities(): string {
  const result = capabilitiesPage({
    reference: parseReference(read('docs/reference/capabilities.md')),
    clauses: parseClauses(read('docs/capabilities/clauses.yaml')),
    tests: namedTests(),
  });
  if (!result.ok) throw new Error(`docs/capabilities.md cannot be made:\n${result.problems.join('\n')}`);
  return result.page;
}

/** Those of the plugin's `spec/pure` run here as well; the others where somebody has a forum. */
function namedTests(): NamedTest[] {
  const here = filesIn('test', /\.test\.tsx?$/).flatMap((file) => testTitles(read(file)).map((title) => ({ file, title })));
  const ruby = filesIn('plugin/spec', /_spec\.rb$/).flatMap((file) =>
    rubyTitles(read(file)).map((title) => ({ file, title, onRealForum: !file.startsWith('plugin/spec/pure/') })),
  );
  return [...here, ...ruby];
}

function filesIn(folder: string, name: RegExp): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && name.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .sort();
}

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

function say(text: string, code: number): number {
  process.stderr.write(`${text}\n`);
  return code;
}
