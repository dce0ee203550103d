import type { Feature } from '../../engine/feature.js';
import { answers } from './commands/answers.js';
import { offer } from './commands/offer.js';
import { fold } from './fold.js';
import { rows } from './rows.js';
import { triageSettings, type TriageSettings } from './settings.js';
import { nextInstant, pass } from './untriaged.js';
import { initialTriage, type TriageView } from './view.js';
import { wants } from './wants.js';

export const triage: Feature<'triage', TriageSettings, TriageView> = {
  name: 'triage',
  settings: triageSettings,
  initial: initialTriage,
  fold,
  nextInstant,
  pass,
  wants,
  rows,
  offer,
  answers,
};
