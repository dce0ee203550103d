import type { RequestHandler } from 'express';
import { createSchedules, serviceJobs } from '../adapters/cron/schedules.js';
import { discourseDeliveries } from '../adapters/discourse/delivery-reader.js';
import { createMemoryQueue } from '../adapters/memory/memory-queue.js';
import { createConsolePages } from '../console/pages.js';
import { createTicketProcessor, type Processed } from '../engine/process.js';
import { deskSecondsBetween, startOfDate } from '../features/clocks/desk-seconds.js';
import { rules } from '../features/list.js';
import { clockEvidence } from './clock-evidence.js';
import { shownClocks } from '../features/together/shown-clocks.js';
import { createPluginDoor } from './plugin-door.js';
import { policyDesk } from './policy-desk.js';
import { tryRules } from '../features/triage/rule-trial.js';
import { countUsualReplies } from '../reports/usual-reply.js';
import { createHttpServer } from '../http/server.js';
import { createReceiver } from '../inbox/receive.js';
import { createWaitingForReplies } from '../inbox/replies.js';
import { createInboxWorker } from '../inbox/work.js';
import { createOutbox, type OutboxWaits } from '../outbox/outbox.js';
import type { Clock } from '../ports/clock.js';
import type { Forum } from '../ports/forum.js';
import type { Log } from '../ports/log.js';
import type { ForumPlugin } from '../ports/plugin.js';
import type { Delivery, ForumRow, Lesson, Store } from '../ports/store.js';
import { Digests } from '../reads/digests.js';
import { createForumClock } from '../reads/forum-clock.js';
import { createPluginPresence, type PresenceWaits } from '../reads/plugin-presence.js';
import { createReader } from '../reads/reader.js';
import { createSweep, type Sweep } from '../reads/sweep.js';
import { findMissingTickets } from '../wake/missing-tickets.js';
import { createWake } from '../wake/wake.js';
import { calendarTools } from './calendar-tools.js';
import { tellOfHoles } from './cover-notices.js';
import { fillInSettings } from './fill-in-settings.js';
import { withoutNewFiles, type HolidayPorts } from './holidays.js';
import type { TrySettings } from '../console/reports-query.js';
import type { Applying } from './apply-communities.js';
import { previewSettings } from './preview-settings.js';
import { refreshHolidays } from './refresh-holidays.js';
import { newestOf } from './settings-versions.js';
import { createWatching } from './watching.js';

export interface ServiceParts {
  readonly store: Store;
  readonly forum: Forum;
  /** Asked whether it is there; null: the service has no secret for it. */
  readonly plugin?: ForumPlugin | null;
  readonly row: ForumRow;
  readonly clock: Clock;
  readonly log: Log;
  readonly secrets: readonly string[];
  /** The secret of the plugin; without, nothing is taken from one. */
  readonly pluginSecret?: string | undefined;
  readonly host: string;
  readonly port: number;
  /** How often the timer looks at least: 1 s in the sandbox. */
  readonly mostSeconds: number;
  readonly topicUrl: (topicId: number) => string;
  /** From where holidays are looked up every day (R-HOL). */
  readonly holidays?: HolidayPorts;
  readonly crashPoint: ((name: string) => void) | undefined;
  /** Tests only: other waits than the usual ones. */
  readonly waits?: Partial<OutboxWaits & PresenceWaits>;
  readonly onFailure: (error: unknown) => void;
}

export interface Service {
  readonly port: number;
  readonly sweep: Sweep;
  /** Begins to work: loops, timer and schedules. Deliveries are taken before that. */
  begin(): void;
  /** Takes nothing new, ends the loops at a safe point, and resolves when all is quiet. */
  stop(): Promise<void>;
}

