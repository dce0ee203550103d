import type { Locale } from '../../../shared/words.js';
import { de } from './messages-de.js';
import { en } from './messages-en.js';
import type { EscalationMessages } from './sentences.js';

export const messages: Readonly<Record<Locale, EscalationMessages>> = { en, de };
