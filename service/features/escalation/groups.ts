import type { Level } from '../../../shared/commands/vocabulary.js';
import type { CommunitySettings } from '../../../shared/settings.js';
import type { TicketView } from '../../engine/feature.js';
import type { TriageView } from '../triage/view.js';
import type { EscalationSettings } from './settings.js';

const LEVELS: readonly Level[] = [1, 2, 3];

interface Asked {
  readonly ticket: TicketView;
  readonly community: CommunitySettings;
  readonly settings: EscalationSettings;
}

/** ES-07: whom a level means. */
export function groupsOfLevel(level: Level, { ticket, community, settings }: Asked): readonly number[] {
  const set = settings.levels.find((one) => one.level === level);
  if (set) return set.groups;
  if (level === 3) return [];
  const triage = ticket.views['triage'] as TriageView | undefined;
  // Those who were asked privately have it already: it goes to all experts.
  return level === 1 && !ticket.membership?.isPrivateAsk && triage?.queue === 'experts' && triage.groups.length > 0
    ? triage.groups
    : community.roles.expert;
}

export function levelsWithGroups(asked: Asked): readonly Level[] {
  return LEVELS.filter((level) => groupsOfLevel(level, asked).length > 0);
}

/** To whom a question may be given: the expert groups of the community and those of its levels. */
export function expertGroups(asked: Asked): readonly number[] {
  return [...new Set([...asked.community.roles.expert, ...LEVELS.flatMap((level) => groupsOfLevel(level, asked))])];
}

/** SU-19: where there are none, members answer each other. */
export function hasExperts(asked: Asked): boolean {
  return asked.community.roles.expert.length > 0 || LEVELS.some((level) => groupsOfLevel(level, asked).length > 0);
}

/** The level that a group is of; null: of none. */
export function levelOfGroup(group: number, asked: Asked): Level | null {
  return LEVELS.find((level) => groupsOfLevel(level, asked).includes(group)) ?? null;
}

export function sameGroups(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((group) => other.includes(group));
}
