import { z } from 'zod';
import { CLOCK_EVENTS } from '../../features/clocks/arithmetic/cycles/clock-event.js';
import { EVIDENCE_FORM, recounted, type ClockResult, type EvidenceSet } from '../../features/together/evidence.js';

/** One thing that was compared. */
export interface Compared {
  readonly id: string;
  readonly expected: string;
  readonly got: string;
  readonly ok: boolean;
}

type Row = Readonly<Record<string, unknown>>;

const row = z.record(z.string(), z.unknown());
const evidenceSchema = z.looseObject({
  form: z.literal(EVIDENCE_FORM),
  reference: z.string(),
  asOf: z.string(),
  sets: z.array(
    z.looseObject({
      events: z.array(z.looseObject({ at: z.string(), type: z.enum(CLOCK_EVENTS, { error: 'is no event that clocks know' }) })),
      policies: row,
      calendars: row,
      clocks: z.array(z.looseObject({ metric: z.string(), number: z.int(), ledger: z.array(row) })),
    }),
  ),
});

type Evidence = z.output<typeof evidenceSchema>;

export function isEvidence(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'form' in value && value.form === EVIDENCE_FORM;
}

/** Counts the clocks of an export again from its log, policies and calendars, and names each line that comes out otherwise (CL-19). */
export function compareEvidence(value: unknown): readonly Compared[] | string {
  const read = evidenceSchema.safeParse(value);
  if (!read.success) return read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  const { reference, asOf, sets } = read.data;
  const compared = sets.flatMap((set) => compareSet(set, { reference, asOf }));
  return compared.length === 0 ? 'it tells of no clock' : compared;
}

function compareSet(set: Evidence['sets'][number], { reference, asOf }: Pick<Evidence, 'reference' | 'asOf'>): Compared[] {
  let results: readonly ClockResult[];
  try {
    // Counted as it is written; what cannot be counted is a difference, not an error of ours.
    const { events, policies, calendars } = set as unknown as EvidenceSet;
    results = recounted({ events, book: { policies, calendars }, asOf });
  } catch (error) {
    const got = error instanceof Error ? error.message : String(error);
    return [{ id: reference, expected: 'a log that can be counted', got, ok: false }];
  }
  const found = new Map(results.map((result) => [`${result.metric} ${result.number}`, result]));
  const told = set.clocks.map((clock) => `${clock.metric} ${clock.number}`);
  const missing = [...found.keys()].filter((name) => !told.includes(name));
  return [
    ...set.clocks.flatMap((clock) => {
      const name = `${clock.metric} ${clock.number}`;
      return compareClock(`${reference} ${name}`, clock, found.get(name));
    }),
    ...missing.map((name) => ({
      id: `${reference} ${name}`,
      expected: 'nothing',
      got: 'a clock that the file does not tell of',
      ok: false,
    })),
  ];
}

function compareClock(
  id: string,
  { ledger, ...told }: Evidence['sets'][number]['clocks'][number],
  result: ClockResult | undefined,
): Compared[] {
  if (result === undefined) return [{ id, expected: inWords(told), got: 'no such clock', ok: false }];
  const { ledger: lines, ...counted } = result;
  const pairs = Array.from({ length: Math.max(ledger.length, lines.length) }, (_, index) => ({
    id: `${id}, line ${index + 1}`,
    expected: inWords(ledger[index]),
    got: inWords(lines[index]),
  }));
  const differing = pairs.filter(({ expected, got }) => expected !== got).map((pair) => ({ ...pair, ok: false }));
  const [expected, got] = [inWords(told), inWords(counted)];
  return [{ id, expected, got, ok: expected === got && differing.length === 0 }, ...differing];
}

/** Whatever the order of its keys. */
function inWords(value: Row | object | undefined): string {
  if (value === undefined) return 'nothing';
  return Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, part]) => `${key} ${typeof part === 'string' ? part : JSON.stringify(part)}`)
    .join(', ');
}
