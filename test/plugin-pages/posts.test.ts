import { describe, expect, it } from '@jest/globals';
import type { TicketValue } from '../../shared/contracts/plugin/shown.js';
import { looking } from './support/look.js';
import type { Asked, Shown } from './support/pages.js';
import { ADA, CARLA, ERIK, HOUSING, NAMES, SITE, label, post, seenBy, ticket, topicOf, topicScene } from './support/scenes.js';

const look = looking();
const LONG = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen'.repeat(3);
const ANSWER = { id: 101, post_number: 2, user_id: 8, username: 'erik', text: 'Yes, for three months.' };

type Label = TicketValue['everyone']['labels'][number];

/** As the server gives them with posts: what a post bears, and who is named in it. */
function given(...labels: ReadonlyArray<Partial<Label>>): object {
  return { labels: labels.map((one) => ({ ...label(one), people: NAMES })) };
}

function answered(hybridDesk: object | undefined, part: object = {}, ofPost: object = {}) {
  return topicScene({
    topic: topicOf(seenBy('asker', ticket()), [post(), post({ ...ANSWER, ...ofPost, hybrid_desk: hybridDesk })]),
    ...part,
  });
}

const labels = ({ page }: Shown) => page.locator('.hybrid-desk-label');
const texts = async (shown: Shown) => (await labels(shown).allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());
const said = (asked: Asked) => asked.body as { line: string; post_id: number };
const buttons = ({ page }: Shown, number: number) =>
  page.locator(`[data-post="${number}"] .post-controls button`).evaluateAll((found) => found.map((one) => one.textContent.trim()));

