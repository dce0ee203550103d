import { compareText, factOf, type Fact } from '../../../shared/facts.js';
import type { Instant } from '../../../shared/instant.js';
import { nameKey } from '../../../shared/names.js';
import { recordedRead } from '../../adapters/discourse/recorded-reads.js';
import { discourseDeliveries } from '../../adapters/discourse/delivery-reader.js';
import { createMemoryQueue } from '../../adapters/memory/memory-queue.js';
import { directoryOf } from '../../assembly/directory-of.js';
import { resolveCommunity } from '../../config/communities.js';
import type { Rules } from '../../engine/judge.js';
import { factsOfPostRead, factsOfTopicRead, type Seen } from '../../engine/observations.js';
import { createTicketProcessor } from '../../engine/process.js';
import type { InterpretContext } from '../../inbox/interpret.js';
import { createReceiver } from '../../inbox/receive.js';
import { createInboxWorker } from '../../inbox/work.js';
import type { Log } from '../../ports/log.js';
import type { Effect, Lesson, Store } from '../../ports/store.js';
import { report, type ReplayResult } from './report.js';
import { roomsIn } from './rooms.js';
import { seededRandom, shuffled } from './shuffle.js';
import type { ReplaySettings } from './settings.js';
import type { Story, StoryDelivery, StoryRead } from './story.js';

export interface ReplayOptions {
  readonly story: Story;
  readonly settings: ReplaySettings;
  readonly store: Store;
  readonly rules: Rules;
  /** Names this replay's rows, so that several can share a database. */
  readonly forumId: string;
  readonly now: Instant;
  readonly shuffleSeed: number | null;
  /** Share of deliveries that come twice: half with the same event id, half with a new one. */
  readonly duplicateRate: number;
}

const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
/** So many deliveries arrive together, as from a forum with several workers. */
const AT_ONCE = 50;
/** Ids that the recorder of writes invents: above any that a recorded forum has. */
const FIRST_INVENTED_ID = 1_000_001;
const NOTHING: Lesson = { facts: [], texts: [], labels: [], needs: [], confirmations: [], cause: { type: 'none' } };

/** Plays one hook's deliveries through the real inbox into the store and derives what is true at `now`. */
export async function replay(options: ReplayOptions): Promise<ReplayResult> {
  const { store, forumId, settings } = options;
  const botId = botIdOf(options);
  await store.openForum({ id: forumId, botId, botName: settings.bot, mode: 'live', secret: settings.markers });
  const unanswered = new Set<string>();
  const reads = readsOf(options);
  const context: InterpretContext = {
    botId,
    ...observing(settings),
    watches: () => false,
    hasReadAfter: (thing, at) => {
      const isAnswered = reads.some((one) => one.thing === thing && one.at > at);
      if (!isAnswered) unanswered.add(thing);
      return isAnswered;
    },
  };
  const broken = await receiveAll(options, context);
  for (const { seen } of reads) await store.learn(forumId, lesson(seen));
  await learnDirectory(options);
  await learnRooms(options);
  await applyCommunities(options);
  const writes = await processAll(options);
  return report(options, { writes, broken, unanswered });
}

/** The database is thrown away: it keeps every text. Lines to the desk are known by the names that any community gives it. */
function observing({ bot, communities }: ReplaySettings): Pick<InterpretContext, 'keepsText' | 'keepsMessage' | 'commandNames'> {
  const aliases = communities.flatMap(({ commands }) => commands?.aliases ?? []);
  return { keepsText: () => true, keepsMessage: () => true, commandNames: [bot, ...aliases] };
}

function botIdOf({ settings, story }: Pick<ReplayOptions, 'settings' | 'story'>): number {
  const listed = Object.values(settings.directory)
    .flat()
    .find((member) => member.user === settings.bot);
  if (listed) return listed.id;
  for (const { body } of story.deliveries) {
    const author = /"username":"([^"]+)"[^{}]*"user_id":(\d+)/.exec(body);
    if (author?.[1] === settings.bot) return Number(author[2]);
  }
  throw new Error(`The story does not tell the id of ${settings.bot}. Name it under \`directory\` in the settings file.`);
}

interface ReplayRead {
  readonly thing: string;
  readonly at: Instant;
  readonly seen: Seen;
}

function readsOf({ story, settings }: ReplayOptions): ReplayRead[] {
  const accounts = new Set([settings.bot, ...settings.readAs]);
  const observe = { botId: botIdOf({ story, settings }), ...observing(settings) };
  return story.reads
    .filter((read) => read.account !== null && accounts.has(read.account))
    .flatMap((read: StoryRead): ReplayRead[] => {
      const found = recordedRead(read.path, read.body, read.at);
      if (!found) return [];
      return found.what === 'topic'
        ? [{ thing: `topic:${found.read.topic.id}`, at: read.at, seen: factsOfTopicRead(found.read, observe) }]
        : [{ thing: `post:${found.read.post.id}`, at: read.at, seen: factsOfPostRead(found.read, observe) }];
    });
}

