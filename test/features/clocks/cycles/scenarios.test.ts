import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { runScenario } from '../../../../service/features/clocks/vectors/scenario.js';

const scenarios = JSON.parse(
  readFileSync(new URL('../../../fixtures/vectors/sla-scenarios.json', import.meta.url), 'utf8'),
) as ReadonlyArray<{
  readonly id: string;
  readonly title: string;
  readonly asOf: string;
}>;

describe('published scenarios', () => {
  it('CL-01.3 are all there, SC-28 and SC-29 among them', () => {
    expect(scenarios).toHaveLength(21);
    expect(scenarios.map(({ id }) => id)).toEqual(expect.arrayContaining(['SC-28', 'SC-29']));
  });

  it.each(scenarios.map((scenario) => [scenario.id, scenario.title, scenario] as const))('CL-01.1 %s: %s', (_id, _title, scenario) => {
    const { expected, got, ok } = runScenario(scenario);

    expect(got).toEqual(expected);
    expect(ok).toBe(true);
  });

  it('tells a wrong expectation', () => {
    const [first] = scenarios;

    expect(runScenario({ ...first, expect: [{ metric: 'fr', cycle: 1, dueAt: '2025-06-02T11:31:00Z' }] })).toMatchObject({
      ok: false,
      got: [{ dueAt: '2025-06-02T11:30:00Z' }],
    });
  });
});
