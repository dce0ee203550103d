import type { Rules } from '../engine/judge.js';
import { clocks } from './clocks/index.js';
import { configShown } from './together/config-shown.js';
import { clockAccount } from './together/explain-clock.js';
import { ticketShown } from './together/ticket-shown.js';
import { ticketState } from './ticket-state.js';
import { escalation } from './escalation/index.js';
import { faq } from './faq/index.js';
import { official } from './official/index.js';
import { triage } from './triage/index.js';

/** The features in their fixed order; each reads the views of those before it, nothing else (design section 5). */
export const rules: Rules = { features: [triage, official, clocks, escalation, faq], ticketState, clockAccount, ticketShown, configShown };
