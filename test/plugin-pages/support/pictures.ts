import type { Shown } from './pages.js';
import {
  CARLA,
  CATEGORY,
  ERIK,
  HOUSING,
  NAMES,
  SITE,
  composerScene,
  connection,
  label,
  line,
  listScene,
  post,
  seenBy,
  ticket,
  topicOf,
  topicScene,
  type Scene,
} from './scenes.js';

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
const BOTH = { id: 101, post_number: 2, user_id: 8, username: 'erik', text: 'Up to three months, if you tell the office.' };
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
      topic: topicOf(seenBy('asker', ticket(), 104), [...ANSWERS, post({ id: 104, post_number: 5, text: 'And in August?' })]),
    }),
    prepare: ({ page }) => page.locator('[data-lane=desk] summary').click(),
    kept: ['1280-light-ltr', '320-dark-ltr'],
  },
  {
    name: 'side-by-side',
    scene: topicScene({
      locale: 'de',
      topic: topicOf(seenBy('everyone', ticket({ clocks: [], next: null, labels: [label({ postId: 102, label: 'summary', by: 9 })] })), [
        post({ ...BOTH, hybrid_desk: marked({}), accepted_answer: true }),
        post({
          ...BOTH,
          id: 102,
          post_number: 3,
          user_id: 9,
          username: 'olga',
          text: 'In short: three months.',
          hybrid_desk: marked({ label: 'summary', by: 9, capacity: null, scope: null, validUntil: null }),
        }),
      ]),
    }),
    kept: ['320-light-ltr'],
  },
  {
    name: 'article',
    scene: topicScene({
      site: { hybrid_desk: { communities: [{ ...HOUSING, faqCategoryId: 9 }] } },
      topic: { id: 40, title: 'Subletting a room', category_id: 9, posts: [post({ text: 'Up to three months, if you tell the office.' })] },
    }),
    kept: ['320-light-ltr'],
  },
  {
    name: 'enough',
    scene: composerScene({ action: 'createTopic', title: 'How long may I sublet my room?', reply: 'From May to July.' }),
    prepare: async (shown) => {
      await shown.page.evaluate('window.forum.appEvents.trigger("composer:find-similar")');
      (await shown.asked()).answer({
        answers: [{ kind: 'article', topic_id: 9, title: 'Subletting', url: '/t/9', state: 'valid', excerpt: null }],
      });
      await shown.page.getByRole('button', { name: 'This answered my question' }).click();
      await shown.page.getByText('Keep the draft').waitFor();
    },
    kept: [],
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
  {
    name: 'list',
    scene: listScene({
      user: CARLA,
      site: { hybrid_desk: { communities: [{ ...HOUSING, isDesk: true }] } },
      query: 'needs_expert',
      topics: [
        { id: 20, title: 'May I sublet my room?', category_id: 5, hybrid_desk: line() },
        { id: 21, title: 'The lift stands still', category_id: 5, hybrid_desk: line({ stateText: 'Answered', official: true, due: null }) },
        { id: 22, title: 'Who waters the plants?', category_id: 5 },
      ],
    }),
    kept: ['320-light-ltr', '1280-dark-ltr'],
  },
  {
    name: 'ask-privately',
    scene: listScene({ topics: [] }),
    prepare: async ({ page }) => {
      await page.getByRole('button').first().click();
      await page.getByRole('note').waitFor();
    },
    kept: ['320-light-ltr'],
  },
  {
    name: 'similar-answers',
    scene: composerScene(
      { action: 'createTopic', title: 'How long may I sublet my room?' },
      {
        site: {
          hybrid_desk: {
            communities: [{ ...HOUSING, expectedReply: 'The help desk means to answer within 8 hours, counted while it is open.' }],
          },
        },
      },
    ),
    prepare: async (shown) => {
      await shown.page.evaluate('window.forum.appEvents.trigger("composer:find-similar")');
      (await shown.asked()).answer({
        answers: [
          {
            kind: 'article',
            topic_id: 9,
            title: 'Subletting',
            url: '/t/9',
            state: 'valid',
            excerpt: 'Up to three months, if you tell the office.',
          },
          { kind: 'official', topic_id: 12, title: 'May I sublet?', url: '/t/12/3', state: 'expired', excerpt: null },
        ],
      });
      await shown.page.getByText('Subletting').waitFor();
      await shown.page.locator('summary').click();
    },
    kept: ['320-light-ltr'],
  },
  {
    name: 'connection',
    scene: { page: 'admin', site: SITE, user: { id: 1, username: 'root', admin: true } },
    prepare: async (shown) => {
      (await shown.asked()).answer(
        connection({ problems: [{ name: 'deliveries', text: 'The service did not take a delivery of the last hour.' }] }),
      );
      await shown.page.getByText('Look again').waitFor();
      await shown.page.locator('dl').waitFor();
    },
    kept: ['1280-light-ltr'],
  },
  {
    name: 'category',
    scene: { page: 'category', site: SITE, user: { id: 1, username: 'root', admin: true }, category: CATEGORY },
    prepare: async (shown) => {
      await shown.page.getByRole('button').click();
      (await shown.asked()).answer({
        designated: true,
        community: 'housing',
        text: 'Nothing was changed: take `housing` out of the settings file.',
      });
      await shown.page.getByText('Nothing was changed').waitFor();
    },
    kept: ['320-dark-ltr'],
  },
];
