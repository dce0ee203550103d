import { parse } from 'yaml';
import { z } from 'zod';
import type { CapabilityReference, CapabilityRow } from './reference-table.js';

export const PIECES = ['loop', 'desk', 'clocks', 'plugin', 'later'] as const;
export type Piece = (typeof PIECES)[number];

const clauseSchema = z.strictObject({ piece: z.enum(PIECES), from: z.string().optional(), text: z.string().min(1) });
const fileSchema = z.strictObject({
  finished: z.array(z.enum(PIECES)),
  /** Rows of a later stage that are built already: they need clauses like those of this stage. */
  early: z.array(z.string()).default([]),
  rows: z.record(z.string(), z.array(clauseSchema).min(1)),
});

export type ClauseFile = z.output<typeof fileSchema>;
export type Clause = z.output<typeof clauseSchema>;

export function parseClauses(text: string): ClauseFile {
  return fileSchema.parse(parse(text));
}

/** The rows that must have clauses: those of the stage, and the early ones of later stages. */
export function rowsDue(file: ClauseFile, reference: CapabilityReference, stage: string): CapabilityRow[] {
  return reference.rows.filter((row) => row.stage === stage || file.early.includes(row.id));
}

/** Where the file and the reference disagree: rows without clauses, texts that the reference does not have, parts left out. */
export function problemsOfClauses(file: ClauseFile, reference: CapabilityReference, stage: string): string[] {
  const due = rowsDue(file, reference, stage);
  const known = new Set(due.map((row) => row.id));
  const later = new Set(reference.rows.filter((row) => row.stage !== stage).map((row) => row.id));
  return [
    ...file.early.filter((id) => !later.has(id)).map((id) => `${id} is listed as early, but is no row of a stage after ${stage}`),
    ...Object.keys(file.rows).filter((id) => !known.has(id)).map((id) => `${id} has clauses, but is no row of stage ${stage}, nor listed as early`),
    ...due.flatMap((row) => {
      const clauses = file.rows[row.id];
      return clauses ? problemsOfRow(row, clauses, reference) : [`${row.id} has no clauses`];
    }),
  ];
}

function problemsOfRow(row: CapabilityRow, clauses: readonly Clause[], reference: CapabilityReference): string[] {
  const foreign = clauses.flatMap((clause, index) => (isIn(clause, row, reference) ? [] : [`${row.id}.${index + 1}: the reference does not say "${clause.text}"`]));
  // Clauses from elsewhere spell out what "each" means, so the sentence itself is none.
  if (foreign.length > 0 || clauses.some((clause) => clause.from !== undefined)) return foreign;
  const left = leftOver(row.accepted, clauses.map((clause) => clause.text));
  return left === '' ? [] : [`${row.id}: no clause for "${left}"`];
}

function isIn(clause: Clause, row: CapabilityRow, { tables }: CapabilityReference): boolean {
  if (clause.from === undefined) return row.accepted.includes(clause.text);
  if (clause.from === 'capability') return row.capability.includes(clause.text);
  return tables.get(clause.from)?.includes(clause.text) ?? false;
}

/** What is left of a sentence without its clauses, apart from what joins them. */
function leftOver(accepted: string, texts: readonly string[]): string {
  const rest = [...texts].sort((a, b) => b.length - a.length).reduce((left, text) => left.replace(text, ' '), accepted);
  return /[\p{L}\p{N}]/u.test(rest.replace(/\b(and|or)\b/g, '')) ? rest.replace(/\s+/g, ' ').trim() : '';
}
