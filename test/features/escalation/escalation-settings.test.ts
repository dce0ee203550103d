import { describe, expect, it } from '@jest/globals';
import { escalationSettings } from '../../../service/features/escalation/settings.js';

describe('the settings of escalation', () => {
  it('have defaults', () => {
    expect(escalationSettings.parse({})).toEqual({
      askerAfterMinutes: 480,
      askerPerWeek: 5,
      largeGroup: 20,
      silenceMinutes: 960,
      silenceMinutesByCategory: {},
      silenceIn: { communityLane: false, discussions: false },
      levels: [],
      likedAnswers: false,
      showOwnerWithAssign: true,
    });
  });

  it.each([
    ['zero minutes', { silenceMinutes: 0 }],
    ['a category by name', { silenceMinutesByCategory: { housing: 60 } }],
    ['a level without groups', { levels: [{ level: 1, groups: [] }] }],
    ['a fourth level', { levels: [{ level: 4, groups: [1] }] }],
    ['what it does not know', { silence: 60 }],
  ])('refuse %s', (_what, settings) => {
    expect(escalationSettings.safeParse(settings).success).toBe(false);
  });
});
