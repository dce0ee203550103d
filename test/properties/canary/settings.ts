import type { CommunitySettings, FeatureMode, SettingsVersion } from '../../../shared/settings.js';
import { wordsFor } from '../../../shared/words.js';
import type { AnyFeature } from '../../../service/engine/feature.js';
import { COMMUNITIES, type CommunityGround } from './people.js';
import type { Chance } from './random.js';

/** Settings with which features say as much as they can; a feature that is not named here has its defaults. */
const OWN: Readonly<Record<string, object>> = {
  triage: {
    rules: [
      { name: 'rent goes to the specialists', when: { words: ['rent'] }, set: { kind: 'policy', mode: 'official_decides', group: 44 } },
      { name: 'private questions', when: { channel: 'private' }, set: { lane: 'desk' } },
    ],
    starterRules: true,
    noticeAfterMinutes: [30, 90],
    notifyGroups: true,
  },
  official: { badge: 5, capacities: { 40: 'head of housing' }, validMonths: 1 },
  // Within a history much is due, and overdue: warnings and the ladder speak.
  clocks: {
    calendar: {
      tz: 'Europe/Berlin',
      hours: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [['00:00', '24:00']]])),
    },
    targets: {
      ...{ firstReplyMinutes: 40, communityReplyMinutes: 30, nextReplyMinutes: 30, updateMinutes: 60 },
      ...{ acceptMinutes: 20, expertAnswerMinutes: 40, resolutionMinutes: 120 },
    },
    policies: [
      { name: 'asked in private', when: { channel: 'private' }, urgent: true },
      { name: 'what is allowed', when: { kind: 'policy' }, targets: { firstReplyMinutes: 60 } },
    ],
  },
  escalation: {
    askerAfterMinutes: 1,
    silenceMinutes: 120,
    silenceIn: { communityLane: true, discussions: true },
    levels: [
      { level: 1, groups: [41] },
      { level: 2, groups: [44] },
    ],
  },
};

/** The other community does less. */
const ELSEWHERE: typeof OWN = { clocks: { targets: { firstReplyMinutes: 240 } }, escalation: { silenceMinutes: 60 } };

export interface Tuning {
  readonly locale: 'en' | 'de';
  readonly modeOf: (feature: string) => FeatureMode;
}

/** Parsing a feature's settings is slow, and they never differ. */
const parsed = new WeakMap<AnyFeature, Map<string, unknown>>();

function settingsOf(feature: AnyFeature, community: string): unknown {
  const known = parsed.get(feature) ?? new Map<string, unknown>();
  parsed.set(feature, known);
  if (known.has(community)) return known.get(community);
  const own = feature.settings.safeParse((community === 'housing' ? OWN : ELSEWHERE)[feature.name] ?? {});
  const settings: unknown = own.success ? own.data : feature.settings.parse({});
  known.set(community, settings);
  return settings;
}

function communityOf(ground: CommunityGround, features: readonly AnyFeature[], { locale, modeOf }: Tuning): CommunitySettings {
  return {
    id: ground.id,
    name: ground.name,
    category: ground.category,
    since: '2026-01-01T00:00:00.000Z',
    locale,
    words: wordsFor(locale, {}),
    roles: ground.roles,
    settleSeconds: 0,
    commands: { aliases: ['desk'], words: {} },
    safetyOwner: 13,
    people: { '20': { calendar: null, away: [], backup: 21 }, '21': { calendar: null, away: [], backup: 23 } },
    faqCategory: ground.faq,
    libraryCategory: ground.library,
    features: Object.fromEntries(
      features.map((feature) => [feature.name, { mode: modeOf(feature.name), settings: settingsOf(feature, ground.id) }]),
    ),
  };
}

export function firstVersions(features: readonly AnyFeature[]): SettingsVersion[] {
  return COMMUNITIES.map((ground) => ({
    community: ground.id,
    version: 1,
    at: '2026-01-01T00:00:00.000Z',
    recompute: false,
    settings: communityOf(ground, features, { locale: 'en', modeOf: () => 'on' }),
  }));
}

/** Another language, and features that are switched off or into shadow; or the end of a community. */
export function nextVersion(
  versions: readonly SettingsVersion[],
  features: readonly AnyFeature[],
  { chance, at }: { readonly chance: Chance; readonly at: string },
): SettingsVersion {
  const ground = chance.happens(0.8) ? COMMUNITIES[0] : COMMUNITIES[1];
  if (!ground) throw new Error('there is no community');
  const version = versions.filter(({ community }) => community === ground.id).length + 1;
  const modes = new Map(features.map(({ name }) => [name, chance.pick<FeatureMode>(['on', 'on', 'on', 'on', 'shadow', 'off'])]));
  const locale = chance.pick(['en', 'de'] as const);
  const hasEnded = versions.some((one) => one.community === ground.id && one.settings === null);
  const settings =
    hasEnded || chance.happens(0.05) ? null : communityOf(ground, features, { locale, modeOf: (name) => modes.get(name) ?? 'on' });
  return { community: ground.id, version, at, recompute: chance.happens(0.5), settings };
}
