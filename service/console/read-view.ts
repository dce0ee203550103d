import { z } from 'zod';
import { COMMUNITY_REPLY } from './wording.js';

/**
 * The derived view as pages read it. It is JSON that an older version of the service may have written, so what is missing or of
 * another type is taken as not known, and nothing here ever fails.
 */
const text = z.string().nullable().catch(null);
const number = z.number().nullable().catch(null);
const flag = z.boolean().catch(false);

function listOf<Schema extends z.ZodType>(item: Schema) {
  return z
    .array(z.unknown())
    .catch([])
    .transform((values) =>
      values.flatMap((value) => {
        const parsed = item.safeParse(value);
        return parsed.success ? [parsed.data] : [];
      }),
    );
}

const wantSchema = z.object({ key: z.string(), kind: text, because: text });

const viewSchema = z.object({
  asker: number,
  category: number,
  since: text,
  isPrivateAsk: flag,
  stateBecause: text,
  outcome: text,
  proposed: number,
  tags: listOf(z.string()),
  closed: flag,
  archived: flag,
  accepted: number,
  merged: z.object({ into: z.number() }).nullable().catch(null),
  features: z.record(z.string(), z.unknown()).catch({}),
  wants: listOf(wantSchema),
  shadows: listOf(wantSchema),
  nextWakeAt: text,
});

const cycleSchema = z.object({
  metric: z.string(),
  number,
  startedAt: text,
  targetMinutes: number,
  due: text,
  state: z.string(),
  endedAt: text,
  breachedAt: text,
  byPolicyChange: flag,
  why: text,
});

const cyclesSchema = listOf(cycleSchema);

const clocksSchema = z.object({ cycles: cyclesSchema, origin: z.object({ nothing: text }).nullable().catch(null) });

const expertClocksSchema = z.object({ clocks: z.object({ cycles: cyclesSchema }) });

const triageSchema = z.object({
  kind: z.string(),
  guessed: flag,
  lane: text,
  mode: text,
  queue: text,
  groups: listOf(z.number()),
  matchedRule: text,
  why: z.record(z.string(), z.unknown()).catch({}),
});

export type PageView = z.output<typeof viewSchema>;
export type PageCycle = z.output<typeof cycleSchema>;
export type PageClocks = z.output<typeof clocksSchema>;
export type PageTriage = z.output<typeof triageSchema>;

export function readView(view: unknown): PageView {
  const parsed = viewSchema.safeParse(view);
  return parsed.success ? parsed.data : viewSchema.parse({});
}

/** Null: the view is not there, or not of a shape that can be shown nicely. */
export function readClocks(view: PageView): PageClocks | null {
  return clocksSchema.safeParse(view.features['clocks']).data ?? null;
}

/** `own` and `ola`: what the experts count among themselves. */
export function readExpertCycles(view: PageView): PageCycle[] {
  return expertClocksSchema.safeParse(view.features['escalation']).data?.clocks.cycles ?? [];
}

export function readTriage(view: PageView): PageTriage | null {
  return triageSchema.safeParse(view.features['triage']).data ?? null;
}

/** The open cycles that are due, nearest first (CL-17). */
export function duesOf(cycles: readonly PageCycle[]): PageCycle[] {
  return cycles
    .filter((cycle) => cycle.metric !== COMMUNITY_REPLY && cycle.endedAt === null && cycle.due !== null)
    .sort((a, b) => ((a.due ?? '') < (b.due ?? '') ? -1 : 1));
}

/** R-COMM: side by side, the official one first. */
export function firstRepliesOf(cycles: readonly PageCycle[]): PageCycle[] {
  return ['fr', COMMUNITY_REPLY].flatMap((metric) => cycles.filter((cycle) => cycle.metric === metric).slice(-1));
}

/** Rows of the projection `clock`. */
export function readCycles(rows: readonly unknown[]): PageCycle[] {
  return cyclesSchema.parse(rows);
}

const queueRowSchema = z.object({ kind: text, lane: text, group: number }).catch({ kind: null, lane: null, group: null });

/** The row of the projection `queue`. */
export function readQueueRow(row: unknown): z.output<typeof queueRowSchema> {
  return queueRowSchema.parse(row);
}

/** Settings of the clocks of a community, as far as pages need them. */
const calendarSchema = z.looseObject({ tz: z.string() });
const calendarsSchema = z.object({
  calendar: z.union([calendarSchema, z.string()]),
  calendars: z.record(z.string(), calendarSchema).default({}),
});

export function readCalendar(settings: unknown): { readonly zone: string; readonly calendar: unknown } {
  const read = calendarsSchema.safeParse(settings).data;
  const own = typeof read?.calendar === 'string' ? read.calendars[read.calendar] : read?.calendar;
  return { zone: own?.tz ?? 'UTC', calendar: own ?? null };
}
