import { expect, it } from '@jest/globals';
import { configShown } from '../../../service/features/together/config-shown.js';
import { clocksSettings } from '../../../service/features/clocks/settings.js';
import type { CommunitySettings } from '../../../shared/settings.js';
import { DEFAULT_WORDS } from '../../../shared/words.js';

function settings(part: Partial<CommunitySettings> = {}): CommunitySettings {
  return {
    id: 'housing',
    name: 'Housing',
    category: 5,
    since: '2026-11-30T08:00:00.000Z',
    locale: 'en',
    words: DEFAULT_WORDS.en,
    roles: { expert: [41], signer: [], facilitator: [], deskLead: [] },
    settleSeconds: 0,
    faqCategory: 9,
    libraryCategory: null,
    features: {},
    ...part,
  };
}

const shown = (part?: Partial<CommunitySettings>) => configShown(settings(part), { version: 1, categories: [5] });
const clocks = (mode: 'on' | 'shadow', given: object = {}) => ({ clocks: { mode, settings: clocksSettings.parse(given) } });

it('tells the forum where the articles are and what most questions are promised', () => {
  const { faqCategoryId, texts } = shown({ features: clocks('on', { targets: { firstReplyMinutes: 240 } }) });

  expect([faqCategoryId, texts.expectedReply]).toEqual([9, 'The desk means to answer within 4 hours, counted while it is open.']);
});

it('promises nothing where no clock runs, or none for the first reply', () => {
  const promised = [{}, clocks('shadow'), clocks('on', { targets: { firstReplyMinutes: null } })].map(
    (features) => shown({ features }).texts.expectedReply,
  );

  expect(promised).toEqual([null, null, null]);
});
