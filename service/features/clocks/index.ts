import type { Feature } from '../../engine/feature.js';
import { answers } from './commands/answers.js';
import { offer } from './commands/obey.js';
import { fold } from './fold.js';
import { nextInstant, pass } from './pass.js';
import { rows } from './rows.js';
import { clocksSettings, type ClocksSettings } from './settings.js';
import { initialClocks, type ClocksView } from './view.js';
import { wants } from './wants.js';

export const clocks: Feature<'clocks', ClocksSettings, ClocksView> = {
  name: 'clocks',
  settings: clocksSettings,
  groupsIn: ({ policies }) => policies.flatMap(({ when }) => when.group ?? []),
  initial: initialClocks,
  fold,
  nextInstant,
  pass,
  wants,
  rows,
  offer,
  answers,
};
