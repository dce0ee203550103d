export const KINDS = ['incident', 'service_request', 'how_to', 'policy', 'discussion'] as const;
export type Kind = (typeof KINDS)[number];

export const LANES = ['desk', 'community'] as const;
export type Lane = (typeof LANES)[number];

export const MODES = ['community_decides', 'official_decides'] as const;
export type DecisionMode = (typeof MODES)[number];

/** What a question is, who shall look at it first and who decides; each with its reason. */
export interface TriageView {
  readonly kind: Kind;
  /** Nothing said what it is: `how_to` by default, counted apart in reports (TR-03). */
  readonly guessed: boolean;
  readonly lane: Lane;
  readonly mode: DecisionMode;
  /** Never nowhere (TR-08). */
  readonly queue: 'experts' | 'facilitators';
  /** The groups whose queue it is in. */
  readonly groups: readonly number[];
  /** Name of the community's rule that matched, or of the starter rule. */
  readonly matchedRule: string | null;
  /** Opened by an expert, signer or facilitator of the community, or by the bot: nobody waits for an answer. */
  readonly byOwnPeople: boolean;
  readonly why: { readonly kind: string; readonly lane: string; readonly mode: string; readonly queue: string };
}

const NOT_YET = 'not looked at yet';

export const initialTriage: TriageView = {
  kind: 'how_to',
  guessed: true,
  lane: 'community',
  mode: 'community_decides',
  queue: 'facilitators',
  groups: [],
  matchedRule: null,
  byOwnPeople: false,
  why: { kind: NOT_YET, lane: NOT_YET, mode: NOT_YET, queue: NOT_YET },
};
