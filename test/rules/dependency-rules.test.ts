import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, it, expect } from '@jest/globals';
import { z } from 'zod';

const ROOT = process.cwd();
const outputSchema = z.object({
  summary: z.object({ violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })) }),
});

const configSchema = z.object({ forbidden: z.array(z.object({ name: z.string(), comment: z.string().min(20) })) });

/** One way back, so that the pair makes a cycle. */
const CYCLE = ['service/engine/feature.ts', 'service/engine/derive.ts'] as const;

/** Each line: a file, what it imports, and the rule that refuses it. */
const REFUSED: ReadonlyArray<readonly [rule: string, from: string, to: string]> = [
  ['shared', 'shared/words.ts', 'service/engine/feature.ts'],
  ['sandbox', 'service/sandbox/world.ts', 'service/ports/forum.ts'],
  ['ports', 'service/ports/forum.ts', 'service/engine/derive.ts'],
  ['engine', 'service/engine/derive.ts', 'service/features/clocks/view.ts'],
  ['workers', 'service/inbox/interpret.ts', 'service/http/health.ts'],
  ['workers-apart', 'service/outbox/settle.ts', 'service/reads/sweep.ts'],
  ['http', 'service/http/hook.ts', 'service/outbox/settle.ts'],
  ['console', 'service/console/page.ts', 'service/features/clocks/view.ts'],
  ['adapters', 'service/adapters/memory/memory-store.ts', 'service/engine/derive.ts'],
  ['adapters-apart', 'service/adapters/memory/memory-store.ts', 'service/adapters/prisma/prisma-store.ts'],
  ['adapters-only-from-main', 'service/reads/sweep.ts', 'service/adapters/memory/memory-store.ts'],
  ['database-client-only-in-its-adapter', 'service/adapters/memory/memory-store.ts', 'generated/prisma/client.ts'],
  ['config', 'service/config/environment.ts', 'service/ports/forum.ts'],
  ['plugin', 'plugin/assets/label.js', 'shared/words.ts'],
  ['nobody-imports-main', 'service/http/hook.ts', 'service/main.ts'],
  ['feature-clocks', 'service/features/clocks/fold.ts', 'service/features/official/fold.ts'],
  ['feature-clocks', 'service/features/clocks/fold.ts', 'service/features/escalation/view.ts'],
  ['feature-clocks', 'service/features/clocks/fold.ts', 'service/engine/derive.ts'],
  ['feature-triage', 'service/features/triage/fold.ts', 'service/features/official/view.ts'],
  ['feature-official', 'service/features/official/fold.ts', 'service/features/clocks/view.ts'],
  ['feature-escalation', 'service/features/escalation/fold.ts', 'service/features/clocks/fold.ts'],
  ['feature-faq', 'service/features/faq/fold.ts', 'service/ports/forum.ts'],
  ['feature-facilitation', 'service/features/facilitation/fold.ts', 'service/features/rollout/view.ts'],
  ['feature-rollout', 'service/features/rollout/fold.ts', 'service/features/faq/fold.ts'],
  ['features-together', 'service/features/ticket-state.ts', 'service/features/official/fold.ts'],
  ['feature-list', 'service/features/list.ts', 'service/ports/forum.ts'],
  ['feature-list-only-from-main', 'service/engine/derive.ts', 'service/features/list.ts'],
  ['features-are-listed', 'service/features/chatter/fold.ts', 'shared/words.ts'],
  ['features-are-pure', 'service/features/triage/fold.ts', 'axios'],
  ['features-are-pure', 'service/features/triage/fold.ts', 'node:fs'],
  ['time-zones-only-in-the-arithmetic', 'service/features/clocks/fold.ts', 'temporal-polyfill'],
  ['no-dev-packages-in-the-service', 'service/http/hook.ts', 'nock'],
  ['no-tests-in-the-service', 'service/cli/replay.ts', 'test/support/no-network.ts'],
  ['no-cycles', 'service/engine/derive.ts', 'service/engine/feature.ts'],
];

