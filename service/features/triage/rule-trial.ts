import { conditionsOf, sameConditions, type Question } from './match.js';
import { triageSettings } from './settings.js';

type Condition = ReturnType<typeof conditionsOf>[number];

export interface TriedRule {
  readonly name: string;
  /** `later`: an earlier rule matched, so it was not asked. */
  readonly outcome: 'matched' | 'no' | 'later';
  readonly conditions: readonly Condition[];
  readonly group: number | null;
}

export interface RuleTrial {
  readonly rules: readonly TriedRule[];
  /** Names of rules that ask for the same: of these only the first is ever applied (TR-07). */
  readonly same: ReadonlyArray<readonly string[]>;
}

/** TR-07: which rule of these settings takes a question, and why those before it did not; null: these are no settings of triage. */
export function tryRules(settings: unknown, question: Question): RuleTrial | null {
  const read = triageSettings.safeParse(settings ?? {});
  if (!read.success) return null;
  const { rules } = read.data;
  const tried = rules.map((rule) => ({ rule, conditions: conditionsOf(rule.when, question) }));
  const first = tried.findIndex(({ conditions }) => conditions.length > 0 && conditions.every(({ holds }) => holds));
  return {
    rules: tried.map(({ rule: { name, set }, conditions }, index) => ({
      name,
      outcome: index === first ? 'matched' : first >= 0 && index > first ? 'later' : 'no',
      conditions,
      group: set.group ?? null,
    })),
    same: sameConditions(rules),
  };
}
