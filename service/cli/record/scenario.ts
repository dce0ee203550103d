import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { toInstant, type Instant } from '../../../shared/instant.js';
import { lineOf, nearest, type SettingsProblem } from '../../config/settings-problem.js';
import { unknownKeys, type SchemaNode } from '../../config/unknown-keys.js';
import { DEED_NAMES, DEEDS, name, text, type Deed, type DeedName } from './deed-shapes.js';

const time = z.union([z.string(), z.date()]).transform((value, context) => {
  const at = toInstant(value);
  if (at === null) context.addIssue({ code: 'custom', message: 'is no time; write it as 2026-11-23T09:00:00Z' });
  return at ?? '';
});

const step = z.object({
  as: name.optional(),
  /** Names what the step makes; later steps refer to it. */
  call: name.optional(),
  ...(Object.fromEntries(Object.entries(DEEDS).map(([key, schema]) => [key, schema.optional()])) as {
    [Key in DeedName]: z.ZodOptional<(typeof DEEDS)[Key]>;
  }),
});

const person = z.object({
  name: text.optional(),
  groups: z.array(name).default([]),
  moderator: z.boolean().default(false),
  trust: z.int().min(0).max(4).default(1),
});

const scenarioSchema = z.object({
  title: text,
  start: time.default('2026-11-23T09:00:00.000Z'),
  seed: z.int().min(0).default(1),
  communities: z.union([z.literal('sample'), z.array(z.record(z.string(), z.unknown())).min(1)]).default('sample'),
  /** People beside those of the sample organisation. */
  people: z.record(z.string().regex(/^[a-z0-9_.-]{3,20}$/i, 'is no username'), person).default({}),
  steps: z.array(step).min(1),
});

export interface Step {
  readonly line: number | null;
  readonly as: string | null;
  readonly call: string | null;
  readonly deed: Deed;
}

export interface Scenario extends Omit<z.output<typeof scenarioSchema>, 'steps' | 'start'> {
  readonly start: Instant;
  readonly steps: readonly Step[];
  /** The line of a value of the file, for problems that only the forum or the settings can tell. */
  readonly lineAt: (path: readonly PropertyKey[]) => number | null;
}

export type ParsedScenario =
  { readonly ok: true; readonly scenario: Scenario } | { readonly ok: false; readonly problems: readonly SettingsProblem[] };

/** A scenario file (YAML). All problems are listed at once, each with its line and key. */
export function parseScenario(written: string): ParsedScenario {
  const lines = new LineCounter();
  const document = parseDocument(written, { lineCounter: lines, uniqueKeys: true, merge: false });
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ linePos, message }) => ({
      line: linePos?.[0].line ?? null,
      path: '',
      text: message.split('\n')[0] ?? message,
    }));
    return { ok: false, problems };
  }
  const value: unknown = document.toJS();
  const lineAt = (path: readonly PropertyKey[]): number | null => lineOf(document, lines, { path });
  const schema = z.toJSONSchema(scenarioSchema, { io: 'input', unrepresentable: 'any' }) as SchemaNode;
  const problems: SettingsProblem[] = unknownKeys(value, schema).map(({ path, key, valid }) => {
    const hint = nearest(key, valid);
    const advice = hint === null ? `Valid here: ${valid.join(', ')}.` : `Did you mean ${hint}?`;
    return { line: lineOf(document, lines, { path, key }), path: path.join('.'), text: `the key ${key} is not known. ${advice}` };
  });
  const parsed = scenarioSchema.safeParse(value);
  if (!parsed.success) {
    problems.push(...parsed.error.issues.map(({ path, message }) => ({ line: lineAt(path), path: path.join('.'), text: message })));
    return { ok: false, problems };
  }
  const { steps: writtenSteps, start, ...rest } = parsed.data;
  const read = writtenSteps.map((given, index) => readStep(given, lineAt(['steps', index])));
  const place = (index: number, problem: string): SettingsProblem => ({
    line: lineAt(['steps', index]),
    path: `steps.${index}`,
    text: problem,
  });
  problems.push(...read.flatMap((result, index) => (typeof result === 'string' ? [place(index, result)] : [])));
  const steps = read.filter((result) => typeof result !== 'string');
  if (problems.length === 0) problems.push(...unknownNames(steps).map(({ index, problem }) => place(index, problem)));
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, scenario: { ...rest, start, steps, lineAt } };
}

function readStep(given: z.output<typeof step>, line: number | null): Step | string {
  const done = DEED_NAMES.filter((key) => given[key] !== undefined);
  const [what] = done;
  if (what === undefined) return `a step does one of: ${DEED_NAMES.join(', ')}`;
  if (done.length > 1) return `a step does one thing; this one does ${done.join(' and ')}`;
  if (what !== 'wait' && what !== 'await' && given.as === undefined) return `who does it? Add as: and a person`;
  if (given.edit && given.edit.text === undefined && given.edit.title === undefined) return 'an edit changes the text, the title or both';
  if (given.call !== undefined && !['ask', 'message', 'reply', 'await'].includes(what))
    return `${what} makes nothing that could be called ${given.call}`;
  return { line, as: given.as ?? null, call: given.call ?? null, deed: { what, with: given[what] } as Deed };
}

/** Names that no earlier step gave, and names given twice. */
function unknownNames(steps: readonly Step[]): Array<{ index: number; problem: string }> {
  const known = new Set<string>();
  return steps.flatMap(({ deed, call }, index) => {
    const problems: Array<{ index: number; problem: string }> = [];
    const meant = thingOf(deed);
    if (meant !== null && !known.has(meant)) {
      const hint = nearest(meant, [...known]);
      problems.push({
        index,
        problem: `no earlier step is called ${meant}.${hint === null ? ' Name it with call: where it is made.' : ` Did you mean ${hint}?`}`,
      });
    }
    if (call !== null && known.has(call)) problems.push({ index, problem: `an earlier step is called ${call} already` });
    if (call !== null) known.add(call);
    return problems;
  });
}

/** The named thing that a step works on. */
function thingOf(deed: Deed): string | null {
  switch (deed.what) {
    case 'ask':
    case 'message':
    case 'join':
    case 'leave':
    case 'wait':
      return null;
    case 'await':
      return deed.with.about;
    case 'reply':
      return deed.with.to;
    case 'edit':
      return deed.with.post;
    case 'assign':
    case 'move':
    case 'tag':
    case 'invite':
      return deed.with.topic;
    default:
      return deed.with;
  }
}