const ALLOWED: ReadonlyArray<readonly [from: string, to: string]> = [
  ['service/features/clocks/view.ts', 'service/features/official/view.ts'],
  ['service/features/faq/view.ts', 'service/features/clocks/arithmetic/calendar.ts'],
  ['service/features/clocks/arithmetic/calendar.ts', 'temporal-polyfill'],
  ['service/features/clocks/settings.ts', 'zod'],
  ['service/features/clocks/settings.ts', 'shared/words.ts'],
  ['service/features/clocks/pass.ts', 'service/engine/feature.ts'],
  ['service/features/list.ts', 'service/features/clocks/index.ts'],
  ['service/main.ts', 'service/adapters/memory/memory-store.ts'],
  ['service/cli/replay.ts', 'service/main.ts'],
  ['service/adapters/prisma/prisma-store.ts', 'generated/prisma/client.ts'],
  ['service/adapters/prisma/prisma-store.ts', 'service/ports/store.ts'],
  ['service/http/hook.ts', 'service/inbox/receive.ts'],
  ['service/console/page.ts', 'service/reports/gaps.ts'],
  ['service/reports/gaps.ts', 'service/ports/store.ts'],
  ['plugin/assets/label.js', 'shared/contracts/badge.json'],
];

describe('the rules of who may import whom', () => {
  let folder = '';
  let found: ReadonlyArray<string> = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hybrid-desk-rules-'));
    await writeFixture(folder);
    found = await violationsIn(folder);
  });

  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  it.each(REFUSED)('%s: refuses that %s imports %s', (rule, from, to) => {
    expect(found).toContain(`${rule}: ${from} -> ${to}`);
  });

  it.each(ALLOWED)('allow that %s imports %s', (from, to) => {
    expect(found.filter((violation) => violation.endsWith(`: ${from} -> ${to}`))).toEqual([]);
  });

  it('all appear above, each with a comment that says why', () => {
    const { forbidden } = configSchema.parse(createRequire(import.meta.url)('../../.dependency-cruiser.cjs'));

    expect([...new Set(REFUSED.map(([rule]) => rule))].sort()).toEqual(forbidden.map(({ name }) => name).sort());
  });
});

async function writeFixture(folder: string): Promise<void> {
  const imports = [...REFUSED.map(([, from, to]) => [from, to] as const), ...ALLOWED, CYCLE];
  const sources = new Map<string, string[]>();
  for (const [from, to] of imports) {
    sources.set(from, [...(sources.get(from) ?? []), to]);
    if (to.includes('/')) sources.set(to, sources.get(to) ?? []);
  }
  for (const [path, targets] of sources) {
    await mkdir(join(folder, dirname(path)), { recursive: true });
    await writeFile(join(folder, path), path.endsWith('.json') ? '{}' : targets.map((target) => importOf(path, target)).join(''));
  }
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json']) await cp(join(ROOT, file), join(folder, file));
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
}

function importOf(from: string, to: string): string {
  const ours = to.includes('/');
  return `import ${JSON.stringify(ours ? `${'../'.repeat(from.split('/').length - 1)}${to.replace(/\.ts$/, '.js')}` : to)};\n`;
}

/** As `rule: from -> to`, where a package is told by its name. */
async function violationsIn(folder: string): Promise<readonly string[]> {
  const cruiser = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const words = [cruiser, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', '.'];
  const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: folder, maxBuffer: 20_000_000 }).catch(outputOfFailure);
  const { violations } = outputSchema.parse(JSON.parse(stdout)).summary;
  return violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${packageOf(to)}`);
}

/** Its exit code is the number of violations. */
function outputOfFailure(error: unknown): { readonly stdout: string } {
  return z.object({ stdout: z.string() }).parse(error);
}

function packageOf(path: string): string {
  if (path === 'fs') return 'node:fs';
  return path.replace(/^.*node_modules\/([^/]+)\/.*$/, '$1');
}