describe('labels of posts', () => {
  it.each([false, true])('UI-20.2 stand with status and buttons in the flat and in the nested view (nested: %s)', (nested) =>
    look(
      topicScene({
        nested,
        user: ERIK,
        topic: topicOf(seenBy('desk', ticket()), [
          post(),
          post({ ...ANSWER, hybrid_desk: given({ label: 'expert', text: 'By an expert' }) }),
        ]),
      }),
      async (shown) => {
        expect(await shown.page.locator('.hybrid-desk-status').count()).toBe(1);
        expect(await texts(shown)).toEqual(['By an expert']);
        expect(await buttons(shown, 2)).toContain('Sign');
        expect(await shown.page.getByRole('button', { name: 'Help and answers' }).count()).toBe(1);
      },
    ),
  );

  it('show of an official answer who signed it, in which capacity, when, for what and until when', async () => {
    await look(answered(given({})), async (shown) => {
      expect(await texts(shown)).toEqual([
        'Official answer · @erik As Housing office On Mon, Nov 30, 11:00 AM For staff contracts, site A Valid until Tue, Nov 30, 2027, 1:00 AM',
      ]);
      expect(await shown.axe()).toEqual([]);
    });
    await look(answered(given({ validUntil: null, scope: null }), { locale: 'de', user: ERIK }), async (shown) => {
      expect(await texts(shown)).toEqual(['Official answer · @erik Als Housing office Am Mo., 30. Nov., 5:00 Gilt bis ohne Ende']);
    });
  });

  it('say of one that is no longer valid that it was', () =>
    look(answered(given({ validUntil: '2026-11-01T00:00:00.000Z' })), async (shown) => {
      expect((await texts(shown))[0]).toContain('Was valid until Sun, Nov 1, 1:00 AM');
    }));

  it('show of a voided one what changed', () =>
    look(
      answered(
        given({ label: 'voided', text: 'Was an official answer until 12:40, text changed since', changed: 'three months → two months' }),
      ),
      async (shown) => {
        expect(await texts(shown)).toEqual([
          'Was an official answer until 12:40, text changed since What changed three months → two months',
        ]);
        expect(await shown.axe()).toEqual([]);
      },
    ));

  it('stand side by side where they say different things, and once where they say the same', async () => {
    const all = given(
      { label: 'not_yet_checked', text: 'Not yet checked by the experts' },
      {},
      {},
      { label: 'community_answer', by: 7, text: 'Accepted' },
      { label: 'expert', text: 'Expert for contracts' },
    );
    await look(answered(all), async (shown) => {
      expect(await labels(shown).evaluateAll((found) => found.map((one) => one.getAttribute('data-label')))).toEqual([
        'official',
        'community_answer',
      ]);
      expect(await shown.axe()).toEqual([]);
    });
  });

  it.each([
    ['not_yet_checked', 'Not yet checked by the experts', 'Not yet checked by the experts'],
    ['checked', 'Checked', 'Checked by an expert · @erik As Housing office On Mon, Nov 30, 11:00 AM For staff contracts, site A'],
    [
      'community_answer',
      'Accepted',
      'Accepted by the community · @erik As Housing office On Mon, Nov 30, 11:00 AM For staff contracts, site A',
    ],
  ] as const)('show one alone: %s', (name, text, shownText) =>
    look(answered(given({ label: name, text })), async (shown) => {
      expect(await texts(shown)).toEqual([shownText]);
    }),
  );

  it('OF-26.1 a post of an expert differs from one of a member by its label alone', async () => {
    const htmlOf = async (hybridDesk: object | undefined) => {
      let html = '';
      await look(answered(hybridDesk), async (shown) => {
        await labels(shown).evaluateAll((found) => found.forEach((one) => one.remove()));
        html = await shown.page.locator('[data-post="2"]').evaluate((one) => one.innerHTML.replace(/<!--.*?-->|\s+/g, ''));
      });
      return html;
    };

    expect(await htmlOf(given({ label: 'expert', text: 'Expert for contracts' }))).toBe(await htmlOf(undefined));
  });

  it('show what the server gives with a single post of a risky topic', () =>
    look(answered({ label: 'not_yet_checked', text: 'Not yet checked by the experts' }), async (shown) => {
      expect(await texts(shown)).toEqual(['Not yet checked by the experts']);
    }));

  it.each([false, true])('UI-20.2 follow what the forum tells: a signature that ended is a signature no more (nested view: %s)', (nested) =>
    look(answered(given({}), { nested }), async (shown) => {
      await shown.tell({ type: 'hybrid_desk' }, { isFlat: !nested });
      const voided = label({ label: 'voided', text: 'Was official until 12:40, text changed since' });
      (await shown.asked()).answer(seenBy('asker', ticket({ labels: [voided] })));
      await labels(shown).getByText('Was official until 12:40').waitFor();

      expect(await labels(shown).count()).toBe(1);
    }),
  );

  it('reach the topic that is open, when it was left and opened again while its ticket was asked for', () =>
    look(answered(given({})), async (shown) => {
      await shown.tell({ type: 'hybrid_desk' });
      const first = await shown.asked();
      await shown.page.evaluate('window.forum.comeBack({ id: 20 })');
      first.answer(seenBy('asker', ticket()));
      (await shown.asked()).answer(seenBy('asker', ticket({ stateText: 'Solved' })));

      await shown.page.waitForFunction('window.forum.topic().hybrid_desk?.everyone.stateText === "Solved"');
    }));

  it('OF-05.1 official and accepted stand side by side, on one post and on two, and each once', async () => {
    const accepted = { accepted_answer: true };
    await look(answered(given({}), {}, accepted), async (shown) => {
      expect(await texts(shown)).toEqual([expect.stringMatching(/^Official answer · @erik /), 'Accepted by the community']);
      expect(await shown.axe()).toEqual([]);
    });
    await look(answered(given({ label: 'community_answer', by: null, text: 'Accepted' }), {}, accepted), async (shown) => {
      expect(await labels(shown).count()).toBe(1);
    });
    const other = post({ ...ANSWER, id: 102, post_number: 3, user_id: 9, username: 'olga', ...accepted });
    const topic = topicOf(seenBy('asker', ticket()), [post(), post({ ...ANSWER, hybrid_desk: given({}) }), other]);
    await look(topicScene({ topic }), async (shown) => {
      expect(await labels(shown).evaluateAll((found) => found.map((one) => one.getAttribute('data-label')))).toEqual([
        'official',
        'community_answer',
      ]);
    });
  });

  it('of the forum stay out of topics that are no question of ours', () =>
    look(topicScene({ topic: topicOf(undefined, [post(), post({ ...ANSWER, accepted_answer: true })]) }), async (shown) => {
      expect(await labels(shown).count()).toBe(0);
    }));

  it.each([
    ['de', false],
    ['en', true],
  ] as const)('hold long texts at 320 px (%s, from right to left: %s)', (locale, rtl) =>
    look(
      answered(given({ scope: LONG, capacity: LONG }, { label: 'voided', text: LONG, changed: LONG }), { locale, rtl }),
      async (shown) => {
        expect(await shown.page.evaluate('document.documentElement.scrollWidth')).toBe(320);
        expect(await shown.axe()).toEqual([]);
      },
      { viewport: { width: 320, height: 640 } },
    ),
  );
});

