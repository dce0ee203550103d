import { addMembers, removeMembers, renameGroup } from './actions/people-in.js';
import { categoryEvent, groupEvent, systemUser, tagEvent, userEvent } from './payloads.js';
import { existing, groupNamed, slugOf, userNamed } from './lookups.js';
import { categoryIn } from './people.js';
import type { ApiKey, Category, Group, Hook, Settings, Tag, User } from './state.js';
import { newUser } from './state.js';
import type { World } from './world.js';

export interface NewGroup {
  readonly name: string;
  readonly fullName?: string;
  readonly members?: readonly string[];
  readonly owners?: readonly string[];
  readonly visibility?: number;
  readonly messageable?: number;
}

export interface NewCategory {
  readonly name: string;
  readonly parent?: string;
  readonly readGroups?: readonly string[];
  readonly createGroups?: readonly string[];
}

export interface NewHook {
  readonly url: string;
  readonly secret?: string;
  readonly types?: readonly string[];
  readonly categories?: readonly number[];
  readonly tags?: readonly string[];
  readonly form?: boolean;
}

/** What an admin sets up. First members of a new group are in no delivery (design section 4). */
export type Admin = ReturnType<typeof adminOf>;

export function adminOf(world: World) {
  const { state } = world;
  const user = (name: string): User => existing(userNamed(state, name), `user "${name}"`);
  const group = (name: string): Group => existing(groupNamed(state, name), `group "${name}"`);

  return {
    addUser(username: string, given: Partial<Omit<User, 'id' | 'username'>> = {}): User {
      const added = newUser({ ...given, id: state.next.user++, username }, world.now());
      state.users.push(added);
      world.emit(userEvent('user_created', added));
      return added;
    },
    renameUser(username: string, name: string): User {
      const renamed = user(username);
      renamed.username = name;
      world.emit(userEvent('user_updated', renamed));
      return renamed;
    },
    suspend: (username: string, suspended = true): void => void (user(username).suspended = suspended),
    silence: (username: string, silenced = true): void => void (user(username).silenced = silenced),
    addGroup(given: NewGroup): Group {
      const names = [...new Set([...(given.owners ?? []), ...(given.members ?? [])])];
      const members = names.map((name) => ({ id: state.next.member++, userId: user(name).id, owner: given.owners?.includes(name) ?? false, addedAt: world.now() }));
      const { name, fullName = null, visibility = 0, messageable = 99 } = given;
      const added: Group = { id: state.next.group++, name, fullName, visibility, messageable, members };
      state.groups.push(added);
      world.emit(groupEvent('group_created', added));
      return added;
    },
    join: (name: string, ...usernames: string[]): void => void addMembers(world, systemUser(state), { group: group(name), users: usernames.map(user) }),
    leave: (name: string, ...usernames: string[]): void => void removeMembers(world, systemUser(state), { group: group(name), users: usernames.map(user) }),
    renameGroup: (name: string, newName: string): void => renameGroup(world, group(name), newName),
    addCategory(given: NewCategory): Category {
      const added: Category = {
        id: state.next.category++,
        name: given.name,
        slug: slugOf(given.name),
        parent: given.parent === undefined ? null : categoryIn(state, given.parent).id,
        readGroups: given.readGroups ? [...given.readGroups] : null,
        createGroups: given.createGroups ? [...given.createGroups] : null,
        approveTopics: false,
        approveReplies: false,
      };
      state.categories.push(added);
      world.emit(categoryEvent(state, 'category_created', added));
      return added;
    },
    /** Fact 10: one change of a category is usually announced twice. */
    changeCategory(name: string | number, change: Partial<Omit<Category, 'id'>>): Category {
      const category = Object.assign(categoryIn(state, name), change);
      world.emit(categoryEvent(state, 'category_updated', category));
      world.emit(categoryEvent(state, 'category_updated', category));
      return category;
    },
    addTag(name: string, staffOnly = false): Tag {
      const added = { id: state.next.tag++, name, staffOnly };
      state.tags.push(added);
      world.emit(tagEvent(state, 'tag_created', added));
      return added;
    },
    addHook(given: NewHook): Hook {
      const id = state.hooks.reduce((most, hook) => Math.max(most, hook.id), 0) + 1;
      const { url, secret = null, form = false } = given;
      const added = { id, url, secret, form, types: given.types ? [...given.types] : null, categories: [...(given.categories ?? [])], tags: [...(given.tags ?? [])] };
      state.hooks.push(added);
      return added;
    },
    /** Points to one address only: a restart under another port changes the hook, it does not add one. */
    setOnlyHook(given: NewHook): Hook {
      state.hooks.length = 0;
      return this.addHook(given);
    },
    addKey(key: string, username?: string): ApiKey {
      const added = { key, userId: username === undefined ? null : user(username).id };
      state.keys = [...state.keys.filter((known) => known.key !== key), added];
      return added;
    },
    settings: (change: Partial<Settings>): void => void Object.assign(state.settings, change),
  };
}
