import { factOf } from '../../shared/facts.js';
import type { Instant } from '../../shared/instant.js';
import { nameKey } from '../../shared/names.js';
import type { CommunitySettings } from '../../shared/settings.js';
import { wordsFor, type Words } from '../../shared/words.js';
import { calendarTools } from '../../service/assembly/calendar-tools.js';
import { policyDesk } from '../../service/assembly/policy-desk.js';
import { createHttpServer, type HttpServer } from '../../service/http/server.js';
import { createConsolePages, type ConsoleParts } from '../../service/console/pages.js';
import { factsOfTopicRead } from '../../service/engine/observations.js';
import { createTicketProcessor } from '../../service/engine/process.js';
import { clocks } from '../../service/features/clocks/index.js';
import { rules } from '../../service/features/list.js';
import { clockEvidence } from '../../service/assembly/clock-evidence.js';
import { shownClocks } from '../../service/features/together/shown-clocks.js';
import { triage } from '../../service/features/triage/index.js';
import { tryRules } from '../../service/features/triage/rule-trial.js';
import type { Named, SeenPost, SeenTopic } from '../../service/ports/forum.js';
import type { Store } from '../../service/ports/store.js';
import { keepingLog } from './keeping-log.js';
import { BOT_ID } from './database.js';

/** A forum as the pages of the console see it: a public question, and a private one full of words that nobody may see. */
export const PUBLIC = 20;
export const PRIVATE = 21;
export const ASKER: Named = { id: 7, name: 'ada' };
export const EXPERT: Named = { id: 8, name: 'erik' };
export const NOW: Instant = '2026-11-03T12:00:00.000Z';
export const CANARIES = ['heliotrope', 'quicksilver', 'cassandra'] as const;

const ASKED: Instant = '2026-11-03T10:00:00.000Z';
export const EXPERTS: Named = { id: 41, name: 'housing_experts' };
const FACILITATORS = 43;
const DESK_LEADS = 45;
const CATEGORY = 5;

/** As whom tests look at the pages; `carla` is a facilitator, `lena` leads the desk, `erik` is an expert, `olga` no member of anything. */
export const PEOPLE: NonNullable<ConsoleParts['people']> = [
  { name: 'nobody', label: 'nobody', usernames: [] },
  ...['ada', 'erik', 'carla', 'olga', 'lena'].map((name) => ({ name, label: name, usernames: [name] })),
  { name: 'private-asker', label: 'who asked privately', usernames: ['no such person', CANARIES[2]] },
];

/** Makes these people known, as members of these groups. */
export async function learnPeople(store: Store, forumId: string): Promise<void> {
  const at = '2026-01-02T00:00:00.000Z';
  const learnt = { at, learntAt: at, source: 'read:group:41' };
  const facts = [
    factOf({ type: 'PersonNamed', user: ASKER.id, name: nameKey(ASKER.name) }, learnt),
    factOf({ type: 'PersonNamed', user: EXPERT.id, name: nameKey(EXPERT.name) }, learnt),
    factOf({ type: 'PersonNamed', user: 9, name: nameKey(CANARIES[2]) }, learnt),
    factOf({ type: 'PersonNamed', user: 30, name: nameKey('carla') }, learnt),
    factOf({ type: 'PersonNamed', user: 31, name: nameKey('olga') }, learnt),
    factOf({ type: 'PersonNamed', user: 32, name: nameKey('lena') }, learnt),
    factOf({ type: 'MembershipBegan', group: EXPERTS.id, user: EXPERT.id }, learnt),
    factOf({ type: 'MembershipBegan', group: DESK_LEADS, user: 32 }, learnt),
    factOf({ type: 'MembershipBegan', group: FACILITATORS, user: 30 }, learnt),
  ];
  await store.learn(forumId, { facts, texts: [], labels: [], needs: [], confirmations: [], cause: { type: 'none' } });
}

export interface ConsoleForum {
  readonly forumId: string;
  readonly server: HttpServer;
  page(
    path: string,
    headers?: Readonly<Record<string, string>>,
  ): Promise<{ readonly status: number; readonly text: string; readonly headers: Headers }>;
  /** What a read of a topic shows is learnt, and its ticket derived. */
  learn(topic: SeenTopic, posts: readonly SeenPost[], readAt?: Instant): Promise<void>;
}

interface ConsoleOptions extends Pick<ConsoleParts, 'forumClock' | 'people' | 'deskSeconds' | 'startOfDate' | 'trySettings'> {
  readonly words?: Partial<Words>;
  /** Rules of triage, as somebody would write them. */
  readonly rules?: readonly unknown[];
  /** Settings of the clocks, and of people by id. */
  readonly clocks?: Readonly<Record<string, unknown>>;
  readonly hoursOf?: CommunitySettings['people'];
  readonly sweepMinutes?: number;
}

