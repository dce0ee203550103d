import { factOf, type Fact, type PostKind } from '../../../shared/facts.js';
import type { Instant } from '../../../shared/instant.js';
import { nameKey } from '../../../shared/names.js';
import type { CommunitySettings, SettingsVersion } from '../../../shared/settings.js';
import { wordsFor } from '../../../shared/words.js';
import { judge, type TicketStateRule } from '../../../service/engine/judge.js';
import type { SurfaceWant } from '../../../service/engine/surfaces.js';
import { faq } from '../../../service/features/faq/index.js';
import type { FaqView } from '../../../service/features/faq/view.js';
import { official } from '../../../service/features/official/index.js';
import { triage } from '../../../service/features/triage/index.js';
import type { TriageView } from '../../../service/features/triage/view.js';
import type { Effect } from '../../../service/ports/store.js';
import { ASKER, BOT, FACILITATOR, MEMBER, SIGNER, TOPIC, all, asked, at, fact, post, type Told } from '../official/official-story.js';

export const EXPERT = 12;
export const PAYROLL = 42;
export const OUTSIDERS = 49;
const GROUPS = { expert: 41, facilitator: 43, signer: 44, deskLead: 45 } as const;
const LONG_AGO = '2020-01-01T00:00:00.000Z';
const MEMBERS: ReadonlyArray<readonly [group: number, user: number]> = [
  [GROUPS.expert, EXPERT],
  [GROUPS.signer, SIGNER],
  [GROUPS.facilitator, FACILITATOR],
];

/** A post that replies to nobody and holds one line to the desk; by the minute it has an id of its own. */
export function says(by: number, text: string, own: { readonly at?: Instant; readonly id?: number; readonly kind?: PostKind } = {}): Told {
  const { at: time = at('10:00'), id = 110 + Number(time.slice(14, 16)), kind = 'regular' } = own;
  return post(id, { by, at: time, text: `@desk ${text}`, kind });
}

export function askedPrivately(): Told {
  const { facts, texts } = asked();
  const elsewhere = facts.filter(({ body }) => body.type !== 'TopicPlace');
  return all(
    { facts: elsewhere, texts },
    fact(at('08:00'), { type: 'TopicPlace', topic: TOPIC, category: null, archetype: 'private_message' }),
    fact(at('08:00'), { type: 'Participants', topic: TOPIC, users: [ASKER], groups: [GROUPS.expert] }),
  );
}

const ROOM = 500;

/** A room of the ticket, with what is written in it. */
export function room(...told: readonly Told[]): Told {
  const { facts, texts } = all(...told);
  const there = facts.map((one) => (one.body.type === 'Placed' ? moved(one.body, one.at) : one));
  return all(
    fact(at('08:30'), { type: 'RoomOpened', topic: TOPIC, room: ROOM, key: 'room:ticket:20:1' }),
    fact(at('08:30'), { type: 'TopicBorn', topic: ROOM }),
    fact(at('08:30'), { type: 'TopicAuthor', topic: ROOM, user: BOT }),
    fact(at('08:30'), { type: 'TopicPlace', topic: ROOM, category: null, archetype: 'private_message' }),
    { facts: there, texts },
  );
}

function moved(body: Extract<Fact['body'], { type: 'Placed' }>, time: Instant): Fact {
  return factOf({ ...body, topic: ROOM }, { at: time, learntAt: time, source: 'test' });
}

/** Somebody accepts the topic in the forum. */
export function taken(by: number, time: Instant): Told {
  return all(
    fact(time, { type: 'Placed', post: 109, topic: TOPIC }),
    fact(time, { type: 'SmallAction', post: 109, actor: by, code: 'assigned', who: nameKey(`user_${by}`), linkedTopic: null }),
  );
}

/** An act of ours that reached the forum. */
export function done(key: string, own: Partial<Effect> = {}): Effect {
  return {
    id: 1,
    topicId: TOPIC,
    key,
    revision: 1,
    kind: 'article',
    value: {},
    valueHash: 'h',
    because: 'why',
    state: 'done',
    reason: null,
    priority: 2,
    notBefore: at('10:00'),
    notAfter: null,
    attempts: 1,
    postId: null,
    forumTopicId: null,
    createdAt: at('10:00'),
    endedAt: at('10:01'),
    ...own,
  };
}

