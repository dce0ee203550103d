import { DEFAULT_POLICY, type Channel, type Conditions } from '../policy-settings.js';
import type { ClocksSettings } from '../settings.js';
import type { Priority } from './cycles/book.js';

/** What the conditions of policies look at. */
export interface Question {
  readonly category: number | null;
  readonly tags: readonly string[];
  readonly kind: string | null;
  readonly lane: string;
  readonly channel: Channel;
  readonly priority: Priority;
  readonly language: string;
  /** Whether the asker is a member of a group. */
  readonly isAskerIn: (group: number) => boolean;
}

/** R-MATCH: in their order, the first whose conditions all hold; the default if none does. */
export function policyFor({ policies }: Pick<ClocksSettings, 'policies'>, question: Question): string {
  return policies.find(({ when }) => matches(when, question))?.name ?? DEFAULT_POLICY;
}

function matches(when: Conditions, question: Question): boolean {
  const given = judged(when, question);
  return given.length > 0 && given.every(({ holds }) => holds);
}

export interface JudgedCondition {
  readonly what: keyof Conditions;
  readonly asked: ReadonlyArray<string | number>;
  readonly holds: boolean;
}

/** The conditions that are given, each with whether it holds. */
export function judged(when: Conditions, question: Question): readonly JudgedCondition[] {
  const { category, tag, kind, lane, channel, priority, group, language } = when;
  const given: Array<JudgedCondition | undefined> = [
    category && { what: 'category', asked: category, holds: question.category !== null && category.includes(question.category) },
    tag && { what: 'tag', asked: tag, holds: tag.some((one) => question.tags.includes(one)) },
    kind && { what: 'kind', asked: kind, holds: kind.some((one) => one === question.kind) },
    lane && { what: 'lane', asked: lane, holds: lane.some((one) => one === question.lane) },
    channel && { what: 'channel', asked: channel, holds: channel.includes(question.channel) },
    priority && { what: 'priority', asked: priority, holds: priority.includes(question.priority) },
    group && { what: 'group', asked: group, holds: group.some(question.isAskerIn) },
    language && { what: 'language', asked: language, holds: language.includes(question.language) },
  ];
  return given.filter((condition) => condition !== undefined);
}
