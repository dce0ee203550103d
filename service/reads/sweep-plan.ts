import { addSeconds, secondsBetween, type Instant } from '../../shared/instant.js';

/** Design section 3, "Reads have a budget". */
export const CALLS_PER_MINUTE = 6;
export const SLOT_SECONDS = 60 / CALLS_PER_MINUTE;

/** Something that is looked at again and again. */
export interface Chore {
  readonly name: string;
  readonly everySeconds: number;
}

/** Lists that show new things, looked at in less than five minutes with the minute that a tick takes. */
const NEW_THINGS_SECONDS = 240;
const MEMBERS_SECONDS = 300;
const MEMBERS_GROUPS = 10;
const HOURLY_SECONDS = 3600;
const TOPICS_SECONDS = 3600;

export interface Extent {
  readonly groups: number;
  readonly deskGroups: number;
  readonly topics: number;
}

/** How often each thing is looked at; beyond what the budget holds, in proportion. */
export function intervals({ groups, deskGroups, topics }: Extent): {
  readonly newThings: number;
  readonly members: number;
  readonly messages: number;
  readonly directory: number;
  readonly topics: number;
} {
  const members = MEMBERS_SECONDS * Math.max(1, groups / MEMBERS_GROUPS);
  const messages = NEW_THINGS_SECONDS * Math.max(1, deskGroups);
  const others = 2 / NEW_THINGS_SECONDS + groups / members + deskGroups / messages + 2 / HOURLY_SECONDS;
  const left = CALLS_PER_MINUTE / 60 - others;
  return { newThings: NEW_THINGS_SECONDS, members, messages, directory: HOURLY_SECONDS, topics: Math.max(TOPICS_SECONDS, topics / left) };
}

/** What is due, the longest waiting first; what was never done comes before all else. */
export function dueChores<Kind extends Chore>(chores: readonly Kind[], doneAt: ReadonlyMap<string, Instant>, now: Instant): Kind[] {
  const dueAt = (chore: Kind): Instant => {
    const done = doneAt.get(chore.name);
    return done === undefined ? '' : addSeconds(done, chore.everySeconds);
  };
  return chores.filter((chore) => dueAt(chore) <= now).sort((a, b) => (dueAt(a) < dueAt(b) ? -1 : dueAt(a) > dueAt(b) ? 1 : 0));
}

/** The topics whose turn it is: those that were not looked at for the longest time, at most so many. */
export function topicsInTurn(
  topics: readonly number[],
  {
    seenAt,
    now,
    everySeconds,
    most,
  }: { readonly seenAt: (topic: number) => Instant | null; readonly now: Instant; readonly everySeconds: number; readonly most: number },
): number[] {
  return topics
    .map((topic) => ({ topic, at: seenAt(topic) }))
    .filter(({ at }) => at === null || secondsBetween(at, now) >= everySeconds)
    .sort((a, b) => ((a.at ?? '') < (b.at ?? '') ? -1 : (a.at ?? '') > (b.at ?? '') ? 1 : a.topic - b.topic))
    .slice(0, Math.max(0, most))
    .map(({ topic }) => topic);
}
