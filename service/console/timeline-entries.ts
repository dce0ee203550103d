import { compareText } from '../../shared/facts.js';
import type { Instant } from '../../shared/instant.js';
import type { Words } from '../../shared/words.js';
import type { Effect } from '../ports/store.js';
import { isPersonal, isPublicKind, isShown, NEVER_THERE, OPEN_KINDS } from './effect-shown.js';
import { factInWords, sourceInWords, type Naming } from './fact-in-words.js';
import type { TicketDetails } from './queries.js';
import { readClocks, type PageCycle } from './read-view.js';
import { roleInWords } from './roles-for-pages.js';
import type { PlacedFact } from './topic-for-pages.js';
import {
  COMMUNITY_REPLY,
  cycleStateInWords,
  effectStateInWords,
  metricInWords,
  outcomeInWords,
  reasonInWords,
  wantInWords,
} from './wording.js';

interface Dated {
  readonly at: Instant;
  readonly id: string;
}

export interface FactEntry extends Dated {
  readonly kind: 'fact';
  readonly sentence: string;
  readonly source: string;
  readonly learntAt: Instant;
  readonly unconfirmed: boolean;
}

export interface ClockEntry extends Dated {
  readonly kind: 'clock';
  readonly sentence: string;
  readonly why: string | null;
  readonly isBad: boolean;
}

export interface WantEntry extends Dated {
  readonly kind: 'want';
  readonly what: string;
  /** Names the forum object and how often its value changed; for whoever looks for a row. */
  readonly key: string;
  readonly revision: number | null;
  readonly state: string;
  readonly isShadow: boolean;
  /** Null: not for this viewer. */
  readonly because: string | null;
  readonly ends: { readonly name: string; readonly at: Instant } | null;
  readonly value: { readonly shown: unknown } | null;
}

export interface ActEntry extends Dated {
  readonly kind: 'act';
  readonly what: string;
  readonly result: string;
  readonly reason: string | null;
  readonly link: { readonly url: string; readonly name: string } | null;
}

export type Entry = FactEntry | ClockEntry | WantEntry | ActEntry;

export interface TimelineInput {
  readonly details: TicketDetails;
  readonly naming: Naming;
  readonly words: Words;
  readonly topicUrl: (topicId: number) => string;
}

const ORDER: ReadonlyArray<Entry['kind']> = ['fact', 'clock', 'want', 'act'];

