import type { Instant } from '../../shared/instant.js';
import type { ShownClock } from '../../shared/shown-clock.js';
import { DEFAULT_WORDS, type Words } from '../../shared/words.js';
import type { CommunitySettings } from '../../shared/settings.js';
import type { ForumMode, Store, TicketMaterial } from '../ports/store.js';
import { readCalendar } from './read-view.js';
import { unescapeWord } from './wording.js';

export interface QueryContext {
  readonly store: Store;
  readonly forumId: string;
  readonly now: Instant;
}

export interface PageCommunity {
  readonly name: string;
  readonly words: Words;
  /** In which zone its times are shown. */
  readonly zone: string;
  /** When its desk is open, as the clocks have it. */
  readonly calendar: unknown;
  /** Groups of its facilitators and of those who lead the desk. */
  readonly leaders: readonly number[];
  /** Groups of those who lead the desk. */
  readonly leads: readonly number[];
  readonly smallGroupSize: number;
}

/** What every page says at its top. */
export interface Frame {
  readonly mode: ForumMode;
  readonly botId: number;
  readonly botName: string;
  readonly communities: ReadonlyMap<string, PageCommunity>;
}

export async function loadFrame({ store, forumId }: Pick<QueryContext, 'store' | 'forumId'>): Promise<Frame> {
  const forum = await store.forum(forumId);
  const communities = new Map<string, PageCommunity>();
  const versions = [...(await store.settings(forumId))].sort((a, b) => a.version - b.version);
  for (const { community, settings } of versions) if (settings) communities.set(community, pageCommunity(settings));
  return { mode: forum?.mode ?? 'observe', botId: forum?.botId ?? 0, botName: forum?.botName ?? 'desk', communities };
}

function pageCommunity({ name, words, features, roles, smallGroupSize = 5 }: CommunitySettings): PageCommunity {
  const { zone, calendar } = readCalendar(features['clocks']?.settings);
  const leaders = [...roles.facilitator, ...roles.deskLead];
  return { name, words: readableWords(words), zone, calendar, leaders, leads: roles.deskLead, smallGroupSize };
}

function readableWords(words: Words): Words {
  return Object.fromEntries(Object.entries<string>({ ...words }).map(([name, word]) => [name, unescapeWord(word)])) as unknown as Words;
}

export function wordsOf(frame: Frame, community: string | null): Words {
  return (community === null ? undefined : frame.communities.get(community)?.words) ?? DEFAULT_WORDS.en;
}

export function communityName(frame: Frame, community: string | null): string {
  return community === null ? 'none' : (frame.communities.get(community)?.name ?? community);
}

/** How much of the desk's hours lies between two instants; null: not known. */
export type DeskSeconds = (calendar: unknown, from: Instant, to: Instant) => number | null;

/** The clocks of a ticket as its page shows them, from the views of its features; null: they are of another shape. */
export type ShowClocks = (
  views: Readonly<Record<string, unknown>>,
  how: { readonly now: Instant; readonly words: Words },
) => readonly ShownClock[] | null;

/** The clocks of a ticket as evidence; null: the topic is no ticket. */
export type GiveEvidence = (asked: {
  readonly topicId: number;
  readonly botId: number;
  readonly now: Instant;
  readonly material: TicketMaterial;
  readonly of: ReadonlyArray<'question' | 'experts'>;
}) => { readonly data: unknown; readonly text: string } | null;

/** Where and in whose hours a due is shown. */
export interface DueFrame {
  readonly now: Instant;
  readonly zone: string;
  secondsBetween(from: Instant, to: Instant): number | null;
  readonly desk: string;
}

export function dueFrame(
  frame: Frame,
  community: string | null,
  { now, deskSeconds }: { now: Instant; deskSeconds: DeskSeconds },
): DueFrame {
  const own = community === null ? undefined : frame.communities.get(community);
  return {
    now,
    zone: own?.zone ?? 'UTC',
    secondsBetween: (from, to) => (own ? deskSeconds(own.calendar, from, to) : null),
    desk: wordsOf(frame, community).desk,
  };
}
