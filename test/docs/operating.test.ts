import { describe, expect, it } from '@jest/globals';
import type { Command } from 'commander';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { eventKind } from '../../service/adapters/discourse/events.js';
import { createProgram } from '../../service/cli/main.js';
import { parseCommunities } from '../../service/config/communities.js';
import { readEnvironment } from '../../service/config/environment.js';
import { rules } from '../../service/features/list.js';
import { codeBlocks } from './code-blocks.js';

const PAGES = ['README.md', 'CHANGELOG.md', ...pagesIn('docs'), ...pagesIn('docs/operating'), ...pagesIn('docs/vectors'), ...pagesIn('docs/decisions')];
const BLOCKS = PAGES.flatMap((page) => codeBlocks(readFileSync(page, 'utf8')).map((block) => ({ page, ...block })));
const LINES = BLOCKS.filter(({ language }) => language === 'sh').flatMap(({ page, text }) => text.trim().split('\n').map((line) => [page, line] as const));

describe('examples in the docs', () => {
  it('are of languages that a test tries', () => {
    const languages = new Set(BLOCKS.map(({ language }) => language));

    expect([...languages].sort()).toEqual(['', 'env', 'sh', 'ts', 'yaml']);
  });

  it.each(blocksOf('yaml'))('are settings that can be applied: %s', (_page, text) => {
    expect(parseCommunities(text, rules.features)).toMatchObject({ ok: true });
  });

  it.each(blocksOf('env'))('are variables that the service takes: %s', (_page, text) => {
    const variables = Object.fromEntries(text.trim().split('\n').map((line) => line.split(/=(.*)/, 2) as [string, string]));
    const read = readEnvironment(variables);

    expect(read).toMatchObject({ ok: true });
    for (const [name, value] of Object.entries(variables)) expect(JSON.stringify(read)).toContain(name === 'PORT' ? value : value.split(',')[0]);
  });

  it.each(LINES)('are commands that exist: %s: %s', (_page, line) => {
    expect(problemOf(line)).toBeNull();
  });

  it('would be found wrong if a command or option did not exist', () => {
    expect(problemOf('npx hybrid-desk replai story.jsonl')).toContain('replai');
    expect(problemOf('npx hybrid-desk replay story.jsonl --settings a.yaml --quickly')).toContain('--quickly');
    expect(problemOf('npx hybrid-desk replay --settings a.yaml')).toContain('story');
    expect(problemOf('npm run nothing')).toContain('nothing');
  });

  it('name webhook events that the service knows and uses', () => {
    const table = readFileSync('docs/operating/connecting-a-forum.md', 'utf8').split('\n').filter((line) => /^\| .* events \|/.test(line));
    const events = table.flatMap((line) => [...line.matchAll(/`(\w+)`/g)].map(([, name = '']) => name));
    const families = new Set(events.map((event) => eventKind(event).family));

    expect([...families].sort()).toEqual(['assignment', 'category', 'group', 'membership', 'post', 'review', 'solution', 'topic', 'user']);
  });
});

describe('links in the docs', () => {
  it('lead to files that exist', () => {
    const missing = PAGES.flatMap((page) => targetsOf(page).filter((target) => !existsSync(join(dirname(page), target))).map((target) => `${page}: ${target}`));

    expect(missing).toEqual([]);
  });
});

function targetsOf(page: string): string[] {
  const targets = [...readFileSync(page, 'utf8').matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, target = '']) => target);
  return targets.filter((target) => !/^https?:/.test(target));
}

function pagesIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.md')).map((name) => `${folder}/${name}`);
}

function blocksOf(language: string): Array<readonly [string, string]> {
  return BLOCKS.filter((block) => block.language === language).map(({ page, text }) => [page, text] as const);
}

function problemOf(line: string): string | null {
  const [tool = '', name = '', ...words] = line.split(' ');
  if (tool === 'npx' && name === 'hybrid-desk') return problemOfCommand(createProgram(() => undefined), words);
  const script = tool === 'npm' ? (name === 'run' ? words[0] : name) : undefined;
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  return script !== undefined && scripts[script] !== undefined ? null : `${line}: no such script`;
}

/** What the program would say to these words, found without running the command. */
function problemOfCommand(command: Command, words: readonly string[]): string | null {
  const inner = command.commands.find((one) => one.name() === words[0]);
  if (inner) return problemOfCommand(inner, words.slice(1));
  if (command.commands.length > 0) return `no command ${words[0] ?? ''}`;
  const { operands, unknown } = command.parseOptions([...words]);
  if (unknown.length > 0) return `no option ${unknown.join(' ')}`;
  const missing = command.registeredArguments.slice(operands.length).find((argument) => argument.required);
  return missing === undefined ? null : `no ${missing.name()} given`;
}