describe('buttons of posts', () => {
  const desk = (hybridDesk?: object, words = ticket().maySay.expert) =>
    topicScene({
      user: ERIK,
      topic: topicOf(seenBy('desk', ticket({}, { maySay: { ...ticket().maySay, expert: words } })), [
        post(),
        post({ ...ANSWER, hybrid_desk: hybridDesk }),
        post({ id: 102, post_number: 3, post_type: 3 }),
        post({ id: 103, post_number: 4, deleted_at: '2026-11-30T08:00:00.000Z' }),
      ]),
    });

  it('are there on answers, by what may be said of them', async () => {
    await look(desk(), async (shown) => {
      expect([await buttons(shown, 1), await buttons(shown, 2), await buttons(shown, 3), await buttons(shown, 4)]).toEqual([
        [],
        ['Sign', 'Make it an article'],
        [],
        [],
      ]);
    });
    await look(desk(given({}), ['official', 'withdraw', 'challenge']), async (shown) => {
      expect(await buttons(shown, 2)).toEqual(['Withdraw', 'Challenge']);
    });
    await look(desk(given({}), []), async (shown) => {
      expect(await buttons(shown, 2)).toEqual([]);
    });
  });

  it('sign a post with scope and day, and name it to the desk', () =>
    look(desk(), async (shown) => {
      await shown.page.getByRole('button', { name: 'Sign', exact: true }).click();
      await shown.page.getByText('You sign this text as it stands').waitFor();
      await shown.page.getByLabel('What it is valid for').fill('staff contracts, site A');
      await shown.page.getByLabel('Until').fill('2027-03-01');
      const axe = await shown.axe();
      await shown.page.getByRole('button', { name: 'Send' }).click();
      const asked = await shown.asked();

      expect(axe).toEqual([]);
      expect(said(asked)).toMatchObject({ line: 'official scope="staff contracts, site A" until=2027-03-01', post_id: 101 });
    }));
});

