import { describe, expect, it } from '@jest/globals';
import { targetOf, type Priority } from '../../../service/features/clocks/arithmetic/cycles/book.js';
import type { Metric } from '../../../service/features/clocks/arithmetic/cycles/cycle.js';
import { bookOf, policyNamed } from '../../../service/features/clocks/arithmetic/policy.js';
import { clocksSettings } from '../../../service/features/clocks/settings.js';

function table(written: Record<string, unknown>, circumstances: { readonly kind?: string; readonly lane?: string } = {}) {
  const set = { community: 'housing', version: 1, written: clocksSettings.parse(written) };
  const policy = bookOf({ only: policyNamed(set, 'default') }).policies['only'];
  if (!policy) throw new Error('no policy');
  const { kind = 'how_to', lane = 'desk' } = circumstances;
  return (metric: Metric) =>
    (['urgent', 'high', 'normal', 'low'] as Priority[]).map((priority) =>
      targetOf(metric, policy, { priority, lane, kind, channel: null, updateMinutes: null }),
    );
}

describe('targets of a fresh community', () => {
  it('CL-02.1 are exactly these (urgent, high, normal, low)', () => {
    const of = table({});

    expect(of('fr')).toEqual([60, 240, 480, 960]);
    expect(of('nr')).toEqual([60, 240, 480, 960]);
    expect(of('own')).toEqual([30, 60, 120, 240]);
    expect(of('ola')).toEqual([120, 240, 480, 960]);
    expect(of('pu')).toEqual([480, 960, 1440, null]);
    expect(of('res')).toEqual([null, null, null, null]);
    expect(table({}, { kind: 'incident' })('res')).toEqual([480, 960, 1920, null]);
    expect(of('cr')).toEqual([960, 960, 960, 960]);
  });

  it('are only the first reply by anybody in the lane of the community', () => {
    const of = table({}, { lane: 'community', kind: 'incident' });

    expect((['fr', 'nr', 'pu', 'res'] as Metric[]).flatMap(of).every((minutes) => minutes === null)).toBe(true);
    expect(of('cr')).toEqual([960, 960, 960, 960]);
  });
});

describe('targets of a community', () => {
  it('CL-02.2 can each be changed or emptied', () => {
    const of = table({
      targets: { updateMinutes: null, acceptMinutes: 45, byPriority: { urgent: { firstReplyMinutes: null, resolutionMinutes: 90 } } },
    });

    expect(of('pu')).toEqual([null, null, null, null]);
    expect(of('own')).toEqual([30, 45, 45, 240]);
    expect(of('fr')).toEqual([null, 240, 480, 960]);
    expect(of('res')).toEqual([90, null, null, null]);
  });

  it('are never slower than normal where it is more urgent, nor faster where it is less', () => {
    expect(table({ targets: { firstReplyMinutes: 120 } })('fr')).toEqual([60, 120, 120, 960]);
    expect(table({ targets: { firstReplyMinutes: 2000 } })('fr')).toEqual([60, 240, 2000, 2000]);
  });

  it('let the next reply be as the first one, unless it has its own', () => {
    expect(table({ targets: { firstReplyMinutes: 30 } })('nr')).toEqual([30, 30, 30, 960]);
    expect(table({ targets: { firstReplyMinutes: 30, nextReplyMinutes: 20 } })('nr')).toEqual([20, 20, 20, 20]);
  });

  it.each([0, -1, 1.5, 1_000_000_000])('CL-02.3 refuse %s, naming the field and what to do (R-ZERO)', (minutes) => {
    for (const field of [
      'firstReplyMinutes',
      'nextReplyMinutes',
      'updateMinutes',
      'resolutionMinutes',
      'acceptMinutes',
      'expertAnswerMinutes',
    ]) {
      const [issue] = clocksSettings.safeParse({ targets: { [field]: minutes } }).error?.issues ?? [];

      expect(issue?.path).toEqual(['targets', field]);
      expect(issue?.message).toMatch(/whole minutes|"not measured" leave it empty/);
    }
    expect(clocksSettings.safeParse({ targets: { byPriority: { high: { updateMinutes: minutes } } } }).error?.issues[0]?.path).toEqual([
      'targets',
      'byPriority',
      'high',
      'updateMinutes',
    ]);
  });

  it.each([
    [{ pauses: { scheduled: ['firstReply'] } }, 'nothing holds the first reply'],
    [{ thresholds: { percent: [100] } }, 'at most 99 percent'],
    [{ followUpDays: 0 }, 'at least one day'],
  ])('refuse %j', (written, message) => {
    expect(clocksSettings.safeParse(written).error?.issues[0]?.message).toContain(message);
  });
});
