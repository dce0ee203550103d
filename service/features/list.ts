import type { Rules } from '../engine/judge.js';
import { clocks } from './clocks/index.js';
import { ticketState } from './ticket-state.js';
import { triage } from './triage/index.js';

/** The features in their fixed order; each reads the views of those before it, nothing else (design section 5). */
export const rules: Rules = { features: [triage, clocks], ticketState };
