import { describe, expect, it } from '@jest/globals';
import { createMemoryQueue } from '../../service/adapters/memory/memory-queue.js';
import { systemClock } from '../../service/adapters/memory/system-clock.js';
import { StoreError, type Store } from '../../service/ports/store.js';
import { createWake, type WakeParts } from '../../service/wake/wake.js';
import { keepingLog } from '../support/keeping-log.js';
import { settableClock } from '../support/settable-clock.js';

const NOTHING = { effect: null, need: null, wake: null };
const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();

function wakeOf(own: Partial<WakeParts>, due: Awaited<ReturnType<Store['nextDue']>> = NOTHING) {
  const { log, lines } = keepingLog();
  const failures: unknown[] = [];
  const wake = createWake({
    forumId: 'one',
    store: { nextDue: () => Promise.resolve(due) },
    clock: systemClock,
    log,
    queue: createMemoryQueue(log),
    loops: {},
    mostSeconds: 1,
    onFailure: (error) => failures.push(error),
    ...own,
  });
  return { wake, lines, failures };
}

describe('waking', () => {
  it('rings for an effect when its time has come, and not before', async () => {
    const began = Date.now();
    const rung: number[] = [];
    const { wake } = wakeOf(
      { loops: { outbox: () => Promise.resolve(rung.push(Date.now() - began)) } },
      { ...NOTHING, effect: inSeconds(0.5) },
    );

    wake.start();
    await systemClock.sleep(700);
    await wake.stop();

    // The first is the ring of the start.
    expect(rung.length).toBeGreaterThanOrEqual(2);
    expect(rung[1]).toBeGreaterThanOrEqual(480);
    expect(rung[1]).toBeLessThan(690);
  });

  it('does not spin while something is due that cannot be done', async () => {
    let rung = 0;
    const { wake } = wakeOf({ loops: { reads: () => Promise.resolve((rung += 1)) } }, { ...NOTHING, need: inSeconds(-10) });

    wake.start();
    await systemClock.sleep(1_300);
    await wake.stop();

    expect(rung).toBeGreaterThanOrEqual(2);
    expect(rung).toBeLessThanOrEqual(3);
  });

  it('does its work again when it rang meanwhile, one at a time', async () => {
    const { log } = keepingLog();
    const queue = createMemoryQueue(log);
    let under = 0;
    let most = 0;
    let runs = 0;
    const tickets = async (): Promise<void> => {
      under += 1;
      most = Math.max(most, under);
      runs += 1;
      if (runs === 1) queue.ring('tickets');
      await systemClock.sleep(20);
      under -= 1;
    };
    const { wake } = wakeOf({ queue, loops: { tickets }, mostSeconds: 5 });

    wake.start();
    await systemClock.sleep(200);
    await wake.stop();

    expect(runs).toBeGreaterThanOrEqual(2);
    expect(most).toBe(1);
  });

  it('stops by telling its loops to end and waiting for them', async () => {
    const reached: string[] = [];
    const outbox = async (signal: AbortSignal): Promise<void> => {
      while (!signal.aborted) await systemClock.sleep(10);
      reached.push('ended');
    };
    const { wake, lines } = wakeOf({ loops: { outbox }, crashPoint: (name) => reached.push(name) });

    wake.start();
    await systemClock.sleep(50);
    await wake.stop();

    expect(reached).toEqual(['drain', 'ended']);
    expect(lines).toEqual([]);
  });

  it('does not wait longer than five seconds for a loop that does not end', async () => {
    const clock = settableClock('2026-11-24T10:00:00.000Z');
    const fast = { ...clock, sleep: (milliseconds: number, signal?: AbortSignal) => systemClock.sleep(milliseconds / 20, signal) };
    const { wake, lines } = wakeOf({ clock: fast, loops: { outbox: () => new Promise(() => undefined) } });

    wake.start();
    await systemClock.sleep(20);
    const began = Date.now();
    await wake.stop();

    expect(Date.now() - began).toBeGreaterThanOrEqual(240);
    expect(Date.now() - began).toBeLessThan(1_000);
    expect(lines.join()).toContain('still under way');
  });

  it('waits for a database that is away and logs it once', async () => {
    let calls = 0;
    const tickets = (): Promise<never> => {
      calls += 1;
      return Promise.reject(new StoreError('unavailable', 'ECONNREFUSED'));
    };
    const nextDue = () => Promise.reject(new StoreError('unavailable', 'ECONNREFUSED'));
    const { wake, lines, failures } = wakeOf({ loops: { tickets }, store: { nextDue } });

    wake.start();
    await systemClock.sleep(500);
    await wake.stop();

    expect(calls).toBeGreaterThanOrEqual(1);
    expect(lines).toHaveLength(1);
    expect(failures).toEqual([]);
  });

  it('hands on an error that nobody expected', async () => {
    const { wake, failures } = wakeOf({ loops: { tickets: () => Promise.reject(new Error('broken')) } });

    wake.start();
    await systemClock.sleep(50);
    await wake.stop();

    expect(failures[0]).toEqual(new Error('broken'));
  });
});
