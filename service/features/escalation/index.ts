import type { Feature } from '../../engine/feature.js';
import { answers } from './answers.js';
import { fold } from './fold.js';
import { offer } from './obey.js';
import { nextInstant, pass } from './pass.js';
import { rows } from './rows.js';
import { escalationSettings, type EscalationSettings } from './settings.js';
import { initialEscalation, ownerOf, type EscalationView } from './view.js';
import { wants } from './wants.js';

export const escalation: Feature<'escalation', EscalationSettings, EscalationView> = {
  name: 'escalation',
  settings: escalationSettings,
  initial: initialEscalation,
  fold,
  nextInstant,
  pass,
  wants,
  rows,
  owner: ownerOf,
  offer,
  answers,
};
