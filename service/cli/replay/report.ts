import { compareFacts, compareText, type Fact } from '../../../shared/facts.js';
import type { Instant } from '../../../shared/instant.js';
import type { Store } from '../../ports/store.js';

/** What a story comes to: the same bytes for every order of arrival and every repetition. */
export interface ReplayResult {
  readonly until: Instant;
  readonly tickets: ReadonlyArray<Readonly<Record<string, unknown>>>;
  readonly memberships: Readonly<Record<string, unknown>>;
  readonly facts: ReadonlyArray<Readonly<Record<string, unknown>>>;
  readonly writes: ReadonlyArray<Readonly<Record<string, unknown>>>;
  readonly readsNotAvailable: readonly string[];
  readonly broken: readonly string[];
}

export interface Findings {
  readonly writes: ReadonlyArray<Record<string, unknown>>;
  readonly broken: readonly string[];
  readonly unanswered: ReadonlySet<string>;
}

/** In a canonical form: sorted, without what depends on the order of arrival. */
export async function report(
  options: { store: Store; forumId: string; now: Instant },
  { writes, broken, unanswered }: Findings,
): Promise<ReplayResult> {
  const { store, forumId, now } = options;
  const facts = [...(await store.allFacts(forumId))].sort(compareFacts);
  const tickets = [...(await store.tickets(forumId))].sort((a, b) => a.topicId - b.topicId);
  return {
    until: now,
    tickets: tickets.map((ticket) => ticket.view as Record<string, unknown>),
    memberships: memberships(facts),
    facts: facts.map(({ at, thing, unconfirmed, body: { type, ...body } }) => ({
      at,
      thing,
      type,
      ...withoutTextId(body),
      ...(unconfirmed && { unconfirmed }),
    })),
    writes,
    readsNotAvailable: [...unanswered].sort(compareText),
    broken,
  };
}

/** Where a text is kept says nothing of what is true. */
function withoutTextId(body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([name]) => name !== 'textId'));
}

function memberships(facts: readonly Fact[]): Record<string, Array<Record<string, unknown>>> {
  const result: Record<string, Array<Record<string, unknown>>> = {};
  for (const { at, body } of facts) {
    if (body.type === 'MembershipBegan') (result[body.group] = result[body.group] ?? []).push({ user: body.user, from: at, to: null });
    if (body.type !== 'MembershipEnded') continue;
    const open = result[body.group]?.findLast((span) => span['user'] === body.user && span['to'] === null);
    if (open) open['to'] = at;
  }
  return result;
}
