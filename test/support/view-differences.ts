import { judge } from '../../service/engine/judge.js';
import { viewForPages } from '../../service/engine/view-for-pages.js';
import { rules } from '../../service/features/list.js';
import type { Store, TicketMaterial } from '../../service/ports/store.js';
import { isBirth, type Fact, type FactType } from '../../shared/facts.js';
import type { PlayedWeek } from './undisturbed.js';

export interface Difference {
  readonly topicId: number;
  readonly path: string;
  readonly undisturbed: unknown;
  readonly disturbed: unknown;
  /** Why a lost state explains it, with the facts that were lost; null: nothing explains it. */
  readonly because: string | null;
}

interface Rule {
  readonly path: RegExp;
  /** States that came and went, or were learnt later, and that this part of the view depends on. */
  readonly needs: readonly FactType[];
  readonly why: string;
}

const ACCEPTING: readonly FactType[] = ['AcceptedAnswer', 'AnswerFlag'];
const MEMBERS: readonly FactType[] = ['MembershipEnded', 'MembershipBegan'];

/** The only parts of a view that may differ, and on what each of them must depend. Everything else has to agree. */
const RULES: readonly Rule[] = [
  { path: /^acceptedHistory$/, needs: ACCEPTING, why: 'the forum keeps no times of acceptances, and one that was withdrawn is forgotten' },
  { path: /^since$|^features\.clocks\.origin$/, needs: ['TopicPlace'], why: 'the forum tells no time of a move between categories' },
  {
    path: /^features\.clocks\.(cycles|inner)$/,
    needs: [...ACCEPTING, ...MEMBERS, 'TopicPlace', 'TopicTags', 'PostVisibility', 'TextConfirmed', 'TopicTitle', 'TopicFlagSeen'],
    why: 'a clock ended, or breached, by what was true only for a while or was learnt later',
  },
  {
    path: /^features\.triage\.(modeHistory|untriaged|route|closedSince|outcomeAskedAt)$/,
    needs: ['TopicPlace', 'TopicTags', 'TopicFlagSeen', 'TextConfirmed', 'TopicTitle', 'Participants', 'PostVisibility', ...MEMBERS],
    why: 'since when something is so was learnt later',
  },
  { path: /^deletedAt$/, needs: ['TopicFlagSeen'], why: 'between two deletions it was there again, which nothing tells any more' },
  { path: /^ticket$/, needs: ['TopicPlace'], why: 'the topic was in a community only for a while' },
  { path: /^(state|stateBecause)$/, needs: MEMBERS, why: 'the role at the time of a post hangs on a membership whose end has no time' },
];

/** What no view of the world holds: what we want and did, and when we look again. */
const OF_ACTS: ReadonlySet<string> = new Set(['wants', 'shadows', 'ownPosts', 'nextWakeAt']);

export interface Comparison {
  readonly store: Store;
  readonly undisturbed: PlayedWeek;
  readonly disturbed: PlayedWeek;
}

/** Every difference between the tickets of two runs of the same acts, each explained or not. */
export async function differences(comparison: Comparison): Promise<readonly Difference[]> {
  const { store, undisturbed, disturbed } = comparison;
  const before = await viewsOf(store, undisturbed);
  const after = await viewsOf(store, disturbed);
  const found: Difference[] = [];
  for (const topicId of new Set([...before.keys(), ...after.keys()])) {
    const [one, other] = [before.get(topicId), after.get(topicId)];
    for (const path of new Set([...Object.keys(one ?? {}), ...Object.keys(other ?? {})])) {
      if (isSame(one?.[path], other?.[path]) || (path !== 'ticket' && (!one || !other))) continue;
      const difference = { topicId, path, undisturbed: one?.[path], disturbed: other?.[path] };
      found.push({ ...difference, because: await explanation(comparison, difference) });
    }
  }
  return found;
}

export function describeDifference({ topicId, path, undisturbed, disturbed, because }: Difference): string {
  return `topic ${topicId} ${path}: ${because ?? 'NOT EXPLAINED'}\n    undisturbed ${shortly(undisturbed)}\n    disturbed   ${shortly(disturbed)}`;
}

const MOST_SHOWN = 600;

function shortly(value: unknown): string {
  const text = JSON.stringify(value ?? null, (name, inner: unknown) => (name === 'policy' ? undefined : inner));
  return text.length <= MOST_SHOWN ? text : `${text.slice(0, MOST_SHOWN)} …`;
}

async function viewsOf(store: Store, { forumId }: PlayedWeek): Promise<Map<number, Record<string, unknown>>> {
  return new Map((await store.tickets(forumId)).map((ticket) => [ticket.topicId, partsOf(ticket.view)]));
}

