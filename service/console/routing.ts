import type { Thing } from '../../shared/facts.js';
import type { CommunitySettings } from '../../shared/settings.js';
import type { QueryContext } from './frame.js';
import { mayRead, type Guarded, type Viewer } from './may-read.js';
import { topicOf } from './topic-for-pages.js';

/** What rules look at; texts are null where they are gone or never were kept. */
export interface RoutedQuestion {
  readonly category: number | null;
  readonly tags: readonly string[];
  readonly title: string | null;
  readonly text: string | null;
  readonly isPrivateAsk: boolean;
}

export type TriedCondition =
  | { readonly what: 'categories'; readonly asked: readonly number[]; readonly holds: boolean }
  | { readonly what: 'tags' | 'words'; readonly asked: readonly string[]; readonly holds: boolean }
  | { readonly what: 'channel'; readonly asked: 'board' | 'private'; readonly holds: boolean };

interface TriedRules {
  readonly rules: ReadonlyArray<{
    readonly name: string;
    readonly outcome: 'matched' | 'no' | 'later';
    readonly conditions: readonly TriedCondition[];
    readonly group: number | null;
  }>;
  /** Names of rules with the same conditions. */
  readonly same: ReadonlyArray<readonly string[]>;
}

/** Tries the rules of a community's settings on a question; null: there are none that can be read. */
export type TryRules = (settings: unknown, question: RoutedQuestion) => TriedRules | null;

export interface RoutingTrial extends TriedRules {
  readonly topicId: number;
  readonly community: string;
  readonly question: RoutedQuestion;
  readonly labels: ReadonlyMap<Thing, string>;
}

/** `unknown`: there is no such topic, or none that this viewer may read: the two are answered alike. */
export type RoutingAnswer = { readonly trial: RoutingTrial } | { readonly problem: 'unknown' | 'whichCommunity' | 'noRules' };

export interface RoutingAsk {
  readonly topicId: number;
  readonly community: string | null;
}

/** TR-07: for any topic that is known, by the settings of now; for the people of the desk (they may know its rules). */
export async function loadRouting(
  context: QueryContext,
  { topicId, community: asked }: RoutingAsk,
  { viewer, botId, tryRules }: { readonly viewer: Viewer; readonly botId: number; readonly tryRules: TryRules },
): Promise<RoutingAnswer> {
  const { store, forumId, now } = context;
  const material = await store.material(forumId, topicId);
  const { topic } = topicOf(material, { topicId, botId, now });
  const row = await store.ticket(forumId, topicId);
  const guarded: Guarded = {
    isPrivate: topic.isPrivate || (row?.isPrivate ?? false),
    community: row?.community ?? null,
    asker: topic.asker,
    participants: topic.participants,
  };
  if (topic.bornAt === null || !mayRead(viewer, guarded)) return { problem: 'unknown' };
  const communities = newestOf(material.settings);
  const own = row?.community ?? [...communities.values()].find(({ category }) => category === topic.category)?.id ?? asked;
  const settings = own === null ? undefined : communities.get(own);
  if (settings === undefined || !mayTry(viewer, settings)) return { problem: settings === undefined ? 'whichCommunity' : 'unknown' };
  const first = [...topic.posts.values()].at(0);
  const textOf = (id: string | null | undefined): string | null => (id ? (material.texts.get(id) ?? null) : null);
  const question = {
    category: topic.category,
    tags: topic.tags,
    title: textOf(topic.titleTextId),
    text: textOf(first?.textId),
    isPrivateAsk: topic.archetype === 'private_message' && isForExperts(topic.participants, settings),
  };
  const tried = tryRules(settings.features['triage']?.settings, question);
  if (tried === null) return { problem: 'noRules' };
  return { trial: { ...tried, topicId, community: settings.id, question, labels: await store.labels(forumId, thingsIn(tried, question)) } };
}

/** As the engine takes it: a message to a group of experts is a question, one to anybody else is none. */
function isForExperts(participants: { readonly groups: readonly number[] } | null, { roles }: CommunitySettings): boolean {
  return roles.expert.some((group) => participants?.groups.includes(group));
}

function newestOf(versions: ReadonlyArray<{ community: string; version: number; settings: CommunitySettings | null }>) {
  const newest = new Map<string, CommunitySettings>();
  for (const { community, settings } of [...versions].sort((a, b) => a.version - b.version)) {
    if (settings === null) newest.delete(community);
    else newest.set(community, settings);
  }
  return newest;
}

/** Rules hold words of a community's own; they are for those who work with them. */
export function mayTry(viewer: Viewer, { id, roles }: Pick<CommunitySettings, 'id' | 'roles'>): boolean {
  if (viewer.type !== 'person') return viewer.type === 'operator';
  return viewer.leads.includes(id) || [...roles.expert, ...roles.signer].some((group) => viewer.groups.includes(group));
}

function thingsIn({ rules }: TriedRules, { category }: RoutedQuestion): Thing[] {
  const categories = rules.flatMap(({ conditions }) => conditions.flatMap((one) => (one.what === 'categories' ? one.asked : [])));
  const groups = rules.flatMap(({ group }): Thing[] => (group === null ? [] : [`group:${group}`]));
  return [
    ...new Set<Thing>([...[...categories, ...(category === null ? [] : [category])].map((id): Thing => `category:${id}`), ...groups]),
  ];
}
