import { describe, expect, it } from '@jest/globals';
import { Command } from 'commander';
import { z } from 'zod';
import { callsPage } from '../../scripts/docs/calls.js';
import { commandsPage } from '../../scripts/docs/commands.js';
import { factsPage } from '../../scripts/docs/facts.js';
import { settingsPage } from '../../scripts/docs/settings.js';

describe('the settings page', () => {
  const feature = z.strictObject({
    waitMinutes: z.int().min(1).max(60).nullable().default(5).describe('How long'),
    rules: z.array(z.strictObject({ name: z.string().max(10).describe('Shown') })).default([]).describe('In order'),
    parts: z.strictObject({ mode: z.enum(['a', 'b']).default('a').describe('Which') }).prefault({}),
  });
  const page = settingsPage({
    community: z.object({ category: z.int().positive().describe('Id of the category') }),
    features: [{ name: 'example', settings: feature }],
    environment: z.object({ PORT: z.coerce.number().default(8080).describe('Port of the service.') }),
  });

  it('tells name, type, limits, default, unit and meaning', () => {
    expect(page).toContain('| `waitMinutes` | whole number from 1 to 60 or `null` | `5` | minutes | How long |');
    expect(page).toContain('| `category` | whole number from 1 | required |  | Id of the category |');
  });

  it('lists the settings inside lists and parts', () => {
    expect(page).toContain('| `rules[].name` | text, at most 10 characters | required |  | Shown |');
    expect(page).toContain('| `parts.mode` | `a`, `b` | `a` |  | Which |');
  });

  it('lists the variables of the machine', () => {
    expect(page).toContain('| `PORT` | `8080` | Port of the service. |');
  });
});

describe('the page of facts', () => {
  const source = `
    /** A topic exists. */
    export interface TopicBorn { readonly type: 'TopicBorn'; readonly topic: number }
    /** Its place. */
    export interface Placed {
      readonly type: 'Placed';
      /** Null: nowhere. */
      readonly topic: number | null;
    }
    export type FactBody = TopicBorn | Placed;`;

  it('takes meanings and fields from the types, and tells births from observations', () => {
    const [births, observations] = factsPage(source, (type) => type === 'TopicBorn').split('## Observations');

    expect(births).toContain('| `TopicBorn` | A topic exists. | `topic: number` |');
    expect(observations).toContain('| `Placed` | Its place. | `topic: number \\| null` (Null: nowhere) |');
  });

  it('refuses a source in which it does not find the facts', () => {
    expect(() => factsPage('export type FactBody = string;', () => true)).toThrow(/no union/);
    expect(() => factsPage('export type FactBody = A | B;', () => true)).toThrow(/A has no interface/);
  });
});

describe('the page of commands', () => {
  it('lists each command with its parameters, also commands of commands', () => {
    const program = new Command('desk').description('A desk.');
    program.command('play').argument('<file>', 'what to play').option('--fast', 'without waiting').description('Plays.');
    program.command('settings').command('apply').description('Applies.');
    const page = commandsPage(program);

    expect(page).toContain('## desk play\n\nPlays.\n\n`desk play [options] <file>`');
    expect(page).toContain('| `file` | what to play |');
    expect(page).toContain('| `--fast` | without waiting |');
    expect(page).toContain('## desk settings apply\n\nApplies.');
    expect(page).not.toContain('## desk help');
  });
});

describe('the page of calls', () => {
  it('lists request, parameters and known refusals', () => {
    const page = callsPage([
      { name: 'edit post', method: 'PUT', path: '/posts/:postId.json', sends: ['raw'], refusals: [{ status: 404, kind: 'missing' }, { status: 409, kind: 'refused', code: 'edit_conflict' }] },
    ]);

    expect(page).toContain('| edit post | `PUT /posts/:postId.json` | `raw` | 404 gone or not ours to see, 409 edit conflict |');
  });
});
