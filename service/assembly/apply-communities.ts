import { addSeconds, type Instant } from '../../shared/instant.js';
import { hashState } from '../../shared/text.js';
import type { SettingsVersion } from '../../shared/settings.js';
import { parseCommunities, problemsText, resolveCommunity, type CommunityDraft } from '../config/communities.js';
import { directoryOf, unknownNames } from './directory-of.js';
import type { AnyFeature } from '../engine/feature.js';
import type { Clock } from '../ports/clock.js';
import { ForumError, type Forum } from '../ports/forum.js';
import type { Store } from '../ports/store.js';

export interface Applying {
  readonly store: Store;
  readonly forumId: string;
  readonly features: readonly AnyFeature[];
  readonly clock: Clock;
  /** Null: the forum is not asked, as when no service runs. */
  readonly forum: Pick<Forum, 'listCategories' | 'listMembers'> | null;
  /** Open cycles are counted again with the new settings (R-EDIT); else they keep those under which they began. */
  readonly recompute?: boolean;
}

export type Applied =
  { readonly ok: true; readonly text: string; readonly changed: readonly string[] } | { readonly ok: false; readonly text: string };

/**
 * Applies a settings file: each community that differs gets a new version, dated now; one that is in force and not in the file is
 * un-designated. What is the same stays as it is.
 */
export async function applyCommunities(file: { name: string; text: string }, applying: Applying): Promise<Applied> {
  const { store, forumId, features, clock } = applying;
  const parsed = parseCommunities(file.text, features);
  if (!parsed.ok) return { ok: false, text: problemsText(file.name, parsed.problems) };
  const now = clock.now();
  const before = newestOf(await store.settings(forumId));
  const directory = await directoryOf(parsed.communities, applying);
  const wanted = parsed.communities.map((draft) =>
    resolveCommunity({ ...draft, since: draft.since ?? sinceOf(before, draft.id) }, directory, now),
  );
  const unknown = unknownNames(wanted);
  if (unknown !== null) return { ok: false, text: `${file.name} was not applied: ${unknown}` };
  const { seen, open } = await visibleCategories(applying);
  const misplaced = [...misplacedCategories(parsed.communities, seen), ...openLibraries(parsed.communities, open)];
  if (misplaced.length > 0) return { ok: false, text: [`${file.name} was not applied:`, ...misplaced].join('\n') };
  const changes = changesOf(
    before,
    wanted.map((one) => one.settings),
    { now, recompute: applying.recompute ?? false },
  );
  if (changes.length > 0) await store.applySettings(forumId, changes);
  // Who is in the groups is in no delivery: their lists are read.
  const bound = new Set(changes.flatMap(({ settings }) => Object.values(settings?.roles ?? {}).flat()));
  await store.addNeeds(
    forumId,
    [...bound].map((group) => ({ thing: `group:${group}` as const, why: 'bell' as const, by: now })),
  );
  return { ok: true, changed: changes.map((change) => change.community), text: describe(changes) };
}

/** SU-01: not the FAQ's or the library's category, and none that the bot cannot see. */
function misplacedCategories(drafts: readonly CommunityDraft[], seen: ReadonlySet<number>): string[] {
  const reserved = new Set(drafts.flatMap((draft) => [draft.faqCategory, draft.libraryCategory]));
  return drafts.flatMap(({ id, category }) => {
    if (!seen.has(category))
      return [
        `${id}: the forum has no category ${category}, or the bot may not see it. Give the bot's group access, or correct the number.`,
      ];
    if (reserved.has(category))
      return [
        `${id}: category ${category} is a FAQ or library category and cannot be designated. Choose the category in which people ask.`,
      ];
    return [];
  });
}

/** FA-03: the forum keeps the library from members, or nothing does. */
function openLibraries(drafts: readonly CommunityDraft[], open: ReadonlySet<number>): string[] {
  return drafts.flatMap(({ id, libraryCategory: library }) =>
    library !== null && open.has(library)
      ? [`${id}: category ${library} can be read by everybody and cannot be the library. Let only the groups of experts read it.`]
      : [],
  );
}

/** Hooks tell of restricted categories too: what counts is what the forum shows to the bot. While it is away, what is known. */
async function visibleCategories({ store, forumId, forum }: Applying): Promise<Visible> {
  try {
    if (forum) {
      const listed = await forum.listCategories();
      return {
        seen: new Set(listed.map(({ id }) => id)),
        open: new Set(listed.flatMap(({ id, readRestricted }) => (readRestricted ? [] : [id]))),
      };
    }
  } catch (error) {
    if (!(error instanceof ForumError)) throw error;
  }
  return { seen: new Set((await store.parents(forumId)).keys()), open: new Set() };
}

interface Visible {
  readonly seen: ReadonlySet<number>;
  readonly open: ReadonlySet<number>;
}

type Newest = ReadonlyMap<string, SettingsVersion>;

function newestOf(versions: readonly SettingsVersion[]): Newest {
  const newest = new Map<string, SettingsVersion>();
  for (const version of versions)
    if ((newest.get(version.community)?.version ?? 0) < version.version) newest.set(version.community, version);
  return newest;
}

/** Without `since` in the file a community keeps the day on which it began. */
function sinceOf(before: Newest, community: string): Instant | null {
  return before.get(community)?.settings?.since ?? null;
}

function changesOf(
  before: Newest,
  wanted: ReadonlyArray<NonNullable<SettingsVersion['settings']>>,
  { now, recompute }: { readonly now: Instant; readonly recompute: boolean },
): SettingsVersion[] {
  const named = new Set(wanted.map((settings) => settings.id));
  const dated = (version: SettingsVersion | undefined): Instant => (version && version.at >= now ? addSeconds(version.at, 0.001) : now);
  const ended = [...before.values()].filter((version) => version.settings !== null && !named.has(version.community));
  return [
    ...wanted.flatMap((settings): SettingsVersion[] => {
      const last = before.get(settings.id);
      if (last?.settings && hashState(last.settings) === hashState(settings)) return [];
      // The first version is in force since the community's own beginning: a file may be applied after the first questions.
      const at = last ? dated(last) : settings.since < now ? settings.since : now;
      return [{ community: settings.id, version: (last?.version ?? 0) + 1, at, recompute, settings }];
    }),
    ...ended.map((last): SettingsVersion => ({
      community: last.community,
      version: last.version + 1,
      at: dated(last),
      recompute: false,
      settings: null,
    })),
  ];
}

function describe(changes: readonly SettingsVersion[]): string {
  if (changes.length === 0) return 'Nothing differs from what is in force.';
  return changes
    .map(
      (change) =>
        `${change.community}: version ${change.version} ${change.settings ? 'is in force' : 'ends the community'} since ${change.at}`,
    )
    .join('\n');
}
