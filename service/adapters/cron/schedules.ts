import { schedule, type ScheduledTask } from 'node-cron';
import { addSeconds, type Instant } from '../../../shared/instant.js';
import type { Clock } from '../../ports/clock.js';
import type { Log } from '../../ports/log.js';
import type { Queue } from '../../ports/queue.js';
import type { Store } from '../../ports/store.js';

/** A run of a schedule is a row: of several processes the first has it, and a second firing in the same slot does nothing. */
export interface Job {
  readonly name: string;
  /** Cron expression in UTC. */
  readonly expression: string;
  readonly slot: 'minute' | 'hour' | 'day';
  /** Runs once more when the service starts. */
  readonly isDueAtStart?: boolean;
  run(signal: AbortSignal): Promise<unknown>;
}

export interface ScheduleParts {
  readonly forumId: string;
  readonly store: Pick<Store, 'startRun'>;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Schedules {
  start(): void;
  stop(): Promise<void>;
}

const SLOT_LENGTH = { minute: 16, hour: 13, day: 10 } as const;
const BODY_DAYS = 7;
const STOP_SECONDS = 5;

export interface ServiceJobs {
  readonly forumId: string;
  readonly store: Pick<Store, 'expireLeases' | 'forgetBodies' | 'compactFacts'>;
  readonly clock: Clock;
  readonly queue: Queue;
  readonly sweepTick: (signal: AbortSignal) => Promise<void>;
  /** Whether the plugin of the forum is there. */
  readonly lookForPlugin?: () => Promise<unknown>;
  /** Topics of a community without a ticket (TR-01). */
  readonly findMissing: (signal: AbortSignal) => Promise<unknown>;
  /** Sources of holidays that settings name (R-HOL). */
  readonly refreshHolidays?: (() => Promise<unknown>) | undefined;
  /** Whoever leads a desk, of hours without anybody (CL-22). */
  readonly tellOfHoles?: (() => Promise<unknown>) | undefined;
  /** What is usual in a community (CL-04). */
  readonly countFigures?: () => Promise<unknown>;
  readonly lookUpSeconds?: number | undefined;
}

/** What the service does by the clock. */
export function serviceJobs(jobs: ServiceJobs): Job[] {
  const { forumId, store, clock, queue, sweepTick, findMissing, countFigures, refreshHolidays, tellOfHoles, lookUpSeconds, lookForPlugin } =
    jobs;
  return [
    ...(lookForPlugin
      ? [{ name: 'look-for-plugin', expression: '* * * * *', slot: 'minute' as const, isDueAtStart: true, run: lookForPlugin }]
      : []),
    { name: 'sweep', expression: '* * * * *', slot: 'minute', run: sweepTick },
    {
      name: 'expire-leases',
      expression: '* * * * *',
      slot: 'minute',
      isDueAtStart: true,
      run: async () => {
        if ((await store.expireLeases(forumId, clock.now(), lookUpSeconds)) > 0) queue.ring('outbox');
      },
    },
    {
      name: 'compact-facts',
      expression: '41 * * * *',
      slot: 'hour',
      run: () => store.compactFacts(forumId, addSeconds(clock.now(), -3600)),
    },
    ...(refreshHolidays ? [{ name: 'refresh-holidays', expression: '7 2 * * *', slot: 'day' as const, run: refreshHolidays }] : []),
    ...(tellOfHoles ? [{ name: 'tell-of-holes', expression: '23 6 * * *', slot: 'day' as const, run: tellOfHoles }] : []),
    ...(countFigures ? [{ name: 'count-figures', expression: '12 2 * * *', slot: 'day' as const, run: countFigures }] : []),
    { name: 'find-missing-tickets', expression: '37 3 * * *', slot: 'day', run: findMissing },
    // PR-01: bodies of deliveries are kept for seven days.
    {
      name: 'forget-bodies',
      expression: '17 3 * * *',
      slot: 'day',
      run: () => store.forgetBodies(forumId, addSeconds(clock.now(), -BODY_DAYS * 24 * 3600)),
    },
  ];
}

export function slotOf(at: Instant, slot: Job['slot']): string {
  return at.slice(0, SLOT_LENGTH[slot]);
}

export function createSchedules(parts: ScheduleParts, jobs: readonly Job[]): Schedules {
  const aborting = new AbortController();
  const running = new Set<Promise<void>>();
  let tasks: ScheduledTask[] = [];
  const fire = async (job: Job): Promise<void> => {
    const run = runOnce(parts, job, aborting.signal);
    running.add(run);
    await run.finally(() => running.delete(run));
  };
  return {
    start() {
      tasks = jobs.map((job) => schedule(job.expression, () => fire(job), { name: job.name, timezone: 'UTC', noOverlap: true }));
      for (const job of jobs) if (job.isDueAtStart) void fire(job);
    },
    async stop() {
      aborting.abort();
      for (const task of tasks) await task.destroy();
      const tooLong = new AbortController();
      await Promise.race([Promise.all(running), parts.clock.sleep(STOP_SECONDS * 1000, tooLong.signal)]);
      tooLong.abort();
    },
  };
}

/** One firing of a job: does nothing when its slot has had its run. A failure is logged, and the next slot comes. */
export async function runOnce({ forumId, store, clock, log }: ScheduleParts, job: Job, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  try {
    if (await store.startRun(forumId, job.name, slotOf(clock.now(), job.slot))) await job.run(signal);
  } catch (error) {
    log.error({ job: job.name, error: error instanceof Error ? error.name : 'unknown' }, 'a scheduled job failed');
  }
}