/** The real receiver and worker; the clock shows each delivery's recorded time while it is received. */
async function receiveAll(options: ReplayOptions, context: InterpretContext): Promise<string[]> {
  const { store, forumId, settings } = options;
  const clock = { at: options.now };
  const queue = createMemoryQueue(SILENT);
  const receive = createReceiver({
    forumId,
    botId: () => context.botId,
    secrets: [settings.secret],
    store,
    queue,
    clock: { now: () => clock.at, sleep: () => Promise.resolve() },
    reader: discourseDeliveries,
    log: SILENT,
  });
  const broken = new Set<string>();
  for (const some of chunks(inOrder(options), AT_ONCE)) {
    const receipts = some.map(({ delivery, eventId }) => {
      clock.at = delivery.receivedAt;
      const { event, signature, body } = delivery;
      return receive({ hook: settings.hook, eventId, event, signature, body: Buffer.from(body, 'utf8') });
    });
    for (const [index, receipt] of (await Promise.all(receipts)).entries()) {
      if (receipt.status !== 200) broken.add(`${some[index]?.delivery.name ?? ''}: ${receipt.problem}`);
    }
  }
  const contextOf = () => Promise.resolve(context);
  await createInboxWorker({ forumId, store, queue, log: SILENT, reader: discourseDeliveries, context: contextOf })();
  return [...broken].sort(compareText);
}

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}

function inOrder({ story, shuffleSeed, duplicateRate }: ReplayOptions): Array<{ delivery: StoryDelivery; eventId: string }> {
  const random = seededRandom(shuffleSeed ?? 1);
  const all = story.deliveries.flatMap((delivery) => {
    const once = { delivery, eventId: delivery.eventId };
    if (random() >= duplicateRate) return [once];
    return [once, { delivery, eventId: random() < 0.5 ? delivery.eventId : `${delivery.eventId}-again` }];
  });
  return shuffleSeed === null ? all : shuffled(all, random);
}

function lesson(seen: Seen): Lesson {
  return { ...NOTHING, ...seen };
}

/** First members of groups are in no delivery: the settings tell them. A group that no delivery names gets an invented id. */
async function learnDirectory({ store, forumId, settings, now }: ReplayOptions): Promise<void> {
  const facts: Fact[] = [];
  for (const [index, [group, members]] of Object.entries(settings.directory).entries()) {
    const told = await store.idOfName(forumId, 'group', group);
    const groupId = told ?? FIRST_INVENTED_ID + index;
    const learnt = { at: now, learntAt: now, source: 'settings' };
    if (told === null) facts.push(factOf({ type: 'GroupNamed', group: groupId, name: nameKey(group) }, learnt));
    for (const { user, id, from } of members) {
      const since = { at: from, learntAt: from, source: 'settings' };
      facts.push(
        factOf({ type: 'MembershipBegan', group: groupId, user: id }, since),
        factOf({ type: 'PersonNamed', user: id, name: nameKey(user) }, since),
      );
    }
  }
  await store.learn(forumId, { ...NOTHING, facts: facts.filter((fact) => fact.at <= now) });
}

async function learnRooms({ store, forumId, settings }: ReplayOptions): Promise<void> {
  await store.learn(forumId, { ...NOTHING, facts: roomsIn(await store.allFacts(forumId), settings.markers) });
}

async function applyCommunities({ store, forumId, settings, now }: ReplayOptions): Promise<void> {
  const directory = await directoryOf(settings.communities, { store, forumId, forum: null });
  const versions = settings.communities.map((draft) => {
    const { settings: community, unknownGroups, unknownPeople } = resolveCommunity(draft, directory, now);
    const unknown = [...unknownGroups, ...unknownPeople];
    if (unknown.length > 0) throw new Error(`Neither a delivery of the story nor \`directory\` names ${unknown.join(', ')}.`);
    return { community: community.id, version: 1, at: community.since, recompute: false, settings: community };
  });
  await store.applySettings(forumId, versions);
}

/** Derives everything; what would be written is answered by a recorder that invents ids. */
async function processAll({ store, forumId, rules, now }: ReplayOptions): Promise<Array<Record<string, unknown>>> {
  const clock = { now: () => now, sleep: () => Promise.resolve() };
  const processor = createTicketProcessor({ store, rules, clock, queue: createMemoryQueue(SILENT), log: SILENT });
  await processor.processWaiting(forumId);
  const effects = await store.effects(forumId, { states: ['waiting'] });
  const ordered = [...effects].sort((a, b) => compareText(a.key, b.key) || a.revision - b.revision);
  return ordered.map((effect, index) => recordedWrite(effect, FIRST_INVENTED_ID + index));
}

function recordedWrite(effect: Effect, inventedId: number): Record<string, unknown> {
  const { key, revision, kind, value, because } = effect;
  return { key, revision, kind, because, value, answered: { id: effect.postId ?? inventedId } };
}