describe('a signature that ended because the text changed', () => {
  const voided = {
    label: 'voided',
    text: 'Was official until 12:40, text changed since',
    changed: null,
    signedVersion: 2,
    signedUntil: '2027-11-29',
  } as const;
  const signing = (part: object = {}, ofLabel: Partial<Label> = {}) =>
    topicScene({
      user: ERIK,
      topic: topicOf(seenBy('desk', ticket()), [post(), post({ ...ANSWER, hybrid_desk: given({ ...voided, ...ofLabel }) })]),
      ...part,
    });
  const signButton = ({ page }: Shown) => page.getByRole('button', { name: 'Sign again' });
  const html = '<div class="inline-diff"><p>Yes, for <del>three</del><ins>two</ins> months.</p></div>';

  it('OF-03.3 is given again by one click, beside what changed since', async () => {
    await look(signing(), async (shown) => {
      const asked = await shown.asked();
      await shown.page.getByText('Looking what changed').waitFor();
      asked.answer({ html });
      await shown.page.locator('.hybrid-desk-sign-again del').waitFor();
      const difference = await shown.page.locator('.hybrid-desk-sign-again__difference').innerText();
      const axe = await shown.axe();
      const facts = await shown.page.locator('.hybrid-desk-sign-again dl').innerText();
      await signButton(shown).click();

      expect(facts.replace(/\s+/g, ' ')).toBe('For staff contracts, site A Valid until Mon, Nov 29, 2027, 7:00 PM');
      expect([asked.method, asked.path]).toEqual(['GET', '/hybrid-desk/posts/101/changed.json']);
      expect(difference).toBe('Yes, for threetwo months.');
      expect(axe).toEqual([]);
      expect(said(await shown.asked())).toMatchObject({ line: 'official scope="staff contracts, site A" until=2027-11-29', post_id: 101 });
    });
    await look(signing({ locale: 'de' }), async (shown) => {
      (await shown.asked()).answer({ errors: ['not found'] }, 404);
      await shown.page.getByText('Das Forum hat keine Änderung aufbewahrt.').waitFor();
      expect(await shown.page.getByRole('button', { name: 'Wieder unterschreiben' }).count()).toBe(1);
    });
  });

  it.each([
    [{ validUntil: null, signedUntil: 'none' as const }, 'official scope="staff contracts, site A" until=none', 'without end'],
    [{ validUntil: '2026-11-29T23:00:00.000Z' }, 'official scope="staff contracts, site A"', 'the usual time from now'],
  ])('is given again as long as it was, or for the usual time when that is over (%j)', (ofLabel, line, text) =>
    look(signing({}, ofLabel), async (shown) => {
      (await shown.asked()).answer({ html });
      await shown.page.getByText(text).waitFor();
      await signButton(shown).click();

      expect(said(await shown.asked()).line).toBe(line);
    }),
  );

  it('is not given to a text whose changes were not shown: they are looked up anew with each edit, and again when that fails', () =>
    look(signing(), async (shown) => {
      (await shown.asked()).answer({ html });
      await shown.page.locator('.hybrid-desk-sign-again del').waitFor();
      await shown.page.evaluate('window.forum.topic().postStream.posts[1].version = 4');
      const anew = await shown.asked();
      const off = [await signButton(shown).isDisabled()];
      anew.answer({ errors: ['too many'] }, 429);
      await shown.page.getByText('cannot be looked up now').waitFor();
      off.push(await signButton(shown).isDisabled());
      await shown.page.getByRole('button', { name: 'Look again' }).click();
      (await shown.asked()).answer({ html: '<p><ins>one</ins></p>' });
      await shown.page.locator('.hybrid-desk-sign-again ins').getByText('one').waitFor();

      expect(off).toEqual([true, true]);
      expect(await signButton(shown).isDisabled()).toBe(false);
    }));

  it('can be taken back when it stands again: what was answered stays', () =>
    look(signing(), async (shown) => {
      (await shown.asked()).answer({ html });
      await signButton(shown).click();
      const pressed = await shown.asked();
      pressed.answer({ outcome: 'done', text: 'Signed.' });
      (await shown.asked()).answer(seenBy('desk', ticket({ labels: [label()] })));
      await labels(shown).getByText('Official answer').waitFor();
      await shown.page.getByText('Signed.').waitFor();
      await shown.page.getByRole('button', { name: 'Undo' }).click();

      expect(said(await shown.asked())).toEqual({ ...said(pressed), take_back: true });
    }));

  it('is no business of who may not sign', () =>
    look(answered(given(voided)), async (shown) => {
      expect(await shown.page.locator('.hybrid-desk-sign-again').count()).toBe(0);
      expect(shown.unasked()).toBe(0);
    }));
});

