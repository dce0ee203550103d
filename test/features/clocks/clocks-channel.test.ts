import { expect, it } from '@jest/globals';
import type { ClocksView } from '../../../service/features/clocks/view.js';
import type { Happening } from '../../support/happenings.js';
import { EXPERT, asked, at, given, reply } from './clocks-story.js';

const mailed: Happening = { ...asked, byMail: true } as Happening;
const channelOf = (views: Readonly<Record<string, unknown>>) => (views['clocks'] as ClocksView).origin?.circumstances.channel;

it('knows by which way a question came (R-LANE)', () => {
  expect(channelOf(given([mailed]).views)).toBe('mail');
  expect(channelOf(given([asked]).views)).toBe('board');
});

it("counts an expert's answer by mail like any other (CL-18)", () => {
  const answer: Happening = { ...reply('08:00:00', EXPERT), byMail: true } as Happening;

  expect(given([mailed, answer]).clock('fr')).toMatchObject({ state: 'met', endedAt: at('08:00:00') });
});
