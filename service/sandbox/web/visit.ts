import { groupsOf, userNamed } from '../lookups.js';
import type { Reader } from '../permissions.js';
import type { Params } from '../routes/params.js';
import { textIn } from '../routes/params.js';
import type { Group, SandboxState } from '../state.js';

/** What the forum said no to, and what had been typed. */
export interface Refused {
  /** Id of the form. */
  readonly form: string;
  readonly reason: string;
  readonly typed: Params;
}

/** One look at one page by one person. */
export interface Visit {
  readonly state: SandboxState;
  readonly reader: Reader;
  /** Where the page can be read again, with its query. */
  readonly path: string;
  readonly query: Params;
  readonly refused: Refused | null;
}

export const PERSON_COOKIE = 'sandbox_person';

/** Who the visitor has chosen to be; who is suspended or unknown is nobody. */
export function readerIn(state: SandboxState, cookies: string | undefined): Reader {
  const named = (cookies ?? '')
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${PERSON_COOKIE}=`));
  const user = userNamed(state, named?.slice(PERSON_COOKIE.length + 1) ?? '');
  return user && user.id > 0 && !user.suspended ? user : null;
}

/** What stands in a field: what was typed into it before the forum said no, else the given value. */
export function fieldValue(visit: Visit, form: string, field: { name: string; usual: string }): string {
  const typed = visit.refused?.form === form ? textIn(visit.refused.typed, field.name) : null;
  return typed ?? field.usual;
}

/** Groups whose messages the reader may look through: their own, and for an admin every one. */
export function inboxGroups({ state, reader }: Visit): Group[] {
  if (reader === null) return [];
  return reader.admin ? state.groups : groupsOf(state, reader.id);
}

/** Names of who calls the forum with a key of their own: its bots. */
export function botNames(state: SandboxState): string[] {
  return state.users.filter((user) => state.keys.some((key) => key.userId === user.id)).map((user) => user.username);
}
