import type { Request } from 'express';
import type { Viewer } from './may-read.js';
import type { Frame, QueryContext } from './frame.js';

/** A person of the sandbox as whom its pages can be looked at. */
export interface SwitchPerson {
  /** Value of the form and of the cookie. */
  readonly name: string;
  readonly label: string;
  /** Usernames, of which the first that the forum has is taken; none: nobody. */
  readonly usernames: readonly string[];
}

export interface Switch {
  readonly people: readonly SwitchPerson[];
  readonly chosen: string;
}

export const PERSON_COOKIE = 'console_person';
export const OPERATOR = 'operator';

/** The forum whose people are invented: only there may a viewer choose who she is. */
const SANDBOX = 'sandbox';

const SANDBOX_PEOPLE: readonly SwitchPerson[] = [
  { name: OPERATOR, label: 'whoever runs this service', usernames: [] },
  { name: 'nobody', label: 'nobody: not logged in', usernames: [] },
  { name: 'ada', label: 'Ada, a member', usernames: ['ada', 'paula'] },
  { name: 'bo', label: 'Bo, an expert', usernames: ['bo', 'ute'] },
  { name: 'chris', label: 'Chris, a facilitator', usernames: ['chris', 'xaver'] },
  { name: 'dana', label: 'Dana, who leads the desk', usernames: ['dana', 'vera_admin'] },
];

export function peopleOf(forumId: string, own: readonly SwitchPerson[] | undefined): readonly SwitchPerson[] | null {
  return own ?? (forumId === SANDBOX ? SANDBOX_PEOPLE : null);
}

/** Whom the cookie names; without one the operator. */
export function chosenBy(request: Request, people: readonly SwitchPerson[]): string {
  const cookies = (request.get('cookie') ?? '').split(';').map((pair) => pair.trim().split('='));
  const name = cookies.find(([key]) => key === PERSON_COOKIE)?.[1];
  return people.find((person) => person.name === name)?.name ?? OPERATOR;
}

/** Beside the sandbox there is no login yet: whoever sits at the machine is the operator. */
export async function loadViewer(context: QueryContext, frame: Frame, choice: Switch | null): Promise<Viewer> {
  const person = choice?.people.find(({ name }) => name === choice.chosen);
  if (!person || person.name === OPERATOR) return { type: 'operator' };
  const { store, forumId } = context;
  for (const username of person.usernames) {
    const user = await store.idOfName(forumId, 'user', username);
    if (user === null) continue;
    const groups = await store.groupsOf(forumId, user);
    const leads = [...frame.communities].filter(([, { leaders }]) => leaders.some((group) => groups.includes(group))).map(([id]) => id);
    return { type: 'person', user, groups, leads };
  }
  return { type: 'nobody' };
}
