import type { Instant } from '../../shared/instant.js';
import type { CommunitySettings } from '../../shared/settings.js';
import type { Clock } from '../ports/clock.js';
import type { Store } from '../ports/store.js';
import { changesOf, newestOf } from './settings-versions.js';
import { withHolidays, type HolidayPorts, type StaleSource } from './holidays.js';

export interface RefreshParts {
  readonly store: Pick<Store, 'settings' | 'applySettings' | 'notes' | 'note'>;
  readonly forumId: string;
  readonly clock: Pick<Clock, 'now'>;
  readonly holidays: HolidayPorts;
}

/**
 * R-HOL, every day: every source of holidays is looked up again. Where it says something else than before, or another year has begun, the
 * community gets a new version of its settings; clocks that are open keep theirs (R-EDIT).
 */
export async function refreshHolidays({ store, forumId, clock, holidays }: RefreshParts): Promise<readonly string[]> {
  const now = clock.now();
  const before = newestOf(await store.settings(forumId));
  const wanted: CommunitySettings[] = [];
  const stale: StaleSource[] = [];
  for (const { settings } of before.values()) {
    if (settings === null) continue;
    const looked = await withHolidays(settings, { holidays, before: settings, now });
    wanted.push(looked.settings);
    stale.push(...looked.stale);
  }
  const changes = changesOf(before, wanted, { now, recompute: false });
  if (changes.length > 0) await store.applySettings(forumId, changes);
  await noteStale({ stale, looked: wanted }, { store, forumId, now });
  return changes.map(({ community }) => community);
}

interface Noting {
  readonly store: Pick<Store, 'notes' | 'note'>;
  readonly forumId: string;
  readonly now: Instant;
}

const [STALE, AGAIN] = ['holidays not looked up', 'holidays looked up again'] as const;

/** What `doctor` shows: a source that cannot be looked up, once per trouble, and when that is over. */
export async function noteStale(
  { stale, looked }: { readonly stale: readonly StaleSource[]; readonly looked: readonly CommunitySettings[] },
  { store, forumId, now }: Noting,
): Promise<void> {
  const known = (await store.notes(forumId)).filter(({ kind }) => kind === STALE || kind === AGAIN);
  const last = new Map(known.map((note) => [note.thing, note]));
  const troubles = new Map(stale.map((one) => [`calendar:${one.community}:${one.label}`, one]));
  for (const [thing, { label, text: trouble }] of troubles) {
    const text = `${label} ${trouble}. The dates that it gave last stay in force`;
    if (last.get(thing)?.kind !== STALE || last.get(thing)?.text !== text) await store.note(forumId, { kind: STALE, thing, text, at: now });
  }
  for (const [thing, { kind }] of last) {
    const isLooked = looked.some(({ id }) => thing.startsWith(`calendar:${id}:`));
    if (kind === STALE && isLooked && !troubles.has(thing))
      await store.note(forumId, { kind: AGAIN, thing, text: 'it was looked up, or is asked no more', at: now });
  }
}