/**
 * A view in parts that are compared one by one, of texts those that people see. Instants to the minute: the service's own seconds are not the same twice.
 */
function partsOf(view: unknown): Record<string, unknown> {
  const { visiblePosts } = view as { visiblePosts: readonly number[] };
  const text = JSON.stringify(view).replace(/"(\d{4}-\d\d-\d\dT\d\d:\d\d):\d\d(?:\.\d+)?Z"/g, '"$1"');
  const { features, texts, ...rest } = JSON.parse(text) as {
    features: Record<string, Record<string, unknown>>;
    texts: Array<{ post: number }>;
  };
  const parts = Object.entries(rest).filter(([name]) => !OF_ACTS.has(name));
  const inner = Object.entries(features).flatMap(([feature, own]): Array<[string, unknown]> => {
    if (feature !== 'clocks' && feature !== 'triage') return [[`features.${feature}`, own]];
    return Object.entries(own).map(([name, value]) => [`features.${feature}.${name}`, value]);
  });
  return { ticket: true, ...Object.fromEntries([...parts, ...inner]), texts: texts.filter(({ post }) => visiblePosts.includes(post)) };
}

/**
 * A rule must allow the path; a fact of the kinds that it names must have been lost, or learnt at another time; and with the lost
 * observations put back (and what late deliveries said taken away) the disturbed run must come to the very same.
 */
async function explanation(comparison: Comparison, difference: Omit<Difference, 'because'>): Promise<string | null> {
  const { topicId, path } = difference;
  const { store, undisturbed, disturbed } = comparison;
  const rule = RULES.find((one) => one.path.test(path));
  if (path === 'ticket' && isDeleted(disturbed, topicId)) return 'the topic was deleted before anything told of it, and no list shows it';
  if (/^(visiblePosts|texts)$/.test(path) && isDeleted(disturbed, topicId)) return 'the forum shows no posts of a topic that was deleted';
  if (!rule) return null;
  const full = await store.material(undisturbed.forumId, topicId);
  const partial = await store.material(disturbed.forumId, topicId);
  const lost = missingIn(partial, full);
  const causes = [...lost, ...missingIn(full, partial)].filter((fact) => rule.needs.includes(fact.body.type));
  if (causes.length === 0) return null;
  const mended = putBack(partial, { lost, full });
  const { botId } = disturbed;
  const now = (await store.tickets(undisturbed.forumId)).reduce((latest, { derivedAt }) => (derivedAt > latest ? derivedAt : latest), '');
  const judgement = judge(rules, { topicId, botId, now, material: mended }, []);
  const view = judgement.state === null ? null : partsOf(viewForPages(judgement));
  if (!isSame(view?.[path], difference.undisturbed)) return null;
  return `${rule.why} (${[...new Set(causes.map((fact) => `${fact.body.type} ${fact.at.slice(0, 16)}`))].slice(0, 4).join(', ')})`;
}

function isDeleted({ sandbox }: PlayedWeek, topicId: number): boolean {
  return sandbox.state.topics.some((topic) => topic.id === topicId && topic.deletedAt !== null);
}

/** Observations only: a birth is still shown by the forum, and missing it is never explained. */
function missingIn(one: TicketMaterial, other: TicketMaterial): Fact[] {
  const known = new Set(allOf(one).map(nameOf));
  return allOf(other).filter((fact) => (!isBirth(fact.body) || fact.body.type === 'MembershipBegan') && !known.has(nameOf(fact)));
}

function putBack(partial: TicketMaterial, { lost, full }: { lost: readonly Fact[]; full: TicketMaterial }): TicketMaterial {
  const known = new Set(allOf(full).map(nameOf));
  const isLate = (fact: Fact): boolean => !isBirth(fact.body) && fact.source.startsWith('delivery:') && !known.has(nameOf(fact));
  const isOfPeople = (fact: Fact): boolean => fact.body.type === 'MembershipBegan' || fact.body.type === 'MembershipEnded';
  return {
    ...partial,
    facts: [...partial.facts.filter((fact) => !isLate(fact)), ...lost.filter((fact) => !isOfPeople(fact))],
    memberships: [...partial.memberships, ...lost.filter(isOfPeople)],
  };
}

function allOf({ facts, memberships }: TicketMaterial): readonly Fact[] {
  return [...facts, ...memberships];
}

function nameOf({ thing, at, body }: Fact): string {
  return `${thing} ${at.slice(0, 16)} ${canonical(body)}`;
}

function isSame(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

/** The database keeps no order of keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value ?? null, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort()) : inner,
  );
}
