import { commandLinesIn } from '../../../shared/commands/lines.js';
import { factOf, type Fact, type FactBody, type PostKind, type Visibility } from '../../../shared/facts.js';
import type { Instant } from '../../../shared/instant.js';
import type { CommunitySettings, SettingsVersion } from '../../../shared/settings.js';
import { hashText } from '../../../shared/text.js';
import { wordsFor, type Locale } from '../../../shared/words.js';
import { judge, type Judgement, type TicketStateRule } from '../../../service/engine/judge.js';
import { official } from '../../../service/features/official/index.js';
import type { OfficialView } from '../../../service/features/official/view.js';
import { triage } from '../../../service/features/triage/index.js';

export const TOPIC = 20;
export const QUESTION = 100;
export const BOT = 2;
export const ASKER = 10;
export const MEMBER = 11;
export const SIGNER = 13;
export const FACILITATOR = 14;
export const OTHER_SIGNER = 16;
export const LEAD = 17;
const LONG_AGO = '2020-01-01T00:00:00.000Z';
const GROUPS = { expert: 41, facilitator: 43, signer: 44, deskLead: 45 } as const;
const PEOPLE: ReadonlyArray<readonly [group: number, user: number]> = [
  [GROUPS.signer, SIGNER],
  [GROUPS.expert, SIGNER],
  [GROUPS.signer, OTHER_SIGNER],
  [GROUPS.signer, LEAD],
  [GROUPS.deskLead, LEAD],
  [GROUPS.facilitator, FACILITATOR],
];

/** A time of the one day of these tests: Monday, 2 March 2026. */
export function at(time: string, day = '2026-03-02'): Instant {
  return `${day}T${time.length === 5 ? `${time}:00` : time}.000Z`;
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
  /** The post, by id, to which it replies. */
  readonly replyTo?: number;
  readonly kind?: PostKind;
  readonly ours?: boolean;
  /** When the text was read first; with the birth if not said. */
  readonly readAt?: Instant;
}

/** A post; its number in the topic follows from its id. */
export function post(id: number, { by, at: time, text, replyTo, kind = 'regular', ours = false, readAt = time }: Written): Told {
  return all(
    fact(time, { type: 'PostBorn', post: id, replyTo: replyTo === undefined ? null : numberOf(replyTo) }),
    fact(time, { type: 'Placed', post: id, topic: TOPIC, number: numberOf(id) }),
    fact(time, { type: 'PostAuthor', post: id, user: by }),
    fact(time, { type: 'PostKindSeen', post: id, kind }),
    fact(time, { type: 'PostVisibility', post: id, visibility: 'visible' }),
    ours ? fact(time, { type: 'OurPost', post: id, marker: 'hd1-test' }) : all(),
    read(id, { at: time, readAt, text, version: 1 }),
  );
}

function numberOf(id: number): number {
  return id - QUESTION + 1;
}

interface Reading {
  readonly at: Instant;
  readonly text: string;
  readonly version?: number;
  readonly readAt?: Instant;
}

/** What a read shows of a text that is so since `at`. */
export function read(id: number, { at: time, text, version = 2, readAt = time }: Reading): Told {
  const lines = commandLinesIn(text, ['desk']).map((line) => ({ line, hash: hashText(line), textId: `command:${id}:${hashText(line)}` }));
  const kept = lines.map(({ hash, textId }) => ({ hash, textId }));
  const { facts } = all(
    fact(readAt, { type: 'TextConfirmed', post: id, version, hash: hashText(text), textId: `post:${id}` }),
    lines.length > 0 ? fact(time, { type: 'CommandLines', post: id, version, lines: kept }) : all(),
  );
  return { facts, texts: [[`post:${id}`, text], ...lines.map(({ textId, line }) => [textId, line] as const)] };
}

export function shown(id: number, time: Instant, visibility: Visibility): Told {
  return fact(time, { type: 'PostVisibility', post: id, visibility });
}

export function placed(time: Instant, category: number): Told {
  return fact(time, { type: 'TopicPlace', topic: TOPIC, category, archetype: 'regular' });
}

export function asked(tags: readonly string[] = [], by = ASKER): Told {
  return all(
    fact(at('08:00'), { type: 'TopicBorn', topic: TOPIC }),
    fact(at('08:00'), { type: 'TopicAuthor', topic: TOPIC, user: by }),
    placed(at('08:00'), 5),
    fact(at('08:00'), { type: 'TopicTags', topic: TOPIC, tags }),
    post(QUESTION, { by, at: at('08:00'), text: 'May I sublet my room?' }),
  );
}

