import type { Metric } from './arithmetic/cycles/cycle.js';
import { targetOf, type Priority } from './arithmetic/cycles/book.js';
import { judged, policyFor, type JudgedCondition, type Question } from './arithmetic/match.js';
import { bookOf, policyNamed } from './arithmetic/policy.js';
import { DEFAULT_POLICY, type Conditions } from './policy-settings.js';
import { clocksSettings, type ClocksSettings } from './settings.js';

/** A policy as people look at it; the default comes last, because it is tried last. */
export interface ShownPolicy {
  readonly name: string;
  readonly isDefault: boolean;
  readonly conditions: ReadonlyArray<{ readonly what: string; readonly asked: ReadonlyArray<string | number> }>;
  readonly targets: ReadonlyArray<{ readonly metric: Metric; readonly minutes: Readonly<Record<Priority, number | null>> }>;
  /** As somebody could have written it in the settings file. */
  readonly written: Readonly<Record<string, unknown>>;
}

const SHOWN: readonly Metric[] = ['fr', 'nr', 'pu', 'res', 'own', 'ola'];

/** CL-09: the policies of the settings of clocks in the order in which they are tried; null: these are no such settings. */
export function shownPolicies(settings: unknown): readonly ShownPolicy[] | null {
  const read = clocksSettings.safeParse(settings ?? {});
  if (!read.success) return null;
  const { policies } = read.data;
  return [
    ...policies.map((policy) => ({ ...policy, conditions: conditionsIn(policy.when), written: policy })),
    { name: DEFAULT_POLICY, conditions: [], written: {} },
  ].map(({ name, conditions, written }) => ({
    name,
    isDefault: name === DEFAULT_POLICY,
    conditions,
    targets: targetsIn(read.data, name),
    written,
  }));
}

function conditionsIn(when: Conditions): ShownPolicy['conditions'] {
  return Object.entries(when).flatMap(([what, asked]) => (asked === undefined ? [] : [{ what, asked }]));
}

function targetsIn(written: ClocksSettings, name: string): ShownPolicy['targets'] {
  const [policy] = Object.values(bookOf({ only: policyNamed({ community: '', version: 0, written }, name) }).policies);
  if (policy === undefined) return [];
  const minutes = (metric: Metric, priority: Priority) =>
    targetOf(metric, policy, { priority, lane: null, kind: null, channel: null, updateMinutes: null });
  return SHOWN.map((metric) => ({
    metric,
    minutes: {
      urgent: minutes(metric, 'urgent'),
      high: minutes(metric, 'high'),
      normal: minutes(metric, 'normal'),
      low: minutes(metric, 'low'),
    },
  }));
}

export type PolicyCheck =
  | { readonly ok: true; readonly settings: unknown }
  | { readonly ok: false; readonly problems: ReadonlyArray<{ readonly path: readonly PropertyKey[]; readonly text: string }> };

/** Whether these settings may hold such policies (R-MATCH); nothing is applied. */
export function checkPolicies(settings: unknown, policies: unknown): PolicyCheck {
  const base = typeof settings === 'object' && settings !== null ? settings : {};
  const read = clocksSettings.safeParse({ ...base, policies });
  if (read.success) return { ok: true, settings: read.data };
  return { ok: false, problems: read.error.issues.map(({ path, message }) => ({ path, text: message })) };
}

export interface PolicyTrial {
  readonly name: string;
  readonly conditions: readonly JudgedCondition[];
}

/** Which policy a question gets, with the conditions of all of them; null: these are no settings of clocks. */
export function tryPolicies(
  settings: unknown,
  question: Question,
): { readonly name: string; readonly tried: readonly PolicyTrial[] } | null {
  const read = clocksSettings.safeParse(settings ?? {});
  if (!read.success) return null;
  const tried = read.data.policies.map(({ name, when }) => ({ name, conditions: judged(when, question) }));
  return { name: policyFor(read.data, question), tried };
}
