import { addSeconds, type Instant } from '../../shared/instant.js';
import type { Clock } from '../ports/clock.js';
import type { Forum, ForumError } from '../ports/forum.js';
import type { Log } from '../ports/log.js';
import type { Store } from '../ports/store.js';

const UNAUTHORISED_SECONDS = 300;
const MOST_PAUSE_SECONDS = 60;

interface PaceParts {
  readonly store: Pick<Store, 'blockUntil'>;
  readonly forum: Pick<Forum, 'id'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** How long all writing rests after the forum did not take something. */
export class Pace {
  private pausedUntil: Instant | null = null;
  private failures = 0;
  private isKeyRefused = false;

  constructor(private readonly parts: PaceParts) {}

  isPaused(): boolean {
    return this.pausedUntil !== null && this.parts.clock.now() < this.pausedUntil;
  }

  goOn(): void {
    this.failures = 0;
    this.isKeyRefused = false;
  }

  async slowDown(error: ForumError): Promise<void> {
    const { store, forum, clock, log } = this.parts;
    const now = clock.now();
    // Without a status it was our own budget, which knows itself when there is a token again.
    if (error.kind === 'throttled' && error.detail.status !== null)
      await store.blockUntil(forum.id, addSeconds(now, error.detail.retryAfterSeconds ?? 60));
    if (error.kind === 'unavailable') {
      this.failures += 1;
      this.pausedUntil = addSeconds(now, Math.min(MOST_PAUSE_SECONDS, 2 ** this.failures));
    }
    if (error.kind === 'unauthorised') {
      this.pausedUntil = addSeconds(now, UNAUTHORISED_SECONDS);
      if (!this.isKeyRefused)
        log.error({ call: error.call, status: error.detail.status }, 'the forum does not accept our key or account: all writing waits');
      this.isKeyRefused = true;
    }
  }
}