/** Post 101, an answer by a member. */
export const answered: Told = post(101, { by: MEMBER, at: at('09:00'), text: 'Yes, with consent.' });

/** A reply of one line to the desk; 110 signs post 101. */
export function line(text: string, own: Partial<Omit<Written, 'text'>> & { readonly id?: number } = {}): Told {
  const { id = 110, by = SIGNER, at: time = at('10:00'), replyTo = 101, ...more } = own;
  return post(id, { by, at: time, text: `@desk ${text}`, replyTo, ...more });
}

export interface World {
  readonly now?: Instant;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Settings that came into force later. */
  readonly later?: ReadonlyArray<{ readonly at: Instant; readonly settings: Readonly<Record<string, unknown>> }>;
  readonly locale?: Locale;
}

export function communityOf(settings: Readonly<Record<string, unknown>>, own: Partial<CommunitySettings> = {}): CommunitySettings {
  const { locale = 'en' } = own;
  return {
    id: 'housing',
    name: 'Housing',
    category: 5,
    since: LONG_AGO,
    locale,
    words: wordsFor(locale, {}),
    roles: {
      expert: [GROUPS.expert],
      signer: [GROUPS.signer],
      facilitator: [GROUPS.facilitator],
      deskLead: [GROUPS.deskLead],
    },
    settleSeconds: 0,
    faqCategory: null,
    libraryCategory: null,
    features: {
      triage: { mode: 'on', settings: triage.settings.parse({}) },
      official: { mode: 'on', settings: official.settings.parse(settings) },
    },
    ...own,
  };
}

const isOpen: TicketStateRule = () => ({ state: 'new', outcome: null, owner: null, proposed: null, because: 'test' });

export interface Given {
  readonly judgement: Judgement;
  readonly view: OfficialView;
  /** Label of a post as it would be written; null: none is wanted. */
  notice(post: number): string | null;
  readonly status: string;
  readonly tags: readonly string[];
  /** What is told in private, and the posts that are liked. */
  readonly told: string;
  readonly liked: readonly number[];
}

/** Derives and judges with the real engine; facts may be in any order. */
export function given(told: Told, { now = at('20:00'), settings = {}, later = [], locale = 'en' }: World = {}): Given {
  const it = communityOf({}, { id: 'it', name: 'IT & Co', category: 7, locale });
  const versions: SettingsVersion[] = [
    { community: 'housing', version: 1, at: LONG_AGO, recompute: false, settings: communityOf(settings, { locale }) },
    { community: 'it', version: 1, at: LONG_AGO, recompute: false, settings: it },
    ...later.map((one, index) => ({
      community: 'housing',
      version: 2 + index,
      at: one.at,
      recompute: false,
      settings: communityOf(one.settings, { locale }),
    })),
  ];
  const memberships = PEOPLE.map(([group, user]) =>
    factOf({ type: 'MembershipBegan', group, user }, { at: LONG_AGO, learntAt: LONG_AGO, source: 'test' }),
  );
  const material = { facts: told.facts, memberships, settings: versions, parents: new Map(), names: new Map(), texts: new Map(told.texts) };
  const judgement = judge({ features: [triage, official], ticketState: isOpen }, { topicId: TOPIC, botId: BOT, now, material }, []);
  const valueOf = (key: string) => judgement.wants.find((want) => want.key === key)?.value as Record<string, unknown> | undefined;
  const of = (kind: string) => judgement.wants.filter((want) => want.kind === kind).map(({ value }) => value as Record<string, unknown>);
  return {
    judgement,
    view: judgement.derived.ticket.views['official'] as OfficialView,
    notice: (id) => (valueOf(`notice:post:${id}`)?.['text'] as string | undefined) ?? null,
    status: (valueOf(`status:ticket:${TOPIC}`)?.['raw'] as string | undefined) ?? '',
    tags: (valueOf(`tags:topic:${TOPIC}`)?.['present'] as string[] | undefined) ?? [],
    told: of('message')
      .map(({ raw }) => raw as string)
      .join('\n'),
    liked: of('like').map(({ post: id }) => id as number),
  };
}
