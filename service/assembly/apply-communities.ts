import type { Instant } from '../../shared/instant.js';
import type { CommunitySettings, SettingsVersion } from '../../shared/settings.js';
import { parseCommunities, problemsText, resolveCommunity, type CommunityDraft } from '../config/communities.js';
import { directoryOf, unknownNames } from './directory-of.js';
import { withHolidays, type HolidayPorts, type StaleSource } from './holidays.js';
import { noteStale } from './refresh-holidays.js';
import { changesOf, newestOf, type Newest } from './settings-versions.js';
import type { AnyFeature } from '../engine/feature.js';
import { clocksSettings } from '../features/clocks/settings.js';
import type { Clock } from '../ports/clock.js';
import { ForumError, type Forum } from '../ports/forum.js';
import type { Store } from '../ports/store.js';
import { missingRoles } from './needed-roles.js';

export interface Applying {
  readonly store: Store;
  readonly forumId: string;
  readonly features: readonly AnyFeature[];
  readonly clock: Clock;
  /** Null: the forum is not asked, as when no service runs. */
  readonly forum: Pick<Forum, 'listCategories' | 'listMembers'> | null;
  /** Open cycles are counted again with the new settings (R-EDIT); else they keep those under which they began. */
  readonly recompute?: boolean;
  /** From where holidays are looked up (R-HOL); without, settings that name a source are refused. */
  readonly holidays?: HolidayPorts;
}

export type Applied =
  { readonly ok: true; readonly text: string; readonly changed: readonly string[] } | { readonly ok: false; readonly text: string };

/**
 * Applies a settings file: each community that differs gets a new version, dated now; one that is in force and not in the file is
 * un-designated. What is the same stays as it is.
 */
export async function applyCommunities(file: SettingsFile, applying: Applying): Promise<Applied> {
  const { store, forumId } = applying;
  const found = await changesIn(file, applying);
  if (!found.ok) return found;
  const { changes, looked, now } = found;
  if (changes.length > 0) await store.applySettings(forumId, changes);
  await noteStale({ stale: looked.stale, looked: looked.settings }, { store, forumId, now });
  // Who is in the groups is in no delivery: their lists are read.
  const bound = new Set(
    changes.flatMap(({ settings }) => [...Object.values(settings?.roles ?? {}).flat(), ...(settings?.alsoGroups ?? [])]),
  );
  await store.addNeeds(
    forumId,
    [...bound].map((group) => ({ thing: `group:${group}` as const, why: 'bell' as const, by: now })),
  );
  const text = [describe(changes), ...looked.stale.map((one) => `${lineOf(one)}. The dates that it gave last stay in force.`)].join('\n');
  return { ok: true, changed: changes.map((change) => change.community), text };
}

export interface SettingsFile {
  readonly name: string;
  readonly text: string;
}

interface Changes {
  readonly ok: true;
  readonly changes: readonly SettingsVersion[];
  readonly looked: Awaited<ReturnType<typeof withAllHolidays>>;
  readonly now: Instant;
}

/** What applying a file would change; nothing is written. */
export async function changesIn(file: SettingsFile, applying: Applying): Promise<Changes | { readonly ok: false; readonly text: string }> {
  const { store, forumId, features, clock } = applying;
  const refused = (...problems: readonly string[]) => ({
    ok: false as const,
    text: [`${file.name} was not applied:`, ...problems].join('\n'),
  });
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
  const { seen, open, parents } = await visibleCategories(applying);
  const misplaced = [
    ...misplacedCategories(parsed.communities, seen),
    ...openLibraries(parsed.communities, open),
    ...foreignCategories(parsed.communities, parents),
    ...(await emptyRoles(parsed.communities, before, applying)),
  ];
  if (misplaced.length > 0) return refused(...misplaced);
  const looked = await withAllHolidays(
    wanted.map((one) => one.settings),
    { before, now, holidays: applying.holidays ?? null },
  );
  const unknownDays = looked.stale.filter(({ hasOlder }) => !hasOlder);
  if (unknownDays.length > 0) return refused(...unknownDays.map(lineOf));
  return { ok: true, changes: changesOf(before, looked.settings, { now, recompute: applying.recompute ?? false }), looked, now };
}

async function withAllHolidays(
  settings: readonly CommunitySettings[],
  { before, now, holidays }: { readonly before: Newest; readonly now: Instant; readonly holidays: HolidayPorts | null },
): Promise<{ readonly settings: readonly CommunitySettings[]; readonly stale: readonly StaleSource[] }> {
  const looked: Array<Awaited<ReturnType<typeof withHolidays>>> = [];
  for (const one of settings) looked.push(await withHolidays(one, { holidays, before: before.get(one.id)?.settings ?? null, now }));
  return { settings: looked.map((one) => one.settings), stale: looked.flatMap(({ stale }) => stale) };
}

function lineOf({ community, label, text }: StaleSource): string {
  return `${community}: holidays: ${label} ${text}`;
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

/** R-MATCH: a policy that asks for a category outside the community would never match. */
function foreignCategories(drafts: readonly CommunityDraft[], parents: Visible['parents']): string[] {
  return drafts.flatMap(({ id, category, features }) =>
    (clocksSettings.safeParse(features['clocks']?.settings).data?.policies ?? []).flatMap(({ name, when }) =>
      (when.category ?? [])
        .filter((asked) => !isWithin(asked, category, parents))
        .map(
          (asked) =>
            `${id}: policies: ${name}: when.category: ${asked} is neither category ${category} nor one below it, so no question of this community is in it. Correct the number, or leave the condition out.`,
        ),
    ),
  );
}

const DEEPEST = 10;

function isWithin(category: number, root: number, parents: Visible['parents']): boolean {
  let here: number | null = category;
  for (let depth = 0; here !== null && here !== root && depth < DEEPEST; depth += 1) here = parents.get(here) ?? null;
  return here === root;
}

/** SU-05. */
async function emptyRoles(drafts: readonly CommunityDraft[], before: Newest, { store, forumId, forum }: Applying): Promise<string[]> {
  const botId = forum === null ? 0 : ((await store.forum(forumId))?.botId ?? 0);
  const gaps = await Promise.all(drafts.map((draft) => missingRoles(draft, before.get(draft.id)?.settings ?? null, { forum, botId })));
  return gaps.flat();
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
        parents: new Map(listed.map(({ id, parent }) => [id, parent])),
      };
    }
  } catch (error) {
    if (!(error instanceof ForumError)) throw error;
  }
  const parents = await store.parents(forumId);
  return { seen: new Set(parents.keys()), open: new Set(), parents };
}

interface Visible {
  readonly seen: ReadonlySet<number>;
  readonly open: ReadonlySet<number>;
  readonly parents: ReadonlyMap<number, number | null>;
}

/** Without `since` in the file a community keeps the day on which it began. */
function sinceOf(before: Newest, community: string): Instant | null {
  return before.get(community)?.settings?.since ?? null;
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
