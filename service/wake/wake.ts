import { addSeconds, earliest, secondsBetween } from '../../shared/instant.js';
import type { Clock } from '../ports/clock.js';
import type { Log } from '../ports/log.js';
import type { Bell, Queue } from '../ports/queue.js';
import { StoreError, type Store } from '../ports/store.js';

export interface WakeParts {
  readonly forumId: string;
  readonly store: Pick<Store, 'nextDue'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly queue: Queue;
  /** What is done when a bell rings; it ends early when the signal aborts. */
  readonly loops: Partial<Record<Bell, (signal: AbortSignal) => Promise<unknown>>>;
  /** The timer looks at least this often (1 s in the sandbox, 5 s else): rings that got lost cost no more. */
  readonly mostSeconds: number;
  /** An error that nobody expected: the process drains and exits, the supervisor restarts it. */
  readonly onFailure: (error: unknown) => void;
  readonly crashPoint?: (name: 'drain') => void;
}

export interface Wake {
  start(): void;
  /** Ends the loops at their next safe point; gives up waiting after five seconds. */
  stop(): Promise<void>;
}

const STOP_SECONDS = 5;
/** What is due and cannot be done now (no token, a pause) is not asked for again at once. */
const LEAST_SHARE = 0.2;

export function createWake(parts: WakeParts): Wake {
  return new BellWake(parts);
}

/** Loops that listen to the bells, and one timer that rings when the next moment has come. */
class BellWake implements Wake {
  private readonly aborting = new AbortController();
  private stops: Array<() => Promise<void>> = [];
  private timer: Promise<void> = Promise.resolve();
  private isStoreDown = false;

  constructor(private readonly parts: WakeParts) {}

  start(): void {
    const { queue } = this.parts;
    const bells = this.bells();
    this.stops = bells.map((bell) => queue.listen(bell, () => this.guarded(this.parts.loops[bell])));
    // Rings that were lost with the process before.
    for (const bell of bells) queue.ring(bell);
    this.timer = this.keepTime();
  }

  async stop(): Promise<void> {
    const { clock, log, crashPoint } = this.parts;
    crashPoint?.('drain');
    this.aborting.abort();
    const ended = Promise.all([this.timer, ...this.stops.map((stop) => stop())]).then(() => true);
    const tooLong = new AbortController();
    const isEnded = await Promise.race([ended, clock.sleep(STOP_SECONDS * 1000, tooLong.signal).then(() => false)]);
    tooLong.abort();
    if (!isEnded) log.warn({ seconds: STOP_SECONDS }, 'work was still under way when the service stopped; its leases will run out');
  }

  private bells(): Bell[] {
    return (['inbox', 'tickets', 'outbox', 'reads'] as const).filter((bell) => this.parts.loops[bell] !== undefined);
  }

  private async keepTime(): Promise<void> {
    const { clock, mostSeconds } = this.parts;
    let wait = 0;
    while (!this.aborting.signal.aborted) {
      await clock.sleep(wait * 1000, this.aborting.signal);
      await this.guarded(async () => {
        wait = await this.ringDue();
      });
      wait = Math.max(wait, mostSeconds * LEAST_SHARE);
    }
  }

  /** Rings for all that is due, and says in how many seconds something will be. */
  private async ringDue(): Promise<number> {
    const { store, forumId, clock, queue, mostSeconds } = this.parts;
    const due = await store.nextDue(forumId);
    const now = clock.now();
    if (due.effect !== null && due.effect <= now) queue.ring('outbox');
    if (due.need !== null && due.need <= now) queue.ring('reads');
    // A dirty mark has no time: it is looked for at every turn.
    queue.ring('tickets');
    queue.ring('inbox');
    const later = [due.effect, due.need, due.wake].filter((at) => at !== null && at > now);
    const next = earliest(...later, addSeconds(now, mostSeconds)) ?? now;
    return Math.min(mostSeconds, secondsBetween(now, next));
  }

  /** A database that is away is waited for; everything else is an assumption of ours that broke. */
  private async guarded(work: ((signal: AbortSignal) => Promise<unknown>) | undefined): Promise<void> {
    const { log, onFailure } = this.parts;
    if (!work || this.aborting.signal.aborted) return;
    try {
      await work(this.aborting.signal);
      this.isStoreDown = false;
    } catch (error) {
      if (!(error instanceof StoreError) || error.kind === 'broken' || error.kind === 'taken') {
        onFailure(error);
        return;
      }
      if (!this.isStoreDown) log.error({ code: error.code }, 'the database does not answer');
      this.isStoreDown = true;
    }
  }
}
