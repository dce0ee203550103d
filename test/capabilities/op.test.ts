import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Command } from 'commander';
import { systemClock } from '../../service/adapters/memory/system-clock.js';
import { sampleCommunities } from '../../service/assembly/sample-communities.js';
import { createProgram } from '../../service/cli/main.js';
import type { Forum } from '../../service/ports/forum.js';
import { setUpSample } from '../../service/sandbox/sample.js';
import { createSandbox } from '../../service/sandbox/sandbox.js';
import { hashText } from '../../shared/text.js';
import { bothCommunities, DESK_MILLISECONDS, startDesk, until, type Desk } from '../support/desk.js';
import { createServiceProcess, type ServiceProcess } from '../support/service-process.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const RUN_LINES = join(ROOT, 'test', 'support', 'run-lines.mjs');
const GUARD = join(ROOT, 'test', 'support', 'only-this-machine.mjs');

describe('work for the forum', () => {
  const writes: string[] = [];
  let desk: Desk;

  beforeAll(async () => {
    desk = await startDesk({
      around: (forum) => noting(forum, writes),
      communities: (category) => bothCommunities(category).replace('settleSeconds: 0', 'settleSeconds: 3'),
    });
    desk.sandbox.admin.settings({ maxPostLength: 200_000 });
  }, DESK_MILLISECONDS);

  afterAll(() => desk.stop());

  it('OP-04.3 a burst of ten events on one ticket ends in one write', async () => {
    const topic = await desk.ask('The hall is dark after ten');
    const from = writes.length;
    const sent = desk.sandbox.sent().length;
    for (let number = 1; number <= 6; number += 1)
      desk.sandbox.as(number % 2 ? 'timo' : 'sofia').reply(topic, `It is dark on floor ${number} as well, since Sunday.`);
    const answer = desk.sandbox.as('ute').reply(topic, 'The electrician comes tomorrow at nine.');
    desk.sandbox.as('ute').assign({ topic }, 'ute');
    desk.sandbox.as('xaver').editTopic(topic, { tags: ['incident'] });
    desk.sandbox.as('paula').accept(answer.id);
    await desk.quiet();

    expect(desk.sandbox.sent().length - sent).toBeGreaterThanOrEqual(10);
    expect(writes.slice(from)).toEqual(['editPost']);
    expect(desk.statusPost(topic).raw).toContain('First reply by the desk');
  }, 60_000);

  it.each([150_000, 150_001])(
    'OP-15.3 a post of %d characters is taken whole, in any script',
    async (length) => {
      const topic = await desk.ask(`The rules of the house are long (${length})`);
      const raw = `שלום 🏠 ${'x'.repeat(length)}`.slice(0, length);
      const post = desk.sandbox.as('timo').reply(topic, raw);
      await desk.quiet();
      const { texts } = await desk.store.material('desk', topic);
      const found = (await desk.store.material('desk', topic)).facts.flatMap(({ body }) =>
        body.type === 'TextConfirmed' && body.post === post.id ? [body.hash] : [],
      );

      expect(raw).toHaveLength(length);
      expect(texts.get(`post:${post.id}`)).toBe(raw);
      expect(new Set(found)).toEqual(new Set([hashText(raw)]));
    },
    60_000,
  );
});

/** Notes the name of every write. */
function noting(forum: Forum, writes: string[]): Forum {
  const noted = new Set<string>(['createPost', 'editPost', 'createMessage', 'setTags', 'setNotice']);
  return new Proxy(forum, {
    get(target, name: keyof Forum) {
      const method: unknown = target[name];
      if (typeof method !== 'function' || !noted.has(name)) return method;
      return (...given: unknown[]): unknown => {
        writes.push(name);
        return (method as (...given: unknown[]) => unknown).apply(target, given);
      };
    },
  });
}

