import { execFile } from 'node:child_process';
import { beforeAll, describe, it, expect } from '@jest/globals';
import { z } from 'zod';

const reportSchema = z.array(
  z.object({ messages: z.array(z.object({ line: z.number(), ruleId: z.string().nullable(), message: z.string() })) }),
);

/** What a feature must not do, one line each, and what the message tells to do instead. */
const IMPURE: ReadonlyArray<readonly [code: string, message: RegExp]> = [
  [`import { readFileSync } from 'node:fs';`, /lives in the shell/],
  [`import axios from 'axios';`, /live in adapters/],
  [`import fs from 'fs';`, /live in adapters/],
  [`export const now = Date.now();`, /time of the fact/],
  [`export const today = new Date();`, /time of the fact/],
  [`export const text = Date();`, /time of the fact/],
  [`export const luck = Math.random();`, /same facts/],
  [`export const zone = process.env['TZ'];`, /as a setting/],
  [`setTimeout(() => undefined, 1);`, /nextInstant/],
  [`export const wait = async (): Promise<number> => 1;`, /waits for nothing/],
  [`await Promise.resolve();`, /waits for nothing/],
  [`export const answer = fetch('https://forum.example.org');`, /end state/],
  [`console.log('x');`, /give a reason/],
  [`export const later = import('./view.js');`, /top of the file/],
  [`export enum Colour { Red }`, /union of literals/],
  [`export default 1;`, /Named exports/],
  [`export * from './view.js';`, /barrel/],
  [`export const shape = { topic_id: 1 };`, /camelCase/],
  [`export const path = '/posts.json';`, /Forum port/],
  [`export const first = [1][0]!;`, /non-null assertion/],
  [`export const any = (value: any): number => (value === 1 ? 1 : 2);`, /any/],
  [`Promise.resolve();`, /Promises must be awaited/],
  [`export const four = (a: number, b: number, c: number, d: number): number => a + b + c + d;`, /too many parameters/],
];

const PURE = [
  `import { z } from 'zod';`,
  `import type { Instant } from '../../../shared/instant.js';`,
  `export const parsed = new Date('2026-11-22T04:01:36Z');`,
  `export const schema = z.object({ minutes: z.number().min(Math.max(0, 1)) });`,
  `export const laterThan = (at: Instant): Instant => at;`,
];

describe('the lint rules of a feature', () => {
  let refused: readonly string[][] = [];
  let allowed: readonly string[][] = [];

  beforeAll(async () => {
    const all = await messagesOf([...PURE, ...IMPURE.map(([code]) => code)]);
    allowed = all.slice(0, PURE.length);
    refused = all.slice(PURE.length);
  }, 120_000);

  it.each(IMPURE.map(([code, message], index) => ({ code, message, index })))('refuse: $code', ({ message, index }) => {
    expect(refused[index]).toContainEqual(expect.stringMatching(message));
  });

  it('allow what is pure', () => {
    expect(allowed.flat()).toEqual([]);
  });
});

/** Lints the lines as if they were a feature's fold.ts; messages by line. */
async function messagesOf(lines: readonly string[]): Promise<string[][]> {
  const words = ['node_modules/eslint/bin/eslint.js', '--format', 'json', '--stdin', '--stdin-filename', 'service/features/triage/fold.ts'];
  const stdout = await new Promise<string>((resolve) => {
    const child = execFile(process.execPath, words, { maxBuffer: 20_000_000 }, (_error, output) => {
      resolve(output);
    });
    child.stdin?.end(lines.join('\n'));
  });
  const messages = reportSchema.parse(JSON.parse(stdout)).flatMap((file) => file.messages);
  return lines.map((_line, index) => messages.filter(({ line }) => line === index + 1).map(({ message }) => message));
}
