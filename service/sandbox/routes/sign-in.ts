import type { IncomingHttpHeaders } from 'node:http';
import { findUser, userNamed } from '../lookups.js';
import type { Reader } from '../permissions.js';
import { badKey, notPermitted } from '../refusal.js';
import type { Refusal } from '../refusal.js';
import type { SandboxState } from '../state.js';

export interface SignedIn {
  readonly reader: Reader;
  readonly withKey: boolean;
}

/** By headers only; without a key the caller is anonymous. A wrong key, a wrong name and an unknown one look alike. */
export function signIn(state: SandboxState, headers: IncomingHttpHeaders): SignedIn | Refusal {
  const [given, name] = [one(headers['api-key']), one(headers['api-username'])];
  if (given === undefined) return { reader: null, withKey: false };
  const key = state.keys.find((known) => known.key === given);
  if (!key) return badKey();
  const named = name === undefined ? undefined : userNamed(state, name);
  const owner = key.userId === null ? undefined : findUser(state, key.userId);
  const user = key.userId === null ? named : owner;
  if (!user || (owner && name !== undefined && named !== owner)) return badKey();
  return user.suspended ? notPermitted() : { reader: user, withKey: true };
}

function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
