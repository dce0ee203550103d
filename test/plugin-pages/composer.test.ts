import { describe, expect, it } from '@jest/globals';
import { similarAnswers } from '../../shared/contracts/plugin/requests.js';
import { looking } from './support/look.js';
import type { Shown } from './support/pages.js';
import { HOUSING, composerScene, seenBy, ticket, topicOf } from './support/scenes.js';

const look = looking();
const LONG = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen'.repeat(3);
const ANSWERS = similarAnswers.parse({
  answers: [
    { kind: 'article', topic_id: 9, title: 'Subletting', url: '/t/subletting/9', state: 'valid', excerpt: 'Up to three months.' },
    { kind: 'official', topic_id: 12, title: 'May I sublet?', url: '/t/may-i/12/3', state: 'expired', excerpt: null },
    { kind: 'solved', topic_id: 15, title: 'Sublet in July', url: '/t/july/15/2', state: 'valid', excerpt: null },
    { kind: 'solved', topic_id: 16, title: 'One too many', url: '/t/more/16', state: 'valid', excerpt: null },
  ],
});

const asking = (draft: object = {}, part: object = {}) => composerScene({ action: 'createTopic', ...draft }, part);
const paused = ({ page }: Shown) => page.evaluate('window.forum.appEvents.trigger("composer:find-similar")');
const similar = ({ page }: Shown) => page.getByRole('region', { name: 'Answered before' });

describe('who decides', () => {
  it.each([
    ['official_decides', 'An official answer will follow; your experience is welcome'],
    ['community_decides', 'The community decides this one'],
  ])('TR-11.1 stands above the box in which one replies (%s)', (decisionMode, text) =>
    look(composerScene({ action: 'reply', topic: topicOf(seenBy('everyone', ticket({ decisionMode }))) }), async (shown) => {
      expect(await shown.page.locator('.hybrid-desk-note').innerText()).toBe(text);
      expect(await shown.axe()).toEqual([]);
    }),
  );

  it('is not said where nobody has decided it, and nothing in topics that are no questions', async () => {
    for (const hybridDesk of [seenBy('everyone', ticket({ decisionMode: null })), undefined]) {
      await look(composerScene({ action: 'reply', topic: topicOf(hybridDesk) }), async (shown) => {
        expect(await shown.page.locator('.hybrid-desk-note').count()).toBe(0);
      });
    }
  });
});

describe('asking', () => {
  it('can be private instead: who can read it is said first, and what was typed goes along', () =>
    look(asking({ title: 'My contract', reply: 'It ends in May.' }), async (shown) => {
      await shown.page.getByText('This can also be asked privately').click();
      await shown.page.getByText('Only you and the help desk read this.').waitFor();
      await shown.page.getByRole('button', { name: 'Ask the help desk privately' }).click();
      await shown.page.getByText('privateMessage housing_experts').waitFor();

      expect([await shown.page.getByLabel('Title').inputValue(), await shown.page.getByLabel('Text').inputValue()]).toEqual([
        'My contract',
        'It ends in May.',
      ]);
      expect(await shown.page.getByRole('note').innerText()).toBe(HOUSING.privateNotice);
      expect(await shown.axe()).toEqual([]);
    }));

  it('UI-22.2 says when an answer can be expected before it is sent', () =>
    look(
      asking({}, { site: { hybrid_desk: { communities: [{ ...HOUSING, expectedReply: 'Within 8 hours, counted while it is open.' }] } } }),
      async (shown) => {
        await shown.page.getByText('When you can expect an answer: Within 8 hours, counted while it is open.').waitFor();

        expect(await shown.axe()).toEqual([]);
      },
    ));

  it('shows nothing of ours outside communities, and in messages to others', async () => {
    for (const draft of [
      { action: 'createTopic', categoryId: 6 },
      { action: 'privateMessage', targetRecipients: 'olga' },
      { action: 'edit' },
    ]) {
      await look(composerScene(draft), async (shown) => {
        await shown.page.getByLabel('Title').fill('How long may I sublet my room?');
        await paused(shown);

        expect(await shown.page.locator('[class*=hybrid-desk]').count()).toBe(0);
        expect(shown.unasked()).toBe(0);
      });
    }
  });
});

