import { canonicalJson } from '../../../shared/text.js';
import type { TriageRule } from './settings.js';
import { anyWordIn } from './words-in-text.js';

/** What rules look at. Texts are null when they are gone or were never kept. */
export interface Question {
  readonly category: number | null;
  readonly tags: readonly string[];
  readonly title: string | null;
  readonly text: string | null;
  readonly isPrivateAsk: boolean;
}

/** R-MATCH: in explicit order, the first whose conditions all hold; no condition, no match. */
export function firstMatch(rules: readonly TriageRule[], question: Question): TriageRule | null {
  return rules.find((rule) => matches(rule.when, question)) ?? null;
}

function matches({ categories, tags, words, channel }: TriageRule['when'], question: Question): boolean {
  const held = [
    categories && categories.some((category) => category === question.category),
    tags && tags.some((tag) => question.tags.includes(tag)),
    words && anyWordIn(words, [question.title, question.text]),
    channel && channel === (question.isPrivateAsk ? 'private' : 'board'),
  ].filter((condition) => condition !== undefined);
  return held.length > 0 && held.every(Boolean);
}

/** TR-07: names of rules whose conditions are the same: of these only the first is ever applied. */
export function sameConditions(rules: readonly TriageRule[]): string[][] {
  const byConditions = new Map<string, string[]>();
  for (const { name, when } of rules) {
    const conditions = canonicalJson(Object.fromEntries(Object.entries(when).map(([key, value]) => [key, unordered(value)])));
    byConditions.set(conditions, [...(byConditions.get(conditions) ?? []), name]);
  }
  return [...byConditions.values()].filter((names) => names.length > 1);
}

function unordered(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return [...new Set(value.map((one: unknown) => (typeof one === 'string' ? one.toLowerCase() : String(one))))].sort();
}
