import type { Feature } from '../../engine/feature.js';
import { answers } from './answers.js';
import { fold, offer } from './fold.js';
import { nextInstant, pass } from './pass.js';
import { officialSettings, type OfficialSettings } from './settings.js';
import { initialOfficial, type OfficialView } from './view.js';
import { parting, wants } from './wants.js';

export const official: Feature<'official', OfficialSettings, OfficialView> = {
  name: 'official',
  settings: officialSettings,
  initial: initialOfficial,
  fold,
  nextInstant,
  pass,
  wants,
  parting,
  offer,
  answers,
};
