import { compareText } from '../../shared/facts.js';
import type { Instant } from '../../shared/instant.js';
import type { CommunitySettings, SettingsVersion } from '../../shared/settings.js';

/** A version of a community's settings. */
interface InForce {
  readonly version: number;
  readonly settings: CommunitySettings;
}

/** All settings versions, asked for by time. */
export interface SettingsTimeline {
  /** The version in force at an instant; null: not designated then. */
  inForce(community: string, at: Instant): InForce | null;
  newest(community: string): InForce | null;
  /** The version in force at an instant or, when the community was not designated then, the last one that it had. */
  lastKnown(community: string, at: Instant): InForce | null;
  /** Since when the designation that holds at an instant lasts without a break; null: not designated then. */
  designatedSince(community: string, at: Instant): Instant | null;
  /** The community of a category at an instant: its own designation, else that of the nearest parent. */
  ofCategory(category: number, at: Instant): string | null;
  /** The first community that binds one of these groups as its experts: that of a private ask. */
  ofExpertGroups(groups: readonly number[], at: Instant): string | null;
  /** The community to whose experts a message went although it takes no private questions. */
  refusingPrivateAsk(groups: readonly number[], at: Instant): string | null;
  /** Further names by which people address the bot, in any community. */
  aliases(at: Instant): readonly string[];
  readonly changes: readonly SettingsVersion[];
}

export function settingsTimeline(versions: readonly SettingsVersion[], parents: ReadonlyMap<number, number | null>): SettingsTimeline {
  const ordered = [...versions].sort((a, b) => compareText(a.at, b.at) || a.version - b.version || compareText(a.community, b.community));
  const ids = [...new Set(ordered.map((version) => version.community))];
  const byCommunity = new Map(ids.map((id) => [id, ordered.filter((one) => one.community === id)]));
  const versionsOf = new Map([...byCommunity].map(([id, ofOne]) => [id, ofOne.map(inForceSince)]));
  const inForce = (community: string, at: Instant | null): InForce | null =>
    versionsOf.get(community)?.findLast((one) => at === null || one.at <= at)?.found ?? null;
  const find = (at: Instant, holds: (settings: CommunitySettings) => boolean): string | null =>
    ids.find((id) => {
      const found = inForce(id, at);
      return found !== null && holds(found.settings);
    }) ?? null;
  return {
    changes: ordered,
    inForce,
    newest: (community) => inForce(community, null),
    lastKnown: (community, at) => versionsOf.get(community)?.findLast((one) => one.found !== null && one.at <= at)?.found ?? null,
    designatedSince(community, at) {
      const past = byCommunity.get(community)?.filter((one) => one.at <= at) ?? [];
      return past[past.findLastIndex((one) => one.settings === null) + 1]?.at ?? null;
    },
    aliases: (at) => ids.flatMap((id) => inForce(id, at)?.settings.commands?.aliases ?? []),
    ofExpertGroups: (groups, at) => find(at, (settings) => settings.privateAsking !== false && isAsked(settings, groups)),
    refusingPrivateAsk: (groups, at) => find(at, (settings) => settings.privateAsking === false && isAsked(settings, groups)),
    ofCategory(category, at) {
      const visited = new Set<number>();
      for (let next: number | null = category; next !== null && !visited.has(next); next = parents.get(next) ?? null) {
        visited.add(next);
        const current = next;
        const found = find(at, (settings) => settings.category === current);
        if (found !== null) return found;
      }
      return null;
    },
  };
}

function inForceSince({ at, version, settings }: SettingsVersion): { readonly at: Instant; readonly found: InForce | null } {
  return { at, found: settings && { version, settings } };
}

function isAsked({ roles }: CommunitySettings, groups: readonly number[]): boolean {
  return roles.expert.some((group) => groups.includes(group));
}

export interface FeatureInForce {
  readonly version: number;
  readonly community: CommunitySettings;
  readonly settings: unknown;
}

/**
 * With what a feature folds or passes at `at`, while the ticket's history has been folded up to `reached`: the version in force at
 * `at` (an instant may lie before what was folded). Null: it is off at the later of the two.
 */
export function featureInForce(
  timeline: SettingsTimeline,
  ticket: { readonly community: string; readonly since: Instant },
  when: { readonly feature: string; readonly at: Instant; readonly reached: Instant },
): FeatureInForce | null {
  const { feature, at, reached } = when;
  const current = timeline.lastKnown(ticket.community, at > reached ? at : reached) ?? timeline.inForce(ticket.community, ticket.since);
  const section = current?.settings.features[feature];
  if (!current || !section || section.mode === 'off') return null;
  const then = timeline.lastKnown(ticket.community, at);
  const own = then?.settings.features[feature];
  return then && own
    ? { version: then.version, community: then.settings, settings: own.settings }
    : { version: current.version, community: current.settings, settings: section.settings };
}
