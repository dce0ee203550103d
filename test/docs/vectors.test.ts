import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { createProgram } from '../../service/cli/main.js';
import type { Answer } from '../../service/cli/answer.js';
import { codeBlocks } from './code-blocks.js';
import { vectorsOf } from '../../service/cli/vectors/forms.js';
import { due } from '../../service/features/clocks/arithmetic/business-time.js';
import { calendarSchema } from '../../service/features/clocks/arithmetic/calendar-schema.js';

const blocks = codeBlocks(readFileSync('docs/vectors/README.md', 'utf8'));
const commands = blocks.filter(({ language }) => language === 'sh').flatMap(({ text }) => text.trim().split('\n'));
const sizeOf = (file: string) => (JSON.parse(readFileSync(file, 'utf8')) as unknown[]).length;

describe('the published vectors', () => {
  it.each(commands)('CL-01.1 OP-13.1 pass by the commands of the docs: %s', async (line) => {
    const { answer, asJson } = await run(line.replace('npx hybrid-desk ', '').split(' '));
    const file = line.split(' ')[3] ?? '';
    const { passed, failed } = answer.json as { passed: number; failed: number };

    expect(asJson).toBe(line.endsWith('--json'));
    expect({ passed, failed }).toEqual({ passed: sizeOf(file), failed: 0 });
    expect(answer.code).toBe(0);
  });

  it.each(['sla-cases.json', 'sla-scenarios.json'])('are those that our own tests use: %s', (name) => {
    expect(readFileSync(`docs/vectors/${name}`, 'utf8')).toBe(readFileSync(`test/fixtures/vectors/${name}`, 'utf8'));
  });

  it('have a README whose numbers are theirs', () => {
    const readme = readFileSync('docs/vectors/README.md', 'utf8');

    expect(readme).toContain(`| ${sizeOf('docs/vectors/sla-cases.json')} single deadlines |`);
    expect(readme).toContain(`| ${sizeOf('docs/vectors/sla-scenarios.json')} topics with`);
  });

  it('trap 13: have an example that is right', () => {
    const examples = blocks.filter(({ language }) => language === '').map(({ text }) => JSON.parse(text) as unknown);
    const vectors = vectorsOf(examples);
    if (typeof vectors === 'string' || vectors[0]?.form !== 'deadline') throw new Error('the example is no deadline');
    const { calendar, start, minutes, pauses, expectedDue } = vectors[0].deadline;

    expect(due(calendarSchema.parse(calendar), start, minutes, pauses)).toBe(expectedDue?.replace('Z', '.000Z'));
  });
});

async function run(words: readonly string[]): Promise<{ answer: Answer; asJson: boolean }> {
  const said: Array<{ answer: Answer; asJson: boolean }> = [];
  await createProgram((answer, asJson) => said.push({ answer, asJson })).parseAsync(words, { from: 'user' });
  const [first] = said;
  if (!first || said.length > 1) throw new Error(`${said.length} answers`);
  return first;
}
