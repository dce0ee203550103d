import type { Shown } from './pages.js';
import { ERIK, NAMES, label, post, seenBy, ticket, topicOf, topicScene, type Scene } from './scenes.js';

interface Picture {
  readonly name: string;
  readonly scene: Scene;
  readonly prepare?: (shown: Shown) => Promise<void>;
  /** Of the eight looks those that the docs keep. */
  readonly kept: readonly string[];
}

const marked = (...labels: ReadonlyArray<Parameters<typeof label>[0]>) => ({
  labels: labels.map((one) => ({ ...label(one), people: NAMES })),
});
const ANSWERS = [
  post(),
  post({
    id: 101,
    post_number: 2,
    user_id: 9,
    username: 'olga',
    text: 'I did it last year for two months.',
    hybrid_desk: marked({ label: 'not_yet_checked', text: 'Not yet checked by the experts' }),
  }),
  post({
    id: 102,
    post_number: 3,
    user_id: 8,
    username: 'erik',
    text: 'Up to three months, if you tell the office.',
    hybrid_desk: marked({}, { label: 'community_answer', by: 7, capacity: null, scope: null, text: '' }),
  }),
  post({
    id: 103,
    post_number: 4,
    user_id: 8,
    username: 'erik',
    text: 'The deposit stays with you.',
    hybrid_desk: marked({
      label: 'voided',
      text: 'Was an official answer until 12:40, text changed since',
      changed: '“stays with you” instead of “goes to your guest”',
    }),
  }),
];

export const PICTURES: readonly Picture[] = [
  {
    name: 'topic-asker',
    scene: topicScene({
      topic: topicOf(seenBy('asker', ticket()), [...ANSWERS, post({ id: 104, post_number: 5, text: 'And in August?' })]),
    }),
    prepare: ({ page }) => page.locator('[data-lane=desk] summary').click(),
    kept: ['1280-light-ltr', '320-dark-ltr'],
  },
  {
    name: 'topic-desk',
    scene: topicScene({ user: ERIK, locale: 'de', topic: topicOf(seenBy('desk', ticket()), ANSWERS.slice(0, 2)) }),
    prepare: ({ page }) => page.locator('.hybrid-desk-buttons__others summary').click(),
    kept: ['1280-dark-ltr'],
  },
  {
    name: 'sign',
    scene: topicScene({ user: ERIK, topic: topicOf(seenBy('desk', ticket()), ANSWERS.slice(0, 2)) }),
    prepare: async ({ page }) => {
      await page.locator('[data-word=official]').click();
      await page.getByRole('dialog').waitFor();
    },
    kept: ['320-light-rtl'],
  },
  {
    name: 'away',
    scene: topicScene(),
    prepare: async (shown) => {
      await shown.page.locator('[data-word="all good"]').click();
      (await shown.asked()).answer({}, 503);
      await shown.page.getByText('Not available now').waitFor();
    },
    kept: ['320-light-ltr'],
  },
];
