import { describe, expect, it } from '@jest/globals';
import { createForumClock } from '../../service/reads/forum-clock.js';

describe("the forum's clock", () => {
  it.each([
    [2, 'green'],
    [5.5, 'amber'],
    [61, 'red'],
    [-6, 'amber'],
    [-61, 'red'],
  ] as const)('off by %s seconds is %s', (seconds, level) => {
    const clock = createForumClock();
    for (let birth = 0; birth < 3; birth += 1)
      clock.sawBirth(
        '2026-11-24T10:01:40.000Z',
        new Date(Date.parse('2026-11-24T10:01:40.000Z') + (seconds + (seconds < 0 ? -birth : birth)) * 1000).toISOString(),
      );

    expect(clock.state().level).toBe(level);
  });

  it('is not suspected for one delivery that came late', () => {
    const clock = createForumClock();
    clock.sawBirth('2026-11-24T10:00:00.000Z', '2026-11-24T10:05:00.000Z');
    expect(clock.state()).toEqual({ level: 'green', seconds: null });

    for (let birth = 0; birth < 5; birth += 1) clock.sawBirth('2026-11-24T10:00:00.000Z', '2026-11-24T10:00:01.000Z');

    expect(clock.state()).toEqual({ level: 'green', seconds: 1 });
  });

  it('is judged by the last 100 births only', () => {
    const clock = createForumClock();
    clock.sawBirth('2026-11-24T10:00:00.000Z', '2026-11-24T10:00:01.000Z');
    for (let birth = 0; birth < 100; birth += 1) clock.sawBirth('2026-11-24T10:00:00.000Z', '2026-11-24T10:00:10.000Z');

    expect(clock.state()).toEqual({ level: 'amber', seconds: 10 });
  });
});
