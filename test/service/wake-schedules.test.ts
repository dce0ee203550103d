import { describe, expect, it } from '@jest/globals';
import { createSchedules, runOnce, serviceJobs, slotOf, type Job } from '../../service/adapters/cron/schedules.js';
import { systemClock } from '../../service/adapters/memory/system-clock.js';
import { testStore } from '../support/database.js';
import { keepingLog } from '../support/keeping-log.js';
import { settableClock } from '../support/settable-clock.js';

describe('schedules', () => {
  const tests = testStore();

  it('run once in their slot, also of several processes', async () => {
    const forumId = await tests.newForum();
    const clock = settableClock('2026-11-24T10:00:00.000Z');
    const { log } = keepingLog();
    let runs = 0;
    const job: Job = { name: 'sweep', expression: '* * * * *', slot: 'minute', run: () => Promise.resolve((runs += 1)) };
    const fire = () => runOnce({ forumId, store: tests.store, clock, log }, job, new AbortController().signal);

    await Promise.all([fire(), fire()]);
    clock.pass(59);
    await fire();
    expect(runs).toBe(1);
    clock.pass(1);
    await fire();

    expect(runs).toBe(2);
    expect([slotOf(clock.now(), 'minute'), slotOf(clock.now(), 'hour'), slotOf(clock.now(), 'day')]).toEqual([
      '2026-11-24T10:01',
      '2026-11-24T10',
      '2026-11-24',
    ]);
  });

  it('fire by the clock until they are stopped, and a failure ends nothing', async () => {
    const forumId = await tests.newForum();
    const { log, lines } = keepingLog();
    let runs = 0;
    const job: Job = {
      name: 'failing',
      expression: '* * * * * *',
      slot: 'minute',
      run: () => Promise.reject(new Error(`run ${(runs += 1)}`)),
    };
    const store = { startRun: () => Promise.resolve(true) };
    const schedules = createSchedules({ forumId, store, clock: systemClock, log }, [job]);

    schedules.start();
    await systemClock.sleep(2_300);
    await schedules.stop();
    const stoppedAt = runs;
    await systemClock.sleep(1_200);

    expect(stoppedAt).toBeGreaterThanOrEqual(2);
    expect(runs).toBe(stoppedAt);
    expect(lines).toHaveLength(stoppedAt);
    expect(lines[0]).toContain('a scheduled job failed');
  });

  it('that are due at the start run at once', async () => {
    const forumId = await tests.newForum();
    const { log } = keepingLog();
    const ran: string[] = [];
    const job = (name: string): Job => ({ name, expression: '0 0 1 1 *', slot: 'minute', run: () => Promise.resolve(ran.push(name)) });
    const parts = { forumId, store: tests.store, clock: systemClock, log };
    const schedules = createSchedules(parts, [{ ...job('now'), isDueAtStart: true }, job('later')]);

    schedules.start();
    await systemClock.sleep(200);
    await schedules.stop();

    expect(ran).toEqual(['now']);
  });

  it('of the service sweep, end leases, compact facts, find missing tickets and forget old bodies', async () => {
    const clock = settableClock('2026-11-24T10:00:00.000Z');
    const asked: string[] = [];
    const jobs = serviceJobs({
      forumId: 'one',
      store: {
        expireLeases: (_forum, now) => Promise.resolve(asked.push(`expire ${now}`)),
        forgetBodies: (_forum, before) => Promise.resolve(asked.push(`forget ${before}`)),
        compactFacts: (_forum, before) => Promise.resolve(asked.push(`compact ${before}`)),
      },
      clock,
      queue: { ring: (bell) => asked.push(`ring ${bell}`), listen: () => () => Promise.resolve() },
      sweepTick: () => Promise.resolve(void asked.push('sweep')),
      findMissing: () => Promise.resolve(asked.push('find missing')),
    });

    for (const job of jobs) await job.run(new AbortController().signal);

    expect(asked).toEqual([
      'sweep',
      'expire 2026-11-24T10:00:00.000Z',
      'ring outbox',
      'compact 2026-11-24T09:00:00.000Z',
      'find missing',
      'forget 2026-11-17T10:00:00.000Z',
    ]);
  });
});
