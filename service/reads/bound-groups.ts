import { ROLE_NAMES, type SettingsVersion } from '../../shared/settings.js';

export interface BoundGroups {
  /** Groups that a community binds to a role now. */
  readonly all: readonly number[];
  /** Those that may be asked in private: the desk's groups. */
  readonly desk: readonly number[];
}

export function boundGroups(versions: readonly SettingsVersion[]): BoundGroups {
  const newest = new Map<string, SettingsVersion>();
  for (const version of versions) {
    const other = newest.get(version.community);
    if (!other || version.version > other.version) newest.set(version.community, version);
  }
  const roles = [...newest.values()].flatMap(({ settings }) => (settings ? [settings.roles] : []));
  return {
    all: sorted(roles.flatMap((role) => ROLE_NAMES.flatMap((name) => role[name]))),
    desk: sorted(roles.flatMap((role) => role.expert)),
  };
}

function sorted(groups: readonly number[]): number[] {
  return [...new Set(groups)].sort((a, b) => a - b);
}