export interface World {
  readonly now?: Instant;
  readonly triage?: Readonly<Record<string, unknown>>;
  readonly community?: Partial<CommunitySettings>;
  readonly clocks?: unknown;
  readonly effects?: readonly Effect[];
}

export interface Given {
  readonly triage: TriageView;
  readonly faq: FaqView;
  readonly status: string;
  readonly liked: readonly number[];
  /** What is told in private to the author of a post. */
  toldOn(post: number): string;
  want(key: string): SurfaceWant | undefined;
  readonly keys: readonly string[];
  readonly nextWakeAt: Instant | null;
  readonly row: Readonly<Record<string, unknown>>;
}

const isOpen: TicketStateRule = () => ({ state: 'new', outcome: null, owner: null, proposed: null, because: 'test' });

function communityOf({ triage: settings = {}, community = {}, clocks }: World): CommunitySettings {
  const on = (of: unknown) => ({ mode: 'on' as const, settings: of });
  return {
    id: 'housing',
    name: 'Housing',
    category: 5,
    since: LONG_AGO,
    locale: 'en',
    words: wordsFor('en', {}),
    roles: {
      expert: [GROUPS.expert, PAYROLL],
      signer: [GROUPS.signer],
      facilitator: [GROUPS.facilitator],
      deskLead: [GROUPS.deskLead],
    },
    settleSeconds: 0,
    faqCategory: 8,
    libraryCategory: 9,
    features: {
      triage: on(triage.settings.parse(settings)),
      official: on(official.settings.parse({})),
      faq: on(faq.settings.parse({ tags: ['faq'] })),
      ...(clocks === undefined ? {} : { clocks: on(clocks) }),
    },
    ...community,
  };
}

/** Derives and judges with the real engine. */
export function given(told: Told, world: World = {}): Given {
  const { now = at('20:00'), effects = [] } = world;
  const settings: SettingsVersion[] = [{ community: 'housing', version: 1, at: LONG_AGO, recompute: false, settings: communityOf(world) }];
  const memberships = MEMBERS.map(([group, user]) =>
    factOf({ type: 'MembershipBegan', group, user }, { at: LONG_AGO, learntAt: LONG_AGO, source: 'test' }),
  );
  const named = (kind: 'user' | 'group', id: number) => [{ kind, id, at: LONG_AGO }];
  const names = new Map([
    [nameKey(`user_${SIGNER}`), named('user', SIGNER)],
    [nameKey('payroll'), named('group', PAYROLL)],
    [nameKey('outsiders'), named('group', OUTSIDERS)],
  ]);
  const material = { facts: told.facts, memberships, settings, parents: new Map(), names, texts: new Map(told.texts) };
  const features = [triage, official, faq];
  const { derived, wants, rows } = judge({ features, ticketState: isOpen }, { topicId: TOPIC, botId: BOT, now, material }, effects);
  if (derived.failures.length > 0) throw new Error(JSON.stringify(derived.failures));
  const want = (key: string) => wants.find((one) => one.key === key);
  const raw = (value: unknown): string => (value as { raw?: string } | undefined)?.raw ?? '';
  return {
    triage: derived.ticket.views['triage'] as TriageView,
    faq: derived.ticket.views['faq'] as FaqView,
    status: raw(want(`status:ticket:${TOPIC}`)?.value),
    liked: wants.filter(({ kind }) => kind === 'like').map(({ value }) => (value as { post: number }).post),
    toldOn: (post) => raw(wants.find(({ key }) => key.startsWith(`message:answer:post:${post}:`))?.value),
    want,
    keys: wants.map(({ key }) => key),
    nextWakeAt: derived.nextWakeAt,
    row: rows.find(({ key }) => key === 'triage')?.row ?? {},
  };
}

export { ASKER, FACILITATOR, MEMBER, SIGNER };