describe('a machine without network', () => {
  let service: ServiceProcess;
  let topic = '';
  beforeAll(async () => {
    service = await createServiceProcess({ sandbox: null, variables: { NODE_OPTIONS: `--import=${GUARD}` } });
    expect(await service.start()).toBe(true);
    const list = async (): Promise<string> => (await fetch(`http://127.0.0.1:${service.port}/`)).text();
    await until(async () => (await list()).includes('/tickets/'));
    topic = /\/tickets\/(\d+)/.exec(await list())?.[1] ?? '';
  }, 120_000);
  afterAll(() => service.clear());

  it('OP-12.1 runs the service, its forum and its pages, and nothing asks for anything elsewhere', async () => {
    const shown = async (): Promise<string> => (await fetch(`http://127.0.0.1:${service.port}/tickets/${topic}`)).text();
    await until(async () => (await shown()).includes('written by the desk'));

    expect(service.output()).not.toContain('left this machine');
  }, 60_000);

  it('OP-13.2 every command has an example in its help, and all of them can be run in the order in which they are listed', () => {
    const examples = commandsOf(createProgram(() => undefined)).map((command) => ({
      name: command.name(),
      lines: examplesIn(helpOf(command)),
    }));
    const lines = examples.flatMap((example) => example.lines.map((line) => line.replaceAll('HD-20', `HD-${topic}`)));
    const { status, stdout, stderr } = runLines(lines, service.folder);

    expect(examples.filter(({ lines }) => lines.length === 0)).toEqual([]);
    expect(examples.length).toBeGreaterThan(10);
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
  }, 120_000);

  it('OP-12.1 is what the process above was on: the guard refuses and notes a connection to elsewhere', () => {
    const program = "fetch('http://192.0.2.1/').catch(() => fetch('http://hybrid-desk.invalid/')).catch(() => process.exit(7))";
    const { status, stderr } = spawnSync(process.execPath, [`--import=${GUARD}`, '-e', program], { encoding: 'utf8' });

    expect(status).toBe(7);
    expect(stderr).toContain('left this machine: 192.0.2.1');
    expect(stderr).toContain('left this machine: hybrid-desk.invalid');
  });
});

/** Those that do something: `communities` alone only lists its own. */
function commandsOf(program: Command): readonly Command[] {
  return program.commands.flatMap((command) => (command.commands.length > 0 ? commandsOf(command) : [command]));
}

/** As `--help` prints it. */
function helpOf(command: Command): string {
  let help = '';
  command.configureOutput({ writeOut: (text) => (help += text) });
  command.outputHelp();
  return help;
}

function examplesIn(help: string): string[] {
  return [...help.matchAll(/^ {2}npx hybrid-desk (.+)$/gm)].map(([, line = '']) => line);
}

/** Where everything is that the examples name: settings of the sandbox forum, scenarios and vectors; the data is that of the service. */
function runLines(lines: readonly string[], dataFolder: string): SpawnSyncReturns<string> {
  const folder = mkdtempSync(join(tmpdir(), 'hybrid-desk-examples-'));
  const sandbox = createSandbox({ clock: systemClock, port: 0 });
  setUpSample(sandbox);
  const category = (name: string): number => sandbox.state.categories.find((one) => one.name === name)?.id ?? 0;
  // Something that differs from what is in force, so that there is something to preview and to apply.
  writeFileSync(join(folder, 'communities.yaml'), sampleCommunities(category).replace('firstReplyMinutes: 240', 'firstReplyMinutes: 120'));
  for (const name of ['test', 'docs']) symlinkSync(join(ROOT, name), join(folder, name));
  const env = { ...process.env, DATA_DIR: dataFolder };
  const ran = spawnSync(process.execPath, [`--import=${GUARD}`, RUN_LINES, ...lines], { cwd: folder, env, encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  return ran;
}

describe('licences', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hybrid-desk-licences-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function check(licence: string): { status: number | null; stderr: string } {
    const packages = { '': { name: 'own' }, 'node_modules/other': { version: '1.2.3', license: licence } };
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages }));
    return spawnSync(process.execPath, [join(folder, 'scripts', 'licences.mjs')], { encoding: 'utf8' });
  }

  it('OP-12.2 are checked by `check`: one that is not free makes it fail and is named', () => {
    mkdirSync(join(folder, 'docs'));
    cpSync(join(ROOT, 'scripts', 'licences.mjs'), join(folder, 'scripts', 'licences.mjs'));
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
    const parts = /const PARTS = (\[[^\]]*\])/.exec(readFileSync(join(ROOT, 'scripts', 'check.mjs'), 'utf8'))?.[1] ?? '';

    expect(check('MIT').status).toBe(0);
    expect(readFileSync(join(folder, 'docs', 'licences.md'), 'utf8')).toContain('| other | 1.2.3 | MIT |');
    expect(check('BUSL-1.1')).toMatchObject({ status: 1, stderr: expect.stringContaining('other 1.2.3: BUSL-1.1') });
    expect(check('')).toMatchObject({ status: 1, stderr: expect.stringContaining('other 1.2.3: none declared') });
    expect(scripts['check']).toContain('scripts/check.mjs');
    expect(parts).toContain("'docs:check'");
    expect(scripts['docs:check']).toContain('scripts/docs-check.mjs');
    expect(readFileSync(join(ROOT, 'scripts', 'docs-check.mjs'), 'utf8')).toContain("'run', 'docs'");
    expect(scripts['docs']).toContain('scripts/licences.mjs');
  });
});
