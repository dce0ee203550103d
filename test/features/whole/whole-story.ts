import { factOf, type Fact } from '../../../shared/facts.js';
import type { Instant } from '../../../shared/instant.js';
import { nameKey } from '../../../shared/names.js';
import type { CommunitySettings, SettingsVersion } from '../../../shared/settings.js';
import { judge, type Judgement } from '../../../service/engine/judge.js';
import type { SurfaceWant } from '../../../service/engine/surfaces.js';
import type { ClocksView, Cycle } from '../../../service/features/clocks/view.js';
import type { EscalationView } from '../../../service/features/escalation/view.js';
import { rules } from '../../../service/features/list.js';
import type { OfficialView } from '../../../service/features/official/view.js';
import type { TriageView } from '../../../service/features/triage/view.js';
import type { Effect, LineElsewhere } from '../../../service/ports/store.js';
import { EXPERT, PAYROLL } from '../triage/desk-story.js';
import { BOT, FACILITATOR, LEAD, SIGNER, TOPIC, at, communityOf, type Told } from '../official/official-story.js';

const LONG_AGO = '2020-01-01T00:00:00.000Z';
const GROUPS = { expert: 41, facilitator: 43, signer: 44, deskLead: 45 } as const;
const PEOPLE: ReadonlyArray<readonly [group: number, user: number]> = [
  [GROUPS.expert, EXPERT],
  [GROUPS.signer, SIGNER],
  [GROUPS.facilitator, FACILITATOR],
  [GROUPS.deskLead, LEAD],
];
const NAMES = [EXPERT, SIGNER, FACILITATOR, LEAD, 21, 22];

export interface World {
  readonly now?: Instant;
  /** Settings of features, as somebody would write them. */
  readonly features?: Readonly<Record<string, unknown>>;
  readonly community?: Partial<CommunitySettings>;
  /** Versions that come into force later. */
  readonly later?: ReadonlyArray<{
    readonly at: Instant;
    readonly recompute?: boolean;
    readonly features: Readonly<Record<string, unknown>>;
  }>;
  /** Settings of features of another community, that of category 7. */
  readonly elsewhere?: Readonly<Record<string, unknown>>;
  readonly effects?: readonly Effect[];
  /** Facts of topics whose posts came here. */
  readonly neighbours?: ReadonlyMap<number, readonly Fact[]>;
  readonly linesElsewhere?: readonly LineElsewhere[];
  /** The forum has the plugin. */
  readonly hasPlugin?: boolean;
  /** Memberships besides those of the people of these tests. */
  readonly memberships?: readonly Fact[];
}

export function membership(type: 'MembershipBegan' | 'MembershipEnded', who: { group: number; user: number }, time: Instant): Fact {
  return factOf({ type, ...who }, { at: time, learntAt: time, source: 'test' });
}

function named(kind: 'user' | 'group', id: number, name: string) {
  return [nameKey(name), [{ kind, id, at: LONG_AGO }]] as const;
}

export interface Whole {
  readonly judgement: Judgement;
  readonly triage: TriageView;
  readonly official: OfficialView;
  readonly escalation: EscalationView;
  readonly state: string;
  readonly owner: number | null;
  readonly status: string;
  readonly clocks: ClocksView;
  readonly fr: Cycle | null;
  want(key: string): SurfaceWant | undefined;
  readonly keys: readonly string[];
  toldOn(post: number): string;
}

function sectionsOf(own: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(
    rules.features.map(({ name, settings }) => [name, { mode: 'on' as const, settings: settings.parse(own[name] ?? {}) }]),
  );
}

/** Derives and judges with all features and the real engine, as the service does. */
export function whole(
  told: Told,
  {
    now = at('20:00'),
    features = {},
    community = {},
    later = [],
    elsewhere,
    effects = [],
    memberships = [],
    neighbours = new Map(),
    linesElsewhere = [],
    hasPlugin = false,
  }: World = {},
): Whole {
  const roles = { expert: [41, PAYROLL], signer: [44], facilitator: [43], deskLead: [45] };
  const settings = (own: Readonly<Record<string, unknown>>) => communityOf({}, { roles, features: sectionsOf(own), ...community });
  const it = { ...settings(elsewhere ?? {}), id: 'it', category: 7 };
  const first = { at: LONG_AGO, version: 1, recompute: false };
  const versions: SettingsVersion[] = [
    { ...first, community: 'housing', settings: settings(features) },
    ...(elsewhere === undefined ? [] : [{ ...first, community: 'it', settings: it }]),
    ...later.map(({ at: time, recompute = false, features: own }, index) => ({
      community: 'housing',
      version: 2 + index,
      at: time,
      recompute,
      settings: settings(own),
    })),
  ];
  const material = {
    facts: told.facts,
    memberships: [...PEOPLE.map(([group, user]) => membership('MembershipBegan', { group, user }, LONG_AGO)), ...memberships],
    settings: versions,
    parents: new Map(),
    names: new Map([...NAMES.map((user) => named('user', user, `user_${user}`)), named('group', PAYROLL, 'payroll')]),
    texts: new Map(told.texts),
    neighbours,
    linesElsewhere,
    plugin: hasPlugin ? { showsLabels: true } : null,
  };
  const judgement = judge(rules, { topicId: TOPIC, botId: BOT, now, material }, effects);
  if (judgement.failures.length > 0) throw new Error(JSON.stringify(judgement.failures));
  const { views } = judgement.derived.ticket;
  const raw = (want: SurfaceWant | undefined): string => (want?.value as { raw?: string } | undefined)?.raw ?? '';
  const want = (key: string) => judgement.wants.find((one) => one.key === key);
  return {
    judgement,
    triage: views['triage'] as TriageView,
    official: views['official'] as OfficialView,
    escalation: views['escalation'] as EscalationView,
    state: judgement.state?.state ?? '',
    owner: judgement.state?.owner ?? null,
    status: raw(want(`status:ticket:${TOPIC}`)),
    clocks: views['clocks'] as ClocksView,
    fr: (views['clocks'] as ClocksView).cycles.find(({ metric }) => metric === 'fr') ?? null,
    want,
    keys: judgement.wants.map(({ key }) => key),
    toldOn: (post) => raw(judgement.wants.find(({ key }) => key.startsWith(`message:answer:post:${post}:`))),
  };
}
