import { nameKey } from '../../shared/names.js';
import { namesIn, type CommunityDraft, type Directory } from '../config/communities.js';
import { ForumError, type Forum } from '../ports/forum.js';
import type { Store } from '../ports/store.js';

interface Asked {
  readonly store: Pick<Store, 'idOfName'>;
  readonly forumId: string;
  readonly forum: Pick<Forum, 'listMembers'> | null;
}

/** Looks the names of settings up: in what is known, and people who never wrote among the members of the bound groups. */
export async function directoryOf(drafts: readonly CommunityDraft[], { store, forumId, forum }: Asked): Promise<Directory> {
  const [groups, users] = [new Map<string, number | null>(), new Map<string, number | null>()];
  const names = drafts.map(namesIn);
  for (const name of names.flatMap((one) => one.groups)) groups.set(name, await store.idOfName(forumId, 'group', name));
  for (const name of names.flatMap((one) => one.users)) users.set(nameKey(name), await store.idOfName(forumId, 'user', name));
  if (forum && [...users.values()].includes(null))
    for (const group of groups.keys())
      for (const { name, id } of await membersOf(group, forum)) if (users.get(nameKey(name)) === null) users.set(nameKey(name), id);
  return { group: (name) => groups.get(name) ?? null, user: (name) => users.get(nameKey(name)) ?? null };
}

async function membersOf(
  group: string,
  forum: Pick<Forum, 'listMembers'>,
): Promise<ReadonlyArray<{ readonly name: string; readonly id: number }>> {
  try {
    return await forum.listMembers(group);
  } catch (error) {
    if (error instanceof ForumError) return [];
    throw error;
  }
}

/** What the forum does not know, with what to do; null: it knows everything. */
export function unknownNames(
  resolved: ReadonlyArray<{ readonly unknownGroups: readonly string[]; readonly unknownPeople: readonly string[] }>,
): string | null {
  const groups = [...new Set(resolved.flatMap((one) => one.unknownGroups))];
  if (groups.length > 0)
    return `the forum has no group ${groups.join(', ')}, or the bot may not see it. Check the name, or add the bot to the group.`;
  const people = [...new Set(resolved.flatMap((one) => one.unknownPeople))];
  if (people.length > 0)
    return `nobody in the groups of these communities is called ${people.join(', ')}. Under \`people\` and \`safetyOwner\` write usernames as in the forum, of members of the groups.`;
  return null;
}