/** Builds the loop of one forum: deliveries in, facts, views, wants, effects out. */
export async function createService(parts: ServiceParts): Promise<Service> {
  const { store, forum, row, clock, log, secrets, crashPoint, holidays } = parts;
  const forumId = forum.id;
  await fillInSettings({ store, forumId, features: rules.features, clock });
  const queue = createMemoryQueue(log);
  const watching = await createWatching({ store, forumId, botId: () => row.botId, botName: row.botName, clock });
  const forumClock = createForumClock();
  const context = () => watching.context();
  const points = crashPoint ? { crashPoint } : {};
  const presence = createPluginPresence({ forumId, plugin: parts.plugin ?? null, store, clock, log, queue, waits: parts.waits ?? {} });
  const digests = new Digests({ store, forumId, clock, presence });
  const reader = createReader({ store, forum, clock, log, queue, context, digests, ...points });
  const sweep = createSweep({ store, forum, clock, log, queue, context, digests, reader });
  const replies = createWaitingForReplies();
  const onProcessed = ({ topicId, isTicket, rooms, replies: given }: Processed) => {
    replies.heard(given);
    if (isTicket) watching.sawTicket(topicId, rooms);
  };
  const processor = createTicketProcessor({ store, rules, clock, queue, log, onProcessed, ...points });
  const outbox = createOutbox({
    store,
    forum,
    reader,
    processor,
    clock,
    log,
    queue,
    secret: row.secret,
    presence,
    ...points,
    waits: parts.waits ?? {},
    isForumClockTrusted: () => forumClock.state().level !== 'red',
  });
  const onLearnt = async (lesson: Lesson, deliveries: readonly Delivery[]) => {
    watchClock(forumClock, lesson, deliveries);
    await reader.forgetRefusals(lesson.facts);
  };
  const inbox = createInboxWorker({ forumId, store, queue, log, reader: discourseDeliveries, context, onLearnt, ...points });
  const received = { forumId, store, queue, clock, log, reader: discourseDeliveries };
  const receive = createReceiver({ ...received, botId: () => row.botId, secrets, ...points });
  const wake = createWake({
    forumId,
    store,
    clock,
    log,
    queue,
    mostSeconds: parts.mostSeconds,
    onFailure: parts.onFailure,
    ...points,
    loops: {
      inbox: (signal) => inbox(signal),
      tickets: (signal) => processor.processWaiting(forumId, signal),
      outbox: (signal) => outbox.work(signal),
      reads: (signal) => reader.work(signal),
    },
  });
  let sweepMinutes: number | null = null;
  const sweepTick = async (signal: AbortSignal): Promise<void> => {
    await sweep.tick(signal);
    sweepMinutes = (await sweep.sweepLength()).seconds / 60;
  };
  const schedules = createSchedules(
    { forumId, store, clock, log },
    serviceJobs({
      forumId,
      store,
      clock,
      queue,
      sweepTick,
      lookForPlugin: () => presence.look(),
      findMissing: (signal) => findMissingTickets({ forumId, store, processor, clock, log }, signal),
      countFigures: () => countUsualReplies({ store, forumId, clock }),
      refreshHolidays: holidays && (() => refreshHolidays({ store, forumId, clock, holidays })),
      tellOfHoles: () => tellOfHoles({ store, forum, row, clock }),
      lookUpSeconds: parts.waits?.lookUpSeconds,
    }),
  );
  const consolePages: RequestHandler = createConsolePages({
    store,
    forumId,
    clock,
    topicUrl: parts.topicUrl,
    forumClock: () => forumClock.state(),
    plugin: () => presence.state(),
    sweepMinutes: () => sweepMinutes,
    deskSeconds: deskSecondsBetween,
    startOfDate,
    trySettings: trying({ store, forumId, features: rules.features, clock, forum, ...(holidays && { holidays }) }),
    tryRules,
    calendars: calendarTools,
    policies: policyDesk,
    showClocks: shownClocks,
    giveEvidence: (asked) => clockEvidence(rules, asked),
  });
  await presence.look();
  const door = { forumId, botName: row.botName, store, clock, queue, log, processor, replies, ...points };
  const plugin = createPluginDoor({ ...door, secret: parts.pluginSecret ?? '', site: () => presence.site() });
  const server = await createHttpServer({ receive, store, consolePages, plugin, log, host: parts.host, port: parts.port });
  return {
    port: server.port,
    sweep,
    begin() {
      wake.start();
      schedules.start();
    },
    async stop() {
      await Promise.all([server.close(), schedules.stop(), wake.stop()]);
    },
  };
}

/** The forum's clock against ours, by births whose own delivery brought them (design section 3, "Now"). */
function watchClock(forumClock: ReturnType<typeof createForumClock>, lesson: Lesson, deliveries: readonly Delivery[]): void {
  const created = new Set(deliveries.filter((delivery) => delivery.event === 'post_created').map((delivery) => `delivery:${delivery.id}`));
  for (const fact of lesson.facts) {
    if (fact.body.type === 'PostBorn' && created.has(fact.source)) forumClock.sawBirth(fact.at, fact.learntAt);
  }
}

/** CL-10: settings that were typed into a page. */
function trying(applying: Applying): TrySettings {
  const { store, forumId, holidays } = applying;
  const inForce = async () => [...newestOf(await store.settings(forumId)).values()].flatMap(({ settings }) => settings ?? []);
  const parts = { ...applying, ...(holidays && { holidays: withoutNewFiles(holidays, inForce) }) };
  return (text, asked) => previewSettings({ name: 'the settings', text }, parts, asked);
}
