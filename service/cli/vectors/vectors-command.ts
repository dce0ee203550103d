import type { Command } from 'commander';
import { readFileSync } from 'node:fs';
import { due, elapsed } from '../../features/clocks/arithmetic/business-time.js';
import { calendarSchema } from '../../features/clocks/arithmetic/calendar-schema.js';
import { DONE, FELL_SHORT, WRONG_USAGE, type Answer } from '../answer.js';
import { runScenario } from '../../features/clocks/vectors/scenario.js';
import { compareEvidence, isEvidence, type Compared as Outcome } from './evidence-file.js';
import { toSecond, vectorsOf, type Deadline, type Vector } from './forms.js';

export function addVectorsCommand(program: Command, say: (answer: Answer, asJson: boolean) => void): void {
  program
    .command('vectors')
    .argument('<file>', 'published cases (JSON), single deadlines or scenarios; or the evidence of a topic')
    .description('Recomputes deadlines, scenarios or the clocks in an evidence file, one line each, and ends with 1 when any differs.')
    .option('--json', 'print one JSON value')
    .addHelpText('after', '\nExample:\n  npx hybrid-desk vectors docs/vectors/sla-cases.json')
    .action((file: string, options: { json?: boolean }) => {
      const answer = vectorsCommand(file);
      say(answer, options.json === true && answer.code !== WRONG_USAGE);
    });
}

/** `vectors <file>`: whether the clocks of this service count like the published cases. */
export function vectorsCommand(file: string): Answer {
  const outcomes = outcomesOf(file);
  if (typeof outcomes === 'string') return { code: WRONG_USAGE, text: outcomes };
  const failed = outcomes.filter(({ ok }) => !ok).length;
  const passed = outcomes.length - failed;
  return {
    code: failed === 0 ? DONE : FELL_SHORT,
    text: [...outcomes.map(lineOf), `${passed} passed, ${failed} failed`].join('\n'),
    json: { passed, failed, cases: outcomes },
  };
}

function outcomesOf(file: string): readonly Outcome[] | string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return `${file} cannot be read. Name a file of cases, like docs/vectors/sla-cases.json.`;
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return `${file} is no JSON. Name a file of cases, like docs/vectors/sla-cases.json.`;
  }
  if (isEvidence(value)) {
    const compared = compareEvidence(value);
    return typeof compared === 'string' ? `${file} is no evidence that can be counted: ${compared}.` : compared;
  }
  const vectors = vectorsOf(value);
  if (typeof vectors === 'string') return `${file} holds no cases that can be played: ${vectors}. Both forms are in docs/vectors/.`;
  return vectors.map(outcomeOf);
}

function outcomeOf(vector: Vector): Outcome {
  return vector.form === 'deadline' ? outcomeOfDeadline(vector.deadline) : outcomeOfScenario(vector.id, vector.written);
}

function outcomeOfDeadline(deadline: Deadline): Outcome {
  const expected = String(deadline.expectedDue);
  const got = dueOf(deadline);
  return { id: deadline.id, expected, got, ok: got === expected };
}

function dueOf({ calendar, start, minutes, pauses }: Deadline): string {
  const parsed = calendarSchema.safeParse(calendar);
  if (!parsed.success) return `calendar refused: ${parsed.error.issues.map(({ message }) => message).join('; ')}`;
  try {
    const found = due(parsed.data, start, minutes, pauses);
    if (found === null || found === 'no_working_time') return String(found);
    // R-PURE: both functions must say the same.
    const seconds = elapsed(parsed.data, start, found, pauses);
    return seconds === minutes * 60 ? toSecond(found) : `${toSecond(found)}, but ${seconds} s elapsed until then`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function outcomeOfScenario(id: string, written: unknown): Outcome {
  try {
    const { expected, got, ok } = runScenario(written);
    return { id, expected: expected.map(wordsOf).join('; '), got: got.map(wordsOf).join('; '), ok };
  } catch (error) {
    return { id, expected: 'a scenario that can be played', got: error instanceof Error ? error.message : String(error), ok: false };
  }
}

function wordsOf(row: Readonly<Record<string, unknown>>): string {
  return Object.entries(row)
    .map(([key, value]) => `${key} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
}

function lineOf({ id, expected, got, ok }: Outcome): string {
  return `${ok ? 'ok     ' : 'DIFFERS'} ${id}: expected ${expected} | got ${got}`;
}