describe('what the asker is asked', () => {
  const followed = (part: object = {}) =>
    topicScene({
      user: ADA,
      topic: topicOf(seenBy('asker', ticket(), 102), [
        post(),
        post(ANSWER),
        post({ id: 102, post_number: 3, text: 'And in August?' }),
        post({ ...ANSWER, id: 103, post_number: 4 }),
      ]),
      ...part,
    });
  const choice = ({ page }: Shown) => page.locator('.hybrid-desk-follow-up');

  it.each([false, true])(
    'TR-30.1 stands under her last post that is no question: still need help, or all good (nested view: %s)',
    (nested) =>
      look(followed({ nested }), async (shown) => {
        expect(await shown.page.locator('article:has(.hybrid-desk-follow-up)').getAttribute('data-post')).toBe('3');
        await choice(shown).getByRole('button', { name: 'I still need help' }).click();
        expect(said(await shown.asked()).line).toBe('still need help');
      }),
  );

  it('is not shown to others, nor under the question itself', async () => {
    await look(
      followed({ user: CARLA, topic: topicOf(seenBy('everyone', ticket()), [post(), post({ ...ANSWER, user_id: 30 })]) }),
      async (shown) => {
        expect(await choice(shown).count()).toBe(0);
      },
    );
    await look(topicScene({ topic: topicOf(seenBy('asker', ticket(), 100)) }), async (shown) => {
      expect(await choice(shown).count()).toBe(0);
    });
  });

  it('is offered at the end of a long topic too', () =>
    look(followed(), async (shown) => {
      await shown.page.getByRole('button', { name: 'Help and answers' }).click();
      const dialog = shown.page.getByRole('dialog', { name: 'What you can do here' });
      await dialog.getByRole('button', { name: 'All good' }).waitFor();

      expect(await shown.axe()).toEqual([]);
    }));

  it('is not offered where nothing can be said', () =>
    look(followed({ user: CARLA, topic: topicOf(seenBy('everyone', ticket())) }), async (shown) => {
      expect(await shown.page.getByRole('button').count()).toBe(0);
    }));
});

describe('an article', () => {
  const ARTICLES = { hybrid_desk: { communities: [{ ...HOUSING, faqCategoryId: 9 }] } };
  const article = (part: object = {}) =>
    topicScene({
      site: ARTICLES,
      topic: { id: 40, title: 'Subletting', category_id: 9, posts: [post(), post({ id: 101, post_number: 2 })] },
      ...part,
    });
  const question = 'Did this answer your question?';

  it('asks whether it helped, counts it, and thanks; by the keyboard too', () =>
    look(article(), async (shown) => {
      const axe = await shown.axe();
      await shown.page.getByRole('button', { name: 'This answered my question' }).focus();
      await shown.page.keyboard.press('Tab');
      expect(await shown.page.evaluate('document.activeElement.textContent.trim()')).toBe('No, I still want to ask');
      await shown.page.keyboard.press('Shift+Tab');
      await shown.page.keyboard.press('Enter');
      const asked = await shown.asked();
      asked.answer({ success: 'OK' });
      await shown.page.getByText('Thank you, good to hear.').waitFor();
      expect(await shown.page.evaluate('document.activeElement.textContent.trim()')).toBe('Thank you, good to hear.');

      expect([asked.path, asked.body]).toEqual(['/hybrid-desk/answers/40/helped.json', { helped: true }]);
      expect(await shown.page.getByText(question).count()).toBe(0);
      expect(axe).toEqual([]);
    }));

  it('that did not help leads on to asking', () =>
    look(article(), async (shown) => {
      await shown.page.getByRole('button', { name: 'No, I still want to ask' }).click();
      const asked = await shown.asked();
      asked.answer({ success: 'OK' });

      expect(asked.body).toEqual({ helped: false });
      expect(await shown.page.evaluate('[window.forum.composer().model.action, window.forum.composer().model.categoryId]')).toEqual([
        'createTopic',
        5,
      ]);
    }));

  it('leads on to where one may ask, to a category before those in it', () => {
    const categories = [
      { id: 4, parent_category_id: 6, permission: 1 },
      { id: 5, permission: 2 },
      { id: 6, permission: 1 },
    ];
    const communities = [{ ...HOUSING, faqCategoryId: 9, categoryIds: [4, 5, 6] }];
    return look(article({ site: { hybrid_desk: { communities }, categories } }), async (shown) => {
      await shown.page.getByRole('button', { name: 'No, I still want to ask' }).click();

      expect(await shown.page.evaluate('window.forum.composer().model.categoryId')).toBe(6);
    });
  });

  it('asks nobody who is not signed in, and no other topic asks', async () => {
    for (const part of [{ user: null }, { site: SITE }]) {
      await look(article(part), async (shown) => {
        expect(await shown.page.getByText(question).count()).toBe(0);
      });
    }
  });
});
