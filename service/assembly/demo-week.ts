import { addSeconds } from '../../shared/instant.js';
import type { LeapingClock } from '../adapters/memory/leaping-clock.js';
import { systemClock } from '../adapters/memory/system-clock.js';
import type { Store } from '../ports/store.js';
import { mondayBefore, playWeek } from '../sandbox/play-week.js';
import type { Sandbox } from '../sandbox/sandbox.js';

export interface DemoWeek {
  readonly store: Store;
  readonly forumId: string;
  readonly sandbox: Sandbox;
  readonly clock: LeapingClock;
  readonly signal: AbortSignal;
}

const LOOK_MILLISECONDS = 15;
const LOOKS_BEFORE_LEAP = 4;
/** What settles or is read in a moment is waited for by leaping; what is due later belongs to a later step. */
const SOON_SECONDS = 60;
/** A desk that does not come to rest keeps nobody from playing. */
const MOST_LOOKS = 1_000;

/** OP-01: the week before is played fast in a new sandbox forum, with the whole service beside it; then time is what it is. */
export async function playDemoWeek(week: DemoWeek, say: (text: string) => void): Promise<void> {
  const { sandbox, clock, signal } = week;
  say('Playing a week of the sample desk …');
  const monday = mondayBefore(systemClock.now());
  await playWeek(sandbox, { monday, leapTo: (at) => clock.leapTo(at), quiet: () => untilQuiet(week), signal });
  clock.arrive();
  if (!signal.aborted) say('The week is over; from now on everything takes its time.');
}

/** Until the desk has done everything that is due; what waits a few seconds is leapt to. */
async function untilQuiet({ store, forumId, sandbox, clock, signal }: DemoWeek): Promise<void> {
  const until = addSeconds(clock.now(), SOON_SECONDS);
  for (let look = 1; look <= MOST_LOOKS && !signal.aborted; look += 1) {
    await sandbox.settled();
    const next = await nextWork(store, forumId, clock);
    if (next === null || next > until) return;
    // It is due now, or its loop is about to take it.
    if (look % LOOKS_BEFORE_LEAP === 0) clock.leapTo(next > clock.now() ? next : addSeconds(clock.now(), 1));
    await systemClock.sleep(LOOK_MILLISECONDS, signal);
  }
}

/** When the desk has to do something next; now, if it has; null: never. */
async function nextWork(store: Store, forumId: string, clock: LeapingClock): Promise<string | null> {
  const now = clock.now();
  if ((await store.waitingDeliveries(forumId, 1)).length > 0 || (await store.dirtyTopics(forumId, 1)).length > 0) return now;
  if ((await store.effects(forumId, { states: ['in_flight'] })).length > 0) return now;
  const due = await store.nextDue(forumId);
  const needs = (await store.nextNeeds(forumId, now, 50)).filter(({ why, by }) => why !== 'sweep' || by <= now).map(({ by }) => by);
  return [due.effect, due.wake, ...needs].filter((at) => at !== null).sort()[0] ?? null;
}