export async function openConsoleForum(
  store: Store,
  forumId: string,
  { words = {}, rules: ownRules = [], clocks: ownClocks = {}, hoursOf = {}, sweepMinutes, ...own }: ConsoleOptions = {},
): Promise<ConsoleForum> {
  await designate(store, forumId, { words, ownRules, ownClocks, hoursOf });
  const clock = { now: () => NOW, sleep: async () => undefined };
  const { log } = keepingLog();
  const queue = { ring: () => undefined, listen: () => async () => undefined };
  const processor = createTicketProcessor({ store, rules, clock, queue, log });
  const consolePages = createConsolePages({
    store,
    forumId,
    clock,
    tryRules,
    calendars: calendarTools,
    policies: policyDesk,
    showClocks: shownClocks,
    giveEvidence: (asked) => clockEvidence(rules, asked),
    topicUrl: (topicId) => `https://forum.example.org/t/${topicId}`,
    ...(sweepMinutes === undefined ? {} : { sweepMinutes: () => sweepMinutes }),
    ...own,
  });
  const receive = async () => ({ status: 200, what: 'stored' }) as const;
  const server = await createHttpServer({ receive, store, consolePages, log, host: '127.0.0.1', port: 0 });
  return {
    forumId,
    server,
    async page(path, headers = {}) {
      const response = await fetch(`http://127.0.0.1:${server.port}${path}`, { headers });
      return { status: response.status, text: await response.text(), headers: response.headers };
    },
    async learn(topic, posts, readAt = minuteAfter(topic, posts)) {
      const seen = factsOfTopicRead(
        { topic, posts, readAt },
        { botId: BOT_ID, commandNames: ['desk'], keepsText: () => true, keepsMessage: () => true },
      );
      const { facts, texts, labels, confirmations } = seen;
      await store.learn(forumId, { facts, texts, labels, confirmations, needs: [], cause: { type: 'none' } });
      await processor.processWaiting(forumId);
    },
  };
}

/** A read comes after everything that it shows. */
function minuteAfter(topic: SeenTopic, posts: readonly SeenPost[]): Instant {
  const last = Math.max(...[topic, ...posts].map(({ createdAt }) => Date.parse(createdAt)));
  return new Date(last + 60_000).toISOString();
}

interface Designated {
  readonly words: Partial<Words>;
  readonly ownRules: readonly unknown[];
  readonly ownClocks: Readonly<Record<string, unknown>>;
  readonly hoursOf: NonNullable<CommunitySettings['people']>;
}

async function designate(store: Store, forumId: string, { words, ownRules, ownClocks, hoursOf }: Designated): Promise<void> {
  const settings = {
    id: 'housing',
    name: 'Housing',
    category: CATEGORY,
    since: '2026-01-01T00:00:00.000Z',
    locale: 'en',
    words: wordsFor('en', words),
    roles: { expert: [EXPERTS.id], signer: [], facilitator: [FACILITATORS], deskLead: [DESK_LEADS] },
    settleSeconds: 0,
    faqCategory: null,
    libraryCategory: null,
    people: hoursOf,
    features: {
      triage: { mode: 'on', settings: triage.settings.parse({ rules: ownRules }) },
      clocks: { mode: 'on', settings: clocks.settings.parse(ownClocks) },
    },
  } as const;
  await store.applySettings(forumId, [{ community: 'housing', version: 1, at: '2026-01-01T00:00:00.000Z', recompute: false, settings }]);
}

export function topicOf(part: Partial<SeenTopic> = {}): SeenTopic {
  return {
    id: PUBLIC,
    createdAt: ASKED,
    author: ASKER,
    archetype: 'regular',
    categoryId: CATEGORY,
    title: 'May I sublet my room?',
    tags: ['rent'],
    closed: false,
    archived: false,
    listed: true,
    deletedAt: null,
    externalId: null,
    highestPostNumber: 1,
    acceptedNumber: null,
    ...part,
  };
}

export function postOf(part: Partial<SeenPost> = {}): SeenPost {
  return {
    id: 100,
    topicId: PUBLIC,
    number: 1,
    createdAt: ASKED,
    updatedAt: null,
    author: ASKER,
    kind: 'regular',
    version: 1,
    visibility: 'visible',
    deletedAt: null,
    replyTo: null,
    raw: 'I am abroad from May to July.',
    ...part,
  };
}

/** Asked privately, of the expert group. */
export async function learnPrivate(forum: ConsoleForum): Promise<void> {
  const [title, text, name] = CANARIES;
  const author = { id: 9, name };
  const participants = { users: [author], groups: [EXPERTS] };
  await forum.learn(
    topicOf({ id: PRIVATE, author, archetype: 'private_message', categoryId: null, title: `About ${title}`, tags: [], participants }),
    [postOf({ id: 110, topicId: PRIVATE, author, raw: `It is about ${text}.` })],
  );
}
