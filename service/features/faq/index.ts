import type { Feature } from '../../engine/feature.js';
import { answers } from './answers.js';
import { fold, offer } from './fold.js';
import { faqSettings, type FaqSettings } from './settings.js';
import { initialFaq, type FaqView } from './view.js';
import { wants } from './wants.js';

export const faq: Feature<'faq', FaqSettings, FaqView> = {
  name: 'faq',
  settings: faqSettings,
  initial: initialFaq,
  fold,
  wants,
  offer,
  answers,
};
