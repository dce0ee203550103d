import { z } from 'zod';
import { toInstant, type Instant } from '../../../shared/instant.js';
import { scenarioSchema } from '../../features/clocks/vectors/scenario-schema.js';

/** A time as somebody writes it; to the second, because that is how clocks count (R-UTC). */
const instant = z.string().transform((text, context): Instant => {
  const found = toInstant(text);
  if (found === null) context.addIssue({ code: 'custom', message: `"${text}" is no time; write it like 2026-11-22T04:21:09Z` });
  return found === null ? z.NEVER : toSecond(found);
});

const deadline = z.looseObject({
  id: z.string(),
  calendar: z.unknown(),
  start: z.string(),
  minutes: z.int().min(1),
  pauses: z.array(z.tuple([z.string(), z.string().nullable()])).default([]),
  /** Null: a pause holds it. */
  expectedDue: z.union([z.literal('no_working_time'), instant]).nullable(),
});
/** One deadline: what is due, counted from a start on a calendar with pauses. */
export type Deadline = z.output<typeof deadline>;

export type Vector =
  | { readonly form: 'deadline'; readonly deadline: Deadline }
  | { readonly form: 'scenario'; readonly id: string; readonly written: unknown };

/** The cases of a file, or what is wrong with it in words. */
export function vectorsOf(value: unknown): readonly Vector[] | string {
  if (!Array.isArray(value) || value.length === 0) return 'it is no list of cases';
  const vectors: Vector[] = [];
  for (const [index, one] of value.entries()) {
    const vector = vectorOf(one);
    if (typeof vector === 'string') return `case ${index + 1}: ${vector}`;
    vectors.push(vector);
  }
  return vectors;
}

function vectorOf(one: unknown): Vector | string {
  const has = (key: string): boolean => typeof one === 'object' && one !== null && key in one;
  if (has('expectedDue')) {
    const read = deadline.safeParse(one);
    return read.success ? { form: 'deadline', deadline: read.data } : problemOf(read.error);
  }
  if (has('events')) {
    const read = scenarioSchema.safeParse(one);
    return read.success ? { form: 'scenario', id: read.data.id, written: one } : problemOf(read.error);
  }
  return 'it is of an unknown form: neither a deadline (with expectedDue) nor a scenario (with events)';
}

function problemOf({ issues }: z.ZodError): string {
  return issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
}

/** As the published files write it: 2026-11-22T04:21:09Z. */
export function toSecond(at: Instant): Instant {
  return `${at.slice(0, 19)}Z`;
}