describe('what was answered before', () => {
  it('FA-05.4 is shown while one asks, in place of the suggestions of the forum', () =>
    look(asking(), async (shown) => {
      const own = shown.page.getByText('Suggestions of the forum');
      const before = await own.isVisible();
      await shown.page.getByLabel('Title').fill('How long may I sublet my room?');
      await shown.page.getByLabel('Text').fill('From May to July');
      await paused(shown);
      const asked = await shown.asked();
      asked.answer(ANSWERS);
      await similar(shown).waitFor();

      expect(await shown.page.getByRole('status').allInnerTexts()).toEqual(['3 answers from before are shown below.']);
      expect(asked.path).toBe('/hybrid-desk/answers.json?category_id=5&title=How+long+may+I+sublet+my+room%3F&text=From+May+to+July');
      expect(await similar(shown).getByRole('listitem').allInnerTexts()).toEqual([
        expect.stringMatching(/^Subletting\s+Article\s+Up to three months\.\s+This answered my question$/),
        expect.stringMatching(/^May I sublet\?\s+official answer, no longer valid\s+This answered/),
        expect.stringMatching(/^Sublet in July\s+Solved question\s+This answered/),
      ]);
      expect([before, await own.isVisible()]).toEqual([true, false]);
      expect(await shown.axe()).toEqual([]);
    }));

  it('is asked for after 15 characters, and the same only once', () =>
    look(asking(), async (shown) => {
      await shown.page.getByLabel('Title').fill('fourteen chars');
      await paused(shown);
      const early = shown.unasked();
      await shown.page.getByLabel('Title').fill('fifteen charact');
      await paused(shown);
      (await shown.asked()).answer({ answers: [] });
      await paused(shown);
      await shown.page.waitForLoadState('networkidle');

      expect([early, shown.unasked()]).toEqual([0, 0]);
    }));

  it('is not mixed up when an older answer comes later', () =>
    look(asking(), async (shown) => {
      await shown.page.getByLabel('Title').fill('How long may I sublet');
      await paused(shown);
      const older = await shown.asked();
      await shown.page.getByLabel('Title').fill('How long may I sublet my room?');
      await paused(shown);
      (await shown.asked()).answer({ answers: ANSWERS.answers.slice(0, 1) });
      await similar(shown).waitFor();
      older.answer({ answers: ANSWERS.answers.slice(2, 3) });
      await shown.page.waitForLoadState('networkidle');

      expect(await similar(shown).getByRole('link').allInnerTexts()).toEqual(['Subletting']);
    }));

  it.each([
    [200, { answers: [] }],
    [503, { errors: ['away'] }],
    [404, {}],
  ])('leaves the suggestions of the forum where there is nothing of ours (%s)', (code, body) =>
    look(asking({ title: 'How long may I sublet my room?' }), async (shown) => {
      await paused(shown);
      (await shown.asked()).answer(body, code);
      await shown.page.waitForLoadState('networkidle');

      expect(await similar(shown).count()).toBe(0);
      expect(await shown.page.getByText('Suggestions of the forum').isVisible()).toBe(true);
    }),
  );

  const found = async (shown: Shown) => {
    await paused(shown);
    (await shown.asked()).answer(ANSWERS);
    await similar(shown).waitFor();
  };

  it('FA-06.2 can be enough: it is counted, and the draft is offered to be kept', () =>
    look(asking({ title: 'How long may I sublet my room?', reply: 'In May' }), async (shown) => {
      await found(shown);
      await shown.page.getByRole('button', { name: 'This answered my question' }).nth(1).click();
      const asked = await shown.asked();
      asked.answer({ success: 'OK' });
      const offered = await similar(shown).getByRole('button').allInnerTexts();
      const reader = await shown.page.evaluate('document.activeElement.textContent');
      const axe = await shown.axe();
      await shown.page.getByRole('button', { name: 'Keep the draft' }).click();

      expect([asked.method, asked.path, asked.body]).toEqual(['POST', '/hybrid-desk/answers/12/helped.json', { helped: true }]);
      expect(reader).toContain('Shall what you wrote be kept');
      expect(offered).toEqual(['Keep the draft', 'Discard it', 'No, I still want to ask']);
      expect(await shown.page.getByText('Draft: How long may I sublet my room?').isVisible()).toBe(true);
      expect(axe).toEqual([]);
    }));

  it('can be enough, and the draft is not needed any more; also where nobody counts it', () =>
    look(asking({ title: 'How long may I sublet my room?' }, { locale: 'de' }), async (shown) => {
      await paused(shown);
      (await shown.asked()).answer(ANSWERS);
      await shown.page.getByRole('button', { name: 'Damit ist meine Frage beantwortet' }).first().click();
      (await shown.asked()).answer({ errors: ['too many'] }, 429);
      await shown.page.getByRole('button', { name: 'Verwerfen' }).click();

      await shown.page.getByText('No draft').waitFor();
      await shown.page.getByLabel('Title').waitFor({ state: 'detached' });
    }));

  it('FA-06.3 can be not enough: one goes on, which ones did not help is kept, and they are not shown again', () =>
    look(asking({ title: 'How long may I sublet my room?' }), async (shown) => {
      await found(shown);
      await shown.page.getByRole('button', { name: 'No, I still want to ask' }).click();
      const told = [await shown.asked(), await shown.asked(), await shown.asked()];
      told.forEach((one) => one.answer({ success: 'OK' }));
      await shown.page.getByLabel('Title').fill('How long may I sublet my room in May?');
      await paused(shown);
      await shown.page.waitForLoadState('networkidle');

      expect(told.map(({ path, body }) => [path, body])).toEqual(
        [9, 12, 15].map((id) => [`/hybrid-desk/answers/${id}/helped.json`, { helped: false }]),
      );
      expect([await similar(shown).count(), shown.unasked()]).toEqual([0, 0]);
    }));

  it('is shown for its draft alone: not in another category, not for another draft, which is asked for again', () =>
    look(asking({ title: 'How long may I sublet my room?' }), async (shown) => {
      const counts: number[] = [];
      const opened = async (categoryId: number) => {
        await shown.page.evaluate(
          `window.forum.composer().openNewTopic(${JSON.stringify({ category: { id: categoryId }, title: 'How long may I sublet my room?' })})`,
        );
        await shown.page.getByText('Suggestions of the forum').waitFor();
        counts.push(await similar(shown).count());
      };
      await found(shown);
      await opened(6);
      await opened(5);
      await found(shown);
      await shown.page.getByRole('button', { name: 'No, I still want to ask' }).click();
      await opened(5);
      await Promise.all([shown.asked(), shown.asked(), shown.asked()]);
      await found(shown);

      expect(counts).toEqual([0, 0, 0]);
    }));

  it('holds long texts at 320 px', () =>
    look(
      asking({ title: LONG }, { rtl: true }),
      async (shown) => {
        await paused(shown);
        (await shown.asked()).answer({ answers: ANSWERS.answers.map((one) => ({ ...one, title: LONG, excerpt: LONG })) });
        await similar(shown).waitFor();

        expect(await shown.page.evaluate('document.documentElement.scrollWidth')).toBe(320);
      },
      { viewport: { width: 320, height: 640 } },
    ));
});
