import { describe, expect, it } from '@jest/globals';
import { looking } from './support/look.js';
import type { Shown } from './support/pages.js';
import { ADA, CARLA, ERIK, SITE, clock, label, post, seenBy, ticket, topicOf, topicScene } from './support/scenes.js';

const look = looking();
const LONG = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen'.repeat(3);
const MANY = Array.from({ length: 20 }, (_, number) => clock({ metric: `m${number}`, title: `Clock ${number}` }));

const status = ({ page }: Shown) => page.locator('.hybrid-desk-status');
const words = ({ page }: Shown) => page.locator('[data-word]').evaluateAll((found) => found.map((one) => one.getAttribute('data-word')));

describe('the status of a question', () => {
  it('TR-11.1 shows state, owner, both lanes, the decision mode and what happens next', () =>
    look(topicScene(), async (shown) => {
      const text = await status(shown).innerText();
      const lanes = await shown.page.locator('[data-lane]').evaluateAll((found) => found.map((one) => one.textContent.trim().slice(0, 18)));

      expect(text).toMatch(/Waiting for an expert\s+HD-20\s+With @erik/);
      expect(text).toContain('An official answer will follow; your experience is welcome');
      expect(text).toContain('What happens next: An answer of the help desk is expected by tomorrow.');
      expect(lanes).toEqual(['From the community', 'From the help desk']);
      expect(await shown.axe()).toEqual([]);
    }));

  it('shows when a clock is due in the zone of who reads, with the date', async () => {
    await look(topicScene({ user: ADA }), async (shown) => {
      expect(await status(shown).innerText()).toContain('First reply by Tue, Dec 1, 2:00 PM');
    });
    await look(topicScene({ user: ERIK, locale: 'de' }), async (shown) => {
      expect(await status(shown).innerText()).toContain('First reply bis Di., 1. Dez., 8:00');
    });
  });

  it('CL-04.1 shows nothing of the community as due or late', () =>
    look(
      topicScene({ topic: topicOf(seenBy('everyone', ticket({ clocks: [clock({ lane: 'community', state: 'late', title: 'Reply' })] }))) }),
      async (shown) => {
        expect(await shown.page.locator('[data-lane=community] li').first().innerText()).toMatch(/^Reply\s*still open/);
      },
    ));

  it('explains each clock in words, opened by the keyboard', () =>
    look(topicScene(), async (shown) => {
      const why = shown.page.locator('[data-lane=desk] details');
      await why.locator('summary').focus();
      await shown.page.keyboard.press('Enter');

      expect(await why.locator('li').allInnerTexts()).toEqual(ticket().everyone.clocks[1]?.why);
      expect(await why.locator('summary').innerText()).toContain('Why then?');
      await shown.page.getByText('Not counted: the night.').waitFor();
    }));

  it('says each state of a clock, and leaves out what does not count', () =>
    look(
      topicScene({
        topic: topicOf(
          seenBy(
            'everyone',
            ticket({
              clocks: [
                clock({ metric: 'a', title: 'A', state: 'paused' }),
                clock({ metric: 'b', title: 'B', state: 'met' }),
                clock({ metric: 'c', title: 'C', state: 'late', due: '2025-12-01T13:00:00.000Z' }),
                clock({ metric: 'd', title: 'D', state: 'cancelled' }),
                clock({ metric: 'e', title: 'E', due: null }),
              ],
            }),
          ),
        ),
      }),
      async (shown) => {
        const lines = await shown.page.locator('.hybrid-desk-clocks li:has(.hybrid-desk-clocks__state)').allInnerTexts();

        expect(lines.map((line) => line.split('\n')[0]?.replace(/\s+/g, ' '))).toEqual([
          'A waiting, the time stands still',
          'B done',
          'C late, was due Mon, Dec 1, 2025, 2:00 PM',
          'E open',
        ]);
      },
    ));

  it('shows to whom it is proposed, and that nobody has it', async () => {
    await look(topicScene({ topic: topicOf(seenBy('everyone', ticket({ ownerId: null, proposedId: 9 }))) }), async (shown) => {
      expect(await status(shown).innerText()).toContain('Proposed to @olga');
    });
    await look(topicScene({ topic: topicOf(seenBy('everyone', ticket({ ownerId: null }))) }), async (shown) => {
      expect(await status(shown).innerText()).toContain('Nobody has it yet');
    });
  });

  it('UI-20.5 shows nothing on a topic that is no question of a community', () =>
    look(topicScene({ topic: topicOf(undefined) }), async (shown) => {
      expect(await shown.page.locator('[class*=hybrid-desk]').count()).toBe(0);
    }));

  it('has no trace of what only the desk sees for anybody else', () =>
    look(topicScene({ user: CARLA, topic: topicOf(seenBy('everyone', ticket())) }), async (shown) => {
      const html = await shown.page.content();

      expect(html).not.toContain('Answer of an expert');
      expect(html).not.toContain('/t/44');
      expect(await words(shown)).toEqual([]);
    }));

  it('shows the desk its own clocks and the room', () =>
    look(topicScene({ user: ERIK, topic: topicOf(seenBy('desk', ticket())) }), async (shown) => {
      expect(await shown.page.locator('[data-lane=experts]').innerText()).toContain(
        'Answer of an expert late, was due Sun, Nov 29, 11:00 AM',
      );
      expect(await shown.page.getByRole('link', { name: 'The room of the experts' }).getAttribute('href')).toBe('/t/44');
      expect(await shown.axe()).toEqual([]);
    }));

  it.each([
    ['en', false],
    ['de', false],
    ['en', true],
  ] as const)('holds long texts and many clocks at 320 px (%s, from right to left: %s)', (locale, rtl) =>
    look(
      topicScene({
        locale,
        rtl,
        user: ERIK,
        topic: topicOf(
          seenBy('desk', ticket({ stateText: LONG, next: LONG, clocks: [...MANY.slice(1), clock({ title: LONG, why: [LONG] })] })),
        ),
      }),
      async (shown) => {
        await shown.page.locator('details').evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')));

        expect(await shown.page.evaluate('document.documentElement.scrollWidth')).toBe(320);
        expect(await shown.axe()).toEqual([]);
      },
      { viewport: { width: 320, height: 640 } },
    ),
  );

  it('UI-20.3 stands where it will stay from the first picture on', () =>
    look(topicScene(), async (shown) => {
      const at = () => shown.page.evaluate<number>('document.querySelector("article").getBoundingClientRect().top');
      const first = await at();
      await shown.page.waitForTimeout(500);

      expect(await at()).toBe(first);
      expect(shown.unasked()).toBe(0);
    }));

  it('leads to the current summary, and says by whom it is', async () => {
    const summaries = [label({ postId: 101, label: 'summary', by: 9 }), label({ postId: 102, label: 'summary', by: 8 })];
    await look(topicScene({ topic: topicOf(seenBy('everyone', ticket({ labels: summaries }))) }), async (shown) => {
      const summary = status(shown).locator('.hybrid-desk-status__summary');

      expect((await summary.innerText()).replace(/\s+/g, ' ')).toBe('Summary by @erik');
      expect(await summary.getByRole('link', { name: 'Summary' }).getAttribute('href')).toBe('/p/102');
      expect(await shown.axe()).toEqual([]);
    });
    await look(topicScene(), async (shown) => {
      expect(await status(shown).locator('.hybrid-desk-status__summary').count()).toBe(0);
    });
  });

  it('takes the words of the community', () =>
    look(
      topicScene({
        site: {
          hybrid_desk: { communities: [{ ...SITE.hybrid_desk.communities[0], words: { desk: 'Zqdesk', officialAnswer: 'Zqanswer' } }] },
        },
      }),
      async (shown) => {
        expect(await status(shown).innerText()).toContain('From the Zqdesk');
        expect(await status(shown).innerText()).toContain('An Zqanswer will follow');
      },
    ));
});

