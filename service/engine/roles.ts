import type { Fact } from '../../shared/facts.js';
import type { Instant } from '../../shared/instant.js';
import { ROLE_NAMES, type CommunitySettings, type RoleName } from '../../shared/settings.js';

export interface Span {
  readonly from: Instant;
  /** Exclusive; null: still a member as far as known. */
  readonly to: Instant | null;
}

/** Who was in which group when (design section 4). */
export type Spans = ReadonlyMap<string, readonly Span[]>;

/**
 * Membership spans from dated facts. An unknown end counts from when the membership was first seen missing; a new joining ends
 * an older open span.
 */
export function spansOf(memberships: readonly Fact[]): Spans {
  const changes = new Map<string, Array<{ at: Instant; began: boolean }>>();
  for (const { at, body } of memberships) {
    if (body.type !== 'MembershipBegan' && body.type !== 'MembershipEnded') continue;
    const key = `${body.group}/${body.user}`;
    changes.set(key, [...(changes.get(key) ?? []), { at, began: body.type === 'MembershipBegan' }]);
  }
  return new Map([...changes].map(([key, list]) => [key, toSpans(list)]));
}

function toSpans(changes: Array<{ at: Instant; began: boolean }>): Span[] {
  const ordered = [...changes].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : Number(a.began) - Number(b.began)));
  const spans: Array<{ from: Instant; to: Instant | null }> = [];
  for (const { at, began } of ordered) {
    const open = spans.at(-1);
    if (open?.to === null) open.to = at;
    if (began) spans.push({ from: at, to: null });
  }
  return spans;
}

export function wasMember(spans: Spans, membership: { readonly group: number; readonly user: number; readonly at: Instant }): boolean {
  const { group, user, at } = membership;
  return (spans.get(`${group}/${user}`) ?? []).some((span) => span.from <= at && (span.to === null || at < span.to));
}

/** The roles of a person in a community as of an instant: by the groups that the community binds, as they were then. */
export function rolesAt(
  community: CommunitySettings,
  spans: Spans,
  person: { readonly user: number; readonly at: Instant },
): ReadonlySet<RoleName> {
  return new Set(ROLE_NAMES.filter((role) => community.roles[role].some((group) => wasMember(spans, { group, ...person }))));
}
