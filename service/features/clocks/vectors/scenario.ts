import type { Instant } from '../../../../shared/instant.js';
import type { ClockBook } from '../arithmetic/cycles/book.js';
import { elapsedUntil } from '../arithmetic/cycles/count.js';
import type { Cycle } from '../arithmetic/cycles/cycle.js';
import { runClocks } from '../arithmetic/cycles/run-clocks.js';
import { bookOf } from './scenario-book.js';
import { eventsOf, instantOf } from './scenario-events.js';
import { scenarioSchema, type Scenario } from './scenario-schema.js';

/** What is expected and what came out, row by row. */
export interface ScenarioResult {
  readonly expected: readonly Shown[];
  readonly got: readonly Shown[];
  readonly ok: boolean;
}

type Shown = Readonly<Record<string, unknown>>;

/** One published scenario against the engine; what it expects nothing of is not looked at. */
export function runScenario(written: unknown): ScenarioResult {
  const scenario = scenarioSchema.parse(written);
  const cycles = cyclesOf(scenario);
  const got = scenario.expect.map((expected) => {
    const cycle = cycles.find((one) => one['metric'] === expected.metric && one['cycle'] === expected.cycle);
    return Object.fromEntries(Object.entries(expected).map(([key, value]) => [key, cycle ? (cycle[key] ?? null) : absent(key, value)]));
  });
  return { expected: scenario.expect, got, ok: sameText(got) === sameText(scenario.expect) };
}

/** A cycle that never was has nothing but its name. */
function absent(key: string, expected: unknown): unknown {
  if (key === 'metric' || key === 'cycle') return expected;
  return key === 'outcome' && (expected === 'none' || expected === 'not_started') ? expected : null;
}

function cyclesOf(scenario: Scenario): Shown[] {
  const book = bookOf(scenario);
  const asOf = instantOf(scenario.asOf);
  return runClocks(eventsOf(scenario), asOf, book).cycles.map((cycle) => shown(cycle, asOf, book));
}

function shown(cycle: Cycle, asOf: Instant, book: ClockBook): Shown {
  const elapsedSeconds = cycle.elapsedSeconds ?? elapsedUntil(cycle.inner, asOf, book);
  return {
    metric: cycle.metric,
    cycle: cycle.number,
    startedAt: inSeconds(cycle.startedAt),
    dueAt: inSeconds(cycle.due),
    outcome: cycle.state,
    elapsedSeconds,
    remainingSeconds: Math.max(0, cycle.targetMinutes * 60 - elapsedSeconds),
    endedAt: inSeconds(cycle.endedAt),
    breachedAt: inSeconds(cycle.breachedAt),
    byPolicyChange: cycle.byPolicyChange,
    atRiskAt: inSeconds(cycle.atRiskAt),
    warnings: cycle.warnings.map(({ threshold, at }) => ({ threshold, at: inSeconds(at) })),
  };
}

/** As the vectors write instants. */
function inSeconds(at: Instant | null): string | null {
  return at === null ? null : at.replace('.000Z', 'Z');
}

function sameText(cycles: readonly Shown[]): string {
  return JSON.stringify(cycles.map((cycle) => Object.entries(cycle).sort(([a], [b]) => (a < b ? -1 : 1))));
}