describe('what the forum tells open pages', () => {
  it.each([true, false])('UI-20.1 changes status and labels at once, asked for once (flat view: %s)', (isFlat) =>
    look(
      topicScene({ nested: !isFlat, topic: topicOf(seenBy('asker', ticket()), [post(), post({ id: 101, post_number: 2 })]) }),
      async (shown) => {
        await shown.tell({ type: 'hybrid_desk', id: 100, topic_id: 20 }, { isFlat });
        const asked = await shown.asked();
        asked.answer(seenBy('asker', ticket({ stateText: 'Answered' })));
        await shown.page.getByText('Answered').waitFor({ timeout: 3_000 });

        expect([asked.method, asked.path]).toEqual(['GET', '/hybrid-desk/tickets/20.json']);
      },
    ),
  );

  it('asks once more when told again while the answer is on its way', () =>
    look(topicScene(), async (shown) => {
      await shown.tell({ type: 'hybrid_desk' });
      const first = await shown.asked();
      await shown.tell({ type: 'hybrid_desk' });
      first.answer(seenBy('asker', ticket({ stateText: 'Old' })));
      const second = await shown.asked();
      second.answer(seenBy('asker', ticket({ stateText: 'New' })));
      await shown.page.getByText('New').waitFor();

      expect(shown.unasked()).toBe(0);
    }));

  it('keeps what is known while the service is away, and nothing for who may not see it any more', () =>
    look(topicScene(), async (shown) => {
      await shown.tell({ type: 'hybrid_desk' }, { isFlat: false });
      (await shown.asked()).answer({ errors: ['away'] }, 503);
      await shown.page.waitForLoadState('networkidle');
      const kept = await status(shown).count();
      await shown.tell({ type: 'hybrid_desk' }, { isFlat: false });
      (await shown.asked()).answer({ errors: ['no'] }, 403);
      await status(shown).waitFor({ state: 'detached' });

      expect(kept).toBe(1);
    }));

  it('hears nothing that is not its own', () =>
    look(topicScene(), async (shown) => {
      await shown.tell({ type: 'acted' });
      await shown.page.waitForLoadState('networkidle');

      expect(shown.unasked()).toBe(0);
    }));
});