/** What happened, what followed from it, what was wanted and what came of it, in one order of time. */
export function timelineEntries(input: TimelineInput): Entry[] {
  const { details } = input;
  const cycles = readClocks(details.view)?.cycles ?? [];
  const effects = details.effects.filter((effect) => isShown(effect, details));
  return [
    ...details.facts.map((placed) => factEntry(placed, input)),
    ...settingsEntries(details),
    ...cycles.flatMap(clockEntries),
    ...effects.map((effect) => wantEntry(effect, details)),
    ...plannedEntries(details),
    ...actEntries(effects, input),
  ].sort((a, b) => compareText(a.at, b.at) || ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}

/** Who did it, and in which role at that time (TR-01); where nobody is named, the role alone. */
function factEntry({ fact, room }: PlacedFact, { details, naming, words }: TimelineInput): FactEntry {
  const named: Naming = {
    ...naming,
    person: (user) =>
      user === null || details.isMasked
        ? naming.person(user)
        : `${naming.person(user)} (${roleInWords(details.roleAt(user, fact.at), words)})`,
  };
  const { at, learntAt, unconfirmed, key } = fact;
  // Tags tell what a private question is about.
  const sentence = details.isMasked && fact.body.type === 'TopicTags' ? 'The tags were read' : factInWords(fact.body, named);
  const source = sourceInWords(fact.source, isOwnSource(fact.source, details));
  return { kind: 'fact', at, id: key, sentence: room === null ? sentence : `In a room: ${sentence}`, source, learntAt, unconfirmed };
}

/** A moved post was read somewhere else: where, is for those who may know of it. */
function isOwnSource(source: string, { row, rooms, sees }: TicketDetails): boolean {
  const [, topic] = /^read:topic:(\d+)$/.exec(source) ?? [];
  return sees === 'operator' || topic === undefined || [row.topicId, ...rooms.map(({ room }) => room)].includes(Number(topic));
}

function settingsEntries({ settings }: TicketDetails): FactEntry[] {
  return settings.map(({ version, at, isEnd }) => ({
    kind: 'fact',
    at,
    id: `settings/${version}`,
    sentence: isEnd ? 'Its category is no community any more' : `Version ${version} of the settings of its community came into force`,
    source: 'the settings',
    learntAt: at,
    unconfirmed: false,
  }));
}

function clockEntries(cycle: PageCycle): ClockEntry[] {
  const { metric, number, startedAt, endedAt, breachedAt, byPolicyChange, state, why } = cycle;
  const name = `${metricInWords(metric)}${number !== null && number > 1 ? ` (${number})` : ''}`;
  const entry = (part: string, at: Instant | null, said: Pick<ClockEntry, 'sentence' | 'why' | 'isBad'>): ClockEntry[] =>
    at === null ? [] : [{ kind: 'clock', at, id: `clock/${metric}/${number ?? 0}/${part}`, ...said }];
  return [
    ...entry('start', startedAt, { sentence: `${name}: the clock started`, why, isBad: false }),
    ...entry('breach', metric === COMMUNITY_REPLY ? null : breachedAt, {
      sentence: `${name}: the time was over${byPolicyChange ? ', by a change of settings' : ''}`,
      why: null,
      isBad: true,
    }),
    ...entry('end', endedAt, { sentence: `${name}: ${cycleStateInWords(state, metric)}`, why, isBad: false }),
  ];
}

function wantEntry(effect: Effect, details: TicketDetails): WantEntry {
  const { id, key, revision, kind, value, state, reason, because, createdAt, endedAt, notBefore } = effect;
  const isOpen = OPEN_KINDS.has(kind) || details.sees === 'inside';
  return {
    kind: 'want',
    at: createdAt,
    id: `want-${id}`,
    what: wantInWords({ kind, value }),
    key,
    revision,
    state: `${effectStateInWords(state)}${reason === null ? '' : `: ${reasonInWords(reason)}`}`,
    isShadow: state === 'shadow',
    because: details.isMasked || !(isOpen || details.sees === 'operator') ? null : because,
    ends: endedAt === null ? { name: 'Not before', at: notBefore } : { name: 'Ended', at: endedAt },
    value: details.isMasked || !isOpen || isPersonal(effect, details) || NEVER_THERE.has(state) ? null : { shown: value },
  };
}

/** Wanted now, and nothing had to be written for it: it is so already, or waits for the end of something else. */
function plannedEntries({ view, effects, row, isMasked, sees }: TicketDetails): WantEntry[] {
  const known = new Set(effects.map(({ key }) => key));
  const wants = [...view.wants.map((want) => ({ ...want, isShadow: false })), ...view.shadows.map((want) => ({ ...want, isShadow: true }))];
  return wants
    .filter(({ key, kind }, index) => {
      const isFirst = wants.findIndex((want) => want.key === key) === index;
      return isFirst && !known.has(key) && (sees !== 'outside' || isPublicKind(kind));
    })
    .map(({ key, kind, because, isShadow }) => ({
      kind: 'want',
      at: row.derivedAt,
      id: `want-${key}`,
      what: wantInWords({ kind: kind ?? key, value: null }),
      key,
      revision: null,
      state: isShadow ? 'planned, in shadow' : 'planned, nothing had to be written',
      isShadow,
      because: isMasked || (sees === 'outside' && !OPEN_KINDS.has(kind ?? '')) ? null : because,
      ends: null,
      value: null,
    }));
}

function actEntries(effects: readonly Effect[], { details, topicUrl }: TimelineInput): ActEntry[] {
  const byId = new Map(effects.map((effect) => [effect.id, effect]));
  return details.acts.flatMap((act): ActEntry[] => {
    const effect = byId.get(act.effectId);
    if (!effect) return [];
    return [
      {
        kind: 'act',
        at: act.at,
        id: `act-${act.id}`,
        what: wantInWords(effect),
        result: outcomeInWords(act.outcome),
        reason: act.reason === null ? null : reasonInWords(act.reason),
        link: linkOf({ ...act, kind: effect.kind }, { details, topicUrl }),
      },
    ];
  });
}

/** Into the topic: to the post, where its number is known. Into rooms: for those who take part. A message is its reader's alone. */
function linkOf(
  { postId, forumTopicId, kind }: Pick<Effect, 'postId' | 'forumTopicId' | 'kind'>,
  { details, topicUrl }: Pick<TimelineInput, 'details' | 'topicUrl'>,
): ActEntry['link'] {
  const { topicId } = details.row;
  if (forumTopicId !== null && forumTopicId !== topicId) {
    return details.rooms.some(({ room }) => room === forumTopicId) || (details.sees === 'inside' && kind === 'article')
      ? { url: topicUrl(forumTopicId), name: 'open it in the forum' }
      : null;
  }
  if (postId === null) return null;
  const number = details.posts.find(({ id }) => id === postId)?.number ?? null;
  return { url: number === null ? topicUrl(topicId) : `${topicUrl(topicId)}/${number}`, name: `post ${postId} in the forum` };
}
