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

function matches(when: TriageRule['when'], question: Question): boolean {
  const conditions = conditionsOf(when, question);
  return conditions.length > 0 && conditions.every(({ holds }) => holds);
}

/** A condition that a rule gives, with what it asks for and whether that holds. */
type Condition =
  | { readonly what: 'categories'; readonly asked: readonly number[]; readonly holds: boolean }
  | { readonly what: 'tags' | 'words'; readonly asked: readonly string[]; readonly holds: boolean }
  | { readonly what: 'channel'; readonly asked: 'board' | 'private'; readonly holds: boolean };

export function conditionsOf({ categories, tags, words, channel }: TriageRule['when'], question: Question): readonly Condition[] {
  const given: Array<Condition | undefined> = [
    categories && { what: 'categories', asked: categories, holds: categories.some((category) => category === question.category) },
    tags && { what: 'tags', asked: tags, holds: tags.some((tag) => question.tags.includes(tag)) },
    words && { what: 'words', asked: words, holds: anyWordIn(words, [question.title, question.text]) },
    channel && { what: 'channel', asked: channel, holds: channel === (question.isPrivateAsk ? 'private' : 'board') },
  ];
  return given.filter((condition) => condition !== undefined);
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
