import { expect, it } from '@jest/globals';
import { shownMessages } from '../../../service/features/together/shown-messages.js';
import { LOCALES } from '../../../shared/words.js';
import { NONSENSE, defaultWordsIn } from '../../support/nonsense-words.js';

const STATES = ['new', 'waiting_for_desk', 'waiting_for_community', 'waiting_for_expert', 'waiting_for_asker', 'solved', 'closed'] as const;

it.each(LOCALES)('UI-50.2 takes what pages say of a ticket from the settings: %s', (locale) => {
  const say = shownMessages[locale];

  const said = [
    ...STATES.flatMap((state) => [say.state(state, null, NONSENSE), say.next(state, 'Monday', NONSENSE) ?? '']),
    ...[
      say.communityAnswer(NONSENSE),
      say.byExpert(NONSENSE),
      say.notYetChecked(NONSENSE),
      say.privateNotice(NONSENSE),
      say.expectedReply(90, NONSENSE),
    ],
  ];

  expect(said.join(' ')).toContain(NONSENSE.desk);
  expect(said.flatMap(defaultWordsIn)).toEqual([]);
});

it.each([
  ['en', 480, 'within 8 hours, '],
  ['en', 60, 'within 1 hour, '],
  ['en', 90, 'within 90 minutes, '],
  ['de', 60, 'von 1 Stunde der'],
  ['de', 480, 'von 8 Stunden der'],
] as const)('says the time that is promised: %s %i', (locale, minutes, text) => {
  expect(shownMessages[locale].expectedReply(minutes, NONSENSE)).toContain(text);
});
