import { commandLinesIn } from '../../../shared/commands/lines.js';
import { factOf, type Fact, type FactBody, type PostKind, type Visibility } from '../../../shared/facts.js';
import type { Instant } from '../../../shared/instant.js';
import { nameKey } from '../../../shared/names.js';
import type { CommunitySettings, SettingsVersion } from '../../../shared/settings.js';
import { hashText } from '../../../shared/text.js';
import { wordsFor, type Locale } from '../../../shared/words.js';
import { judge, type Judgement, type TicketStateRule } from '../../../service/engine/judge.js';
import type { Effect } from '../../../service/ports/store.js';
import { clocks } from '../../../service/features/clocks/index.js';
import { escalation } from '../../../service/features/escalation/index.js';
import type { Escalation, EscalationView } from '../../../service/features/escalation/view.js';
import { official } from '../../../service/features/official/index.js';
import { triage } from '../../../service/features/triage/index.js';

export const TOPIC = 20;
export const QUESTION = 100;
export const ROOM = 500;
export const ROOM_KEY = 'room:ticket:20:1';
export const BOT = 2;
export const ASKER = 10;
export const MEMBER = 11;
export const EXPERT = 12;
export const FACILITATOR = 14;
export const OTHER_EXPERT = 16;
export const PAYROLL_EXPERT = 26;
export const SIGNER = 17;
export const FORMER = 18;
export const EXPERTS = 41;
export const PAYROLL = 42;
const LONG_AGO = '2020-01-01T00:00:00.000Z';
/** When the one who was an expert ceases to be one. */
const LEFT_AT = '2026-03-02T12:00:00.000Z';
const PEOPLE: ReadonlyArray<readonly [group: number, user: number]> = [
  [EXPERTS, EXPERT],
  [EXPERTS, OTHER_EXPERT],
  [PAYROLL, PAYROLL_EXPERT],
  [43, FACILITATOR],
  [44, SIGNER],
  [44, FORMER],
  // More than may be invited by name.
  ...Array.from({ length: 21 }, (_, index) => [44, 30 + index] as const),
];

/** A time of Monday, 2 March 2026; the desk is open from 08:00 to 16:00 UTC. */
export function at(time: string, day = '2026-03-02'): Instant {
  const seconds = time.length === 5 ? `${time}:00` : time;
  return `${day}T${seconds}.000Z`;
}

/** Facts as reads of the forum show them, with the texts that they point to. */
export interface Told {
  readonly facts: readonly Fact[];
  readonly texts: ReadonlyArray<readonly [id: string, body: string]>;
}

export function fact(time: Instant, body: FactBody): Told {
  return { facts: [factOf(body, { at: time, learntAt: time, source: 'test' })], texts: [] };
}

export function all(...told: readonly Told[]): Told {
  return { facts: told.flatMap(({ facts }) => facts), texts: told.flatMap(({ texts }) => texts) };
}

interface Written {
  readonly by: number;
  readonly at: Instant;
  readonly text: string;
  readonly kind?: PostKind;
  readonly ours?: boolean;
  readonly topic?: number;
}

export function post(id: number, { by, at: time, text, kind = 'regular', ours = false, topic = TOPIC }: Written): Told {
  const lines = commandLinesIn(text, ['desk']).map((line) => ({ line, hash: hashText(line), textId: `command:${id}:${hashText(line)}` }));
  const kept = lines.map(({ hash, textId }) => ({ hash, textId }));
  return all(
    fact(time, { type: 'PostBorn', post: id, replyTo: null }),
    fact(time, { type: 'Placed', post: id, topic }),
    fact(time, { type: 'PostAuthor', post: id, user: by }),
    fact(time, { type: 'PostKindSeen', post: id, kind }),
    fact(time, { type: 'PostVisibility', post: id, visibility: 'visible' }),
    ours ? fact(time, { type: 'OurPost', post: id, marker: 'hd1-test' }) : all(),
    {
      ...fact(time, { type: 'TextConfirmed', post: id, version: 1, hash: hashText(text), textId: `post:${id}` }),
      texts: [[`post:${id}`, text]],
    },
    lines.length === 0
      ? all()
      : {
          ...fact(time, { type: 'CommandLines', post: id, version: 1, lines: kept }),
          texts: lines.map(({ textId, line }) => [textId, line] as const),
        },
  );
}

