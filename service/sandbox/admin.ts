import { addMembers, removeMembers, renameGroup } from './actions/people-in.js';
import { categoryEvent, groupEvent, systemUser, tagEvent, userEvent } from './payloads.js';
import { existing, groupNamed, slugOf, userNamed } from './lookups.js';
import { categoryIn } from './people.js';
import type { Badge, Category, Group, Settings, Tag, User } from './state.js';
import type { ApiKey, Hook } from './outside-state.js';
import { newUser } from './empty-state.js';
import { newPlugin, type PluginState } from './plugin/plugin-state.js';
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
  return { ...peopleAdmin(world), ...groupAdmin(world), ...placeAdmin(world), ...outsideAdmin(world), ...pluginAdmin(world) };
}

function peopleAdmin(world: World) {
  return {
    addUser(username: string, given: Partial<Omit<User, 'id' | 'username'>> = {}): User {
      const added = newUser({ ...given, id: world.state.next.user++, username }, world.now());
      world.state.users.push(added);
      world.emit(userEvent('user_created', added));
      return added;
    },
    renameUser(username: string, name: string): User {
      const renamed = userAt(world, username);
      renamed.username = name;
      world.emit(userEvent('user_updated', renamed));
      return renamed;
    },
    suspend(username: string, suspended = true): void {
      userAt(world, username).suspended = suspended;
    },
    silence(username: string, silenced = true): void {
      userAt(world, username).silenced = silenced;
    },
  };
}

function groupAdmin(world: World) {
  const { state } = world;
  const usersAt = (names: readonly string[]): User[] => names.map((name) => userAt(world, name));
  return {
    addGroup(given: NewGroup): Group {
      const { name, fullName = null, visibility = 0, messageable = 99, owners = [], members = [] } = given;
      const rows = usersAt([...new Set([...owners, ...members])]).map(({ id, username }) => ({
        id: state.next.member++,
        userId: id,
        owner: owners.includes(username),
        addedAt: world.now(),
      }));
      const added: Group = { id: state.next.group++, name, fullName, visibility, messageable, members: rows };
      state.groups.push(added);
      world.emit(groupEvent('group_created', added));
      return added;
    },
    join(name: string, ...usernames: string[]): void {
      addMembers(world, systemUser(state), { group: groupAt(world, name), users: usersAt(usernames) });
    },
    leave(name: string, ...usernames: string[]): void {
      removeMembers(world, systemUser(state), { group: groupAt(world, name), users: usersAt(usernames) });
    },
    renameGroup(name: string, newName: string): void {
      renameGroup(world, groupAt(world, name), newName);
    },
  };
}

function placeAdmin(world: World) {
  const { state } = world;
  return {
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
    addBadge(name: string, multiple = false): Badge {
      const added = { id: state.badges.reduce((most, badge) => Math.max(most, badge.id), 100) + 1, name, multiple };
      state.badges.push(added);
      return added;
    },
    addTag(name: string, staffOnly = false): Tag {
      const added = { id: state.next.tag++, name, staffOnly };
      state.tags.push(added);
      world.emit(tagEvent(state, 'tag_created', added));
      return added;
    },
  };
}

function outsideAdmin(world: World) {
  const { state } = world;

  function addHook(given: NewHook): Hook {
    const id = state.hooks.reduce((most, hook) => Math.max(most, hook.id), 0) + 1;
    const { url, secret = null, form = false, types, categories = [], tags = [] } = given;
    const added = { id, url, secret, form, types: types ? [...types] : null, categories: [...categories], tags: [...tags] };
    state.hooks.push(added);
    return added;
  }

  return {
    addHook,
    /** Leaves one hook: a restart of the receiver under another port changes the hook, it does not add one. */
    setOnlyHook(given: NewHook): Hook {
      state.hooks.length = 0;
      return addHook(given);
    },
    addKey(key: string, username?: string): ApiKey {
      const added = { key, userId: username === undefined ? null : userAt(world, username).id };
      state.keys = [...state.keys.filter((known) => known.key !== key), added];
      return added;
    },
    settings(change: Partial<Settings>): void {
      Object.assign(state.settings, change);
    },
  };
}

function userAt(world: World, name: string): User {
  return existing(userNamed(world.state, name), `user "${name}"`);
}

function groupAt(world: World, name: string): Group {
  return existing(groupNamed(world.state, name), `group "${name}"`);
}

function pluginAdmin({ state }: World) {
  return {
    /** With the secret that the service knows too; it acts as this account. */
    installPlugin(secret: string, bot: string): PluginState {
      state.plugin = newPlugin(secret, bot);
      return state.plugin;
    },
    /** Its tables stay. */
    switchPlugin(isOn: boolean): void {
      if (state.plugin) state.plugin.isOn = isOn;
    },
  };
}
