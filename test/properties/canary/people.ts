import type { RoleName } from '../../../shared/settings.js';

/** Everybody of the model forum. */
export const BOT = 2;
export const PEOPLE: ReadonlyMap<number, string> = new Map([
  [BOT, 'desk_bot'],
  [10, 'ada'],
  [11, 'ben'],
  [12, 'cem'],
  [13, 'dora'],
  [20, 'eva'],
  [21, 'erik'],
  [22, 'ines'],
  [23, 'sven'],
  [30, 'fay'],
  [31, 'ivo'],
  [40, 'sina'],
  [50, 'lea'],
]);
export const USERS: readonly number[] = [...PEOPLE.keys()].filter((id) => id !== BOT);
export const MEMBERS: readonly number[] = [10, 11, 12, 13];

export const GROUPS: ReadonlyMap<number, string> = new Map([
  [41, 'housing_experts'],
  [42, 'it_experts'],
  [43, 'housing_facilitators'],
  [44, 'housing_specialists'],
  [45, 'it_facilitators'],
  [46, 'housing_signers'],
  [47, 'housing_leads'],
]);
/** Who is in which group when a history begins. */
export const FIRST_MEMBERS: ReadonlyArray<readonly [group: number, user: number]> = [
  [41, 20],
  [41, 21],
  [42, 22],
  [43, 30],
  [44, 23],
  [45, 31],
  [46, 40],
  [47, 50],
  ...[41, 42, 43, 44, 45, 46, 47].map((group) => [group, BOT] as const),
];

export interface CommunityGround {
  readonly id: string;
  readonly name: string;
  readonly category: number;
  readonly faq: number | null;
  readonly library: number | null;
  readonly roles: Readonly<Record<RoleName, readonly number[]>>;
}

export const COMMUNITIES: readonly CommunityGround[] = [
  {
    id: 'housing',
    name: 'Housing',
    category: 5,
    faq: 8,
    library: 9,
    roles: { expert: [41, 44], signer: [46], facilitator: [43], deskLead: [47] },
  },
  {
    id: 'it',
    name: 'Computers',
    category: 7,
    faq: null,
    library: null,
    roles: { expert: [42], signer: [], facilitator: [45], deskLead: [] },
  },
];
/** A part of the first community, the two communities, and what nobody designated. */
export const CATEGORIES: readonly number[] = [5, 5, 51, 7, 99];
export const PARENTS: ReadonlyMap<number, number | null> = new Map([[51, 5]]);

export function communityOfCategory(category: number | null): CommunityGround | null {
  const top = category === null ? null : (PARENTS.get(category) ?? category);
  return COMMUNITIES.find((one) => one.category === top) ?? null;
}
