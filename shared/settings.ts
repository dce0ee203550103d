import type { CommandWord } from './commands/vocabulary.js';
import type { Instant } from './instant.js';
import type { Locale, Words } from './words.js';

/** `off`: the feature does not run. `shadow`: it decides and records, and carries nothing out. `on`: it acts. */
export type FeatureMode = 'off' | 'shadow' | 'on';

export interface FeatureSection {
  readonly mode: FeatureMode;
  /** Already parsed by the feature's own schema: defaults are filled in. */
  readonly settings: unknown;
}

/** When a person of the desk works, and who stands in for her. */
export interface PersonSettings {
  /** A calendar or the name of one, as the clocks' settings have them; null: the desk's. Read it with `workingCalendar`. */
  readonly calendar: unknown;
  /** Local dates of her own zone, both included. */
  readonly away: ReadonlyArray<{ readonly from: string; readonly to: string }>;
  readonly backup: number | null;
}

/** A community as the engine sees it: names of groups are resolved to ids when the settings are applied. */
export interface CommunitySettings {
  readonly id: string;
  readonly name: string;
  /** The designated category; its subcategories belong to it unless they are designated on their own. */
  readonly category: number;
  /** `enforceFrom`: topics older than this stay untouched until somebody posts in them. */
  readonly since: Instant;
  readonly locale: Locale;
  readonly words: Words;
  /** Group ids per role; several groups per role, several communities per group. */
  readonly roles: Readonly<Record<RoleName, readonly number[]>>;
  /** Seconds that an irreversible act waits before the topic is read again (0 to 45). */
  readonly settleSeconds: number;
  /** How people address the bot besides its own name, and own words for commands (UI-31). */
  readonly commands?: { readonly aliases: readonly string[]; readonly words: Readonly<Record<string, CommandWord>> };
  /** `false`: messages to its experts are no questions (ES-01). */
  readonly privateAsking?: boolean;
  /** Figures over private tickets that rest on fewer tickets or askers are not shown (capabilities 0.1, rule 5). */
  readonly smallGroupSize?: number;
  /** `false`: no status post in its topics (UI-34). */
  readonly statusPost?: boolean;
  /** Groups that stand for no role, and whose members are asked for all the same: settings of features name them. */
  readonly alsoGroups?: readonly number[];
  readonly faqCategory: number | null;
  readonly libraryCategory: number | null;
  /** Who is told when nobody else has helped (SU-19, CL-08). */
  readonly safetyOwner?: number | null;
  /** By user id. */
  readonly people?: Readonly<Record<string, PersonSettings>>;
  readonly features: Readonly<Record<string, FeatureSection>>;
}

export const ROLE_NAMES = ['expert', 'signer', 'facilitator', 'deskLead'] as const;
export type RoleName = (typeof ROLE_NAMES)[number];

/** Settings are dated facts (design section 3): the version in force at t is the newest with `at` not after t. */
export interface SettingsVersion {
  readonly community: string;
  readonly version: number;
  readonly at: Instant;
  /** Open cycles are recomputed with it (R-EDIT). */
  readonly recompute: boolean;
  /** Null: the community was un-designated. */
  readonly settings: CommunitySettings | null;
}