/** A post of one line to the desk. */
export function line(id: number, time: Instant, { by, says, room }: { by: number; says: string; room?: number }): Told {
  return post(id, { by, at: time, text: `@desk ${says}`, topic: room ?? TOPIC });
}

export function shown(id: number, time: Instant, visibility: Visibility): Told {
  return fact(time, { type: 'PostVisibility', post: id, visibility });
}

interface Asked {
  readonly by?: number;
  readonly time?: Instant;
  readonly tags?: readonly string[];
  readonly text?: string;
  readonly category?: number;
  /** Asked privately, to these groups. */
  readonly toGroups?: readonly number[];
}

export function asked(own: Asked = {}): Told {
  const { by = ASKER, time = at('08:00'), tags = [], text = 'When is my leave counted?', category = 5, toGroups } = own;
  return all(
    fact(time, { type: 'TopicBorn', topic: TOPIC }),
    fact(time, { type: 'TopicAuthor', topic: TOPIC, user: by }),
    fact(time, {
      type: 'TopicPlace',
      topic: TOPIC,
      category: toGroups ? null : category,
      archetype: toGroups ? 'private_message' : 'regular',
    }),
    { ...fact(time, { type: 'TopicTitle', topic: TOPIC, hash: 'title', textId: 'title' }), texts: [['title', 'Leave of last year']] },
    fact(time, { type: 'TopicTags', topic: TOPIC, tags }),
    toGroups ? fact(time, { type: 'Participants', topic: TOPIC, users: [by], groups: toGroups }) : all(),
    post(QUESTION, { by, at: time, text }),
  );
}

/** The room is there: as the outbox and a read tell it. */
export function roomOpened(time: Instant, own: { room?: number; key?: string; groups?: readonly number[] } = {}): Told {
  const { room = ROOM, key = ROOM_KEY, groups = [EXPERTS] } = own;
  return all(
    fact(time, { type: 'RoomOpened', topic: TOPIC, room, key }),
    fact(time, { type: 'TopicBorn', topic: room }),
    fact(time, { type: 'TopicAuthor', topic: room, user: BOT }),
    fact(time, { type: 'TopicPlace', topic: room, category: null, archetype: 'private_message' }),
    fact(time, { type: 'Participants', topic: room, users: [], groups }),
  );
}

export function action(post: number, time: Instant, own: { by: number; code: string; who?: number }): Told {
  const who = own.who === undefined ? null : nameKey(`user_${own.who}`);
  return all(
    fact(time, { type: 'SmallAction', post, actor: own.by, code: own.code, who, linkedTopic: null }),
    fact(time, { type: 'Placed', post, topic: TOPIC }),
  );
}

export interface World {
  readonly now?: Instant;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly triage?: Readonly<Record<string, unknown>>;
  readonly holidays?: readonly string[];
  /** Further settings of the clocks. */
  readonly clocks?: Readonly<Record<string, unknown>>;
  /** A second version of the community's settings, applied with `recompute`. */
  readonly then?: { readonly at: Instant } & Pick<World, 'clocks' | 'facilitators'>;
  readonly locale?: Locale;
  readonly effects?: readonly Effect[];
  readonly expertGroups?: readonly number[];
  readonly facilitators?: readonly number[];
  readonly people?: CommunitySettings['people'];
  readonly safetyOwner?: number;
}

const OPEN: [string, string][] = [['09:00', '17:00']];

function communityOf({
  settings = {},
  triage: rules = {},
  holidays = [],
  clocks: own = {},
  locale = 'en',
  expertGroups = [EXPERTS, PAYROLL],
  facilitators = [43],
  people = {},
  safetyOwner,
}: World): CommunitySettings {
  const calendar = { tz: 'Europe/Berlin', hours: { mon: OPEN, tue: OPEN, wed: OPEN, thu: OPEN, fri: OPEN }, holidays };
  return {
    id: 'housing',
    name: 'Housing',
    category: 5,
    since: LONG_AGO,
    locale,
    words: wordsFor(locale, {}),
    roles: { expert: expertGroups, signer: [44], facilitator: facilitators, deskLead: [45] },
    settleSeconds: 30,
    faqCategory: null,
    libraryCategory: null,
    people,
    safetyOwner: safetyOwner ?? null,
    features: {
      triage: { mode: 'on', settings: triage.settings.parse(rules) },
      official: { mode: 'on', settings: official.settings.parse({}) },
      clocks: { mode: 'on', settings: clocks.settings.parse({ calendar, ...own }) },
      escalation: { mode: 'on', settings: escalation.settings.parse(settings) },
    },
  };
}

