import { compareText } from '../../shared/facts.js';
import type { Instant } from '../../shared/instant.js';
import type { NameKey } from '../../shared/names.js';

/** Resolves the target of a small action as of its time; undefined while the name is unknown. */
export type ResolveName = (name: NameKey, at: Instant) => { readonly kind: 'user' | 'group'; readonly id: number } | undefined;

/** Which user or group a name meant at a time: the newest that was seen before, else the first seen after. */
export function nameResolver(
  names: ReadonlyMap<NameKey, ReadonlyArray<{ readonly kind: 'user' | 'group'; readonly id: number; readonly at: Instant }>>,
): ResolveName {
  return (name, at) => {
    const seen = [...(names.get(name) ?? [])].sort((a, b) => compareText(a.at, b.at) || a.id - b.id);
    return seen.filter((one) => one.at <= at).at(-1) ?? seen[0];
  };
}
