import { ROLE_NAMES, type SettingsVersion } from '../../shared/settings.js';

export interface BoundGroups {
  /** Groups that a community binds to a role now, and others that its settings name. */
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
  const inForce = [...newest.values()].flatMap(({ settings }) => (settings ? [settings] : []));
  return {
    all: sorted(inForce.flatMap(({ roles, alsoGroups = [] }) => [...ROLE_NAMES.flatMap((name) => roles[name]), ...alsoGroups])),
    desk: sorted(inForce.flatMap(({ roles }) => roles.expert)),
  };
}

function sorted(groups: readonly number[]): number[] {
  return [...new Set(groups)].sort((a, b) => a - b);
}
