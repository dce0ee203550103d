import { describe, expect, it } from '@jest/globals';
import type { ClocksView } from '../../../service/features/clocks/view.js';
import type { Happening } from '../../support/happenings.js';
import type { World } from '../../support/ticket-builder.js';
import { BERLIN, EXPERT, WORLD, asked, at, given, reply } from './clocks-story.js';

const mailed: Happening = { ...asked, byMail: true } as Happening;
const channelOf = (views: Readonly<Record<string, unknown>>) => (views['clocks'] as ClocksView).origin?.circumstances.channel;

/** A fast lane for what comes by mail, a slow one for the board (R-LANE). */
const clocks = {
  calendar: BERLIN,
  targets: { firstReplyMinutes: 480 },
  policies: [{ name: 'mail', when: { channel: 'mail' }, targets: { firstReplyMinutes: 60 } }],
};
const lanes: World = { ...WORLD, versions: [{ version: 1, at: '2000-01-01T00:00:00.000Z', features: { clocks } }] };

it('knows by which way a question came (R-LANE)', () => {
  expect(channelOf(given([mailed]).views)).toBe('mail');
  expect(channelOf(given([asked]).views)).toBe('board');
});

describe('a fast lane by channel (CL-18)', () => {
  it('CL-18.3 passes SC-29 with the settings of a community: mail gets one hour', () => {
    const { clock } = given([mailed], { world: lanes, now: at('08:00:00') });

    expect(clock('fr')).toMatchObject({ policyName: 'mail', targetMinutes: 60, due: at('08:30:00'), state: 'running' });
  });

  it('CL-18.2 a topic of the board with the same text has the slow due', () => {
    const { clock } = given([asked], { world: lanes, now: at('08:00:00') });

    expect(clock('fr')).toMatchObject({ policyName: 'default', targetMinutes: 480, due: at('07:30:00', '2025-06-03'), state: 'running' });
  });

  it("CL-18.1 what mail created is due by the fast policy, and the expert's answer by mail counts", () => {
    const answer: Happening = { ...reply('08:20:00', EXPERT), byMail: true } as Happening;
    const { clock } = given([mailed, answer], { world: lanes, now: at('09:00:00') });

    expect(clock('fr')).toMatchObject({ policyName: 'mail', due: at('08:30:00'), state: 'met', endedAt: at('08:20:00'), endedBy: 101 });
  });
});
