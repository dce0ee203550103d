import { addSeconds, type Instant } from '../../shared/instant.js';
import type { CommunitySettings, SettingsVersion } from '../../shared/settings.js';
import { hashState } from '../../shared/text.js';

/** The newest version of each community, by its id. */
export type Newest = ReadonlyMap<string, SettingsVersion>;

export function newestOf(versions: readonly SettingsVersion[]): Newest {
  const newest = new Map<string, SettingsVersion>();
  for (const version of versions)
    if ((newest.get(version.community)?.version ?? 0) < version.version) newest.set(version.community, version);
  return newest;
}

/** What differs becomes a new version, dated now; what is wanted no more ends. */
export function changesOf(
  before: Newest,
  wanted: readonly CommunitySettings[],
  { now, recompute }: { readonly now: Instant; readonly recompute: boolean },
): SettingsVersion[] {
  const named = new Set(wanted.map((settings) => settings.id));
  const dated = (version: SettingsVersion | undefined): Instant => (version && version.at >= now ? addSeconds(version.at, 0.001) : now);
  const ended = [...before.values()].filter((version) => version.settings !== null && !named.has(version.community));
  return [
    ...wanted.flatMap((settings): SettingsVersion[] => {
      const last = before.get(settings.id);
      if (last?.settings && hashState(last.settings) === hashState(settings)) return [];
      // The first version is in force since the community's own beginning: a file may be applied after the first questions.
      const at = last ? dated(last) : settings.since < now ? settings.since : now;
      return [{ community: settings.id, version: (last?.version ?? 0) + 1, at, recompute, settings }];
    }),
    ...ended.map((last): SettingsVersion => ({
      community: last.community,
      version: last.version + 1,
      at: dated(last),
      recompute: false,
      settings: null,
    })),
  ];
}
