import { hash } from 'node:crypto';

/**
 * A user's or group's name as facts may hold it: never the name itself. Small actions tell their target by name only,
 * and the name may become known after the action; the key lets `derive` resolve it whatever came first.
 */
export type NameKey = string & { readonly __nameKey: true };

/** Names of the forum are unique without regard to case, users and groups together. */
export function nameKey(name: string): NameKey {
  return hash('sha256', name.normalize('NFC').toLowerCase()).slice(0, 20) as NameKey;
}