const isOpen: TicketStateRule = () => ({ state: 'new', outcome: null, owner: null, proposed: null, because: 'test' });

export interface Given {
  readonly judgement: Judgement;
  readonly view: EscalationView;
  readonly escalations: readonly Escalation[];
  readonly status: string;
  wants(kind: string): Array<{ readonly key: string; readonly value: Record<string, unknown> }>;
  /** Private messages about what becomes of the ticket; other features write messages too. */
  readonly notices: ReadonlyArray<{ readonly key: string; readonly value: Record<string, unknown> }>;
  /** Text of the room's first post; null: no room is wanted. */
  room(key?: string): string | null;
  /** What the bot says in the room besides. */
  readonly said: readonly string[];
  /** What becomes of the line of a post. */
  answer(post: number): string;
}

/** Derives and judges with the real engine; facts may be in any order. */
export function given(told: Told, world: World = {}): Given {
  const { now = at('23:00'), effects = [] } = world;
  const version = (number: number, since: Instant, own: World): SettingsVersion => ({
    community: 'housing',
    version: number,
    at: since,
    recompute: number > 1,
    settings: communityOf(own),
  });
  const { then } = world;
  const settings = [version(1, LONG_AGO, world), ...(then ? [version(2, then.at, { ...world, ...then })] : [])];
  const learnt = { learntAt: LONG_AGO, source: 'test' };
  const memberships = [
    ...PEOPLE.map(([group, user]) => factOf({ type: 'MembershipBegan', group, user }, { at: LONG_AGO, ...learnt })),
    factOf({ type: 'MembershipEnded', group: 44, user: FORMER }, { at: LEFT_AT, ...learnt }),
  ];
  const named = (kind: 'user' | 'group', id: number, name: string) => [nameKey(name), [{ kind, id, at: LONG_AGO }]] as const;
  const names = new Map([
    ...Array.from({ length: 60 }, (_, id) => id).map((id) => named('user', id, `user_${id}`)),
    named('group', EXPERTS, 'experts'),
    named('group', PAYROLL, 'payroll'),
    named('group', 77, 'cooks'),
  ]);
  const material = { facts: told.facts, memberships, settings, parents: new Map(), names, texts: new Map(told.texts) };
  const features = [triage, official, clocks, escalation];
  const judgement = judge({ features, ticketState: isOpen }, { topicId: TOPIC, botId: BOT, now, material }, effects);
  const view = judgement.derived.ticket.views['escalation'] as EscalationView;
  const of = (kind: string) =>
    judgement.wants.filter((want) => want.kind === kind).map(({ key, value }) => ({ key, value: value as Record<string, unknown> }));
  const rawOf = (found: { value: Record<string, unknown> } | undefined) => (found?.value['raw'] as string | undefined) ?? null;
  return {
    judgement,
    view,
    escalations: view.escalations,
    status: rawOf(of('status')[0]) ?? '',
    wants: of,
    notices: of('message').filter(({ key }) => /^message:(proposed|declined|handedBack):/.test(key)),
    room: (key = ROOM_KEY) => rawOf(of('room').find((want) => want.key === key)),
    said: of('post').map((want) => rawOf(want) ?? ''),
    answer: (id) => rawOf(of('message').find(({ key }) => key.startsWith(`message:answer:post:${id}:`))) ?? '',
  };
}

/** An effect of ours that has ended. */
export function carriedOut(key: string, kind: Effect['kind'], own: Partial<Effect> = {}): Effect {
  return {
    id: 1,
    topicId: TOPIC,
    key,
    revision: 1,
    kind,
    value: {},
    valueHash: 'h',
    because: 'test',
    state: 'done',
    reason: null,
    priority: 1,
    notBefore: at('10:00'),
    notAfter: null,
    attempts: 1,
    postId: 900,
    forumTopicId: ROOM,
    createdAt: at('10:00'),
    endedAt: at('10:01'),
    ...own,
  };
}
