import { describe, expect, it } from '@jest/globals';
import { looking } from './support/look.js';
import type { Shown } from './support/pages.js';
import { ADA, CARLA, HOUSING, SITE, line, listScene } from './support/scenes.js';

const look = looking();
const LONG = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen'.repeat(3);
const DESK = { hybrid_desk: { communities: [{ ...HOUSING, isDesk: true }] } };
const OTHER = { id: 6, name: 'Other', url: '/c/other/6' };

const marks = async ({ page }: Shown) =>
  (await page.locator('.topic-list-item').allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());
const filters = ({ page }: Shown) =>
  page
    .getByRole('navigation')
    .getByRole('link')
    .evaluateAll((found) => found.map((one) => `${one.textContent.trim()} ${one.getAttribute('href') ?? ''}`));

describe('lists', () => {
  it('show of each question its state, whether it has an official answer, who has it and until when', () =>
    look(
      listScene({
        topics: [
          { id: 20, title: 'May I sublet?', category_id: 5, hybrid_desk: line() },
          {
            id: 21,
            title: 'The lift',
            category_id: 5,
            hybrid_desk: line({ stateText: 'Answered', official: true, ownerId: null, due: null }),
          },
          { id: 22, title: 'A plain topic', category_id: 5 },
        ],
      }),
      async (shown) => {
        expect(await marks(shown)).toEqual([
          'May I sublet? Waiting for an expert @erik by Tue, Dec 1, 2:00 PM',
          'The lift Answered official answer',
          'A plain topic',
        ]);
        expect(await shown.axe()).toEqual([]);
      },
    ));

  it('are empty where no question is', () =>
    look(listScene({ topics: [] }), async (shown) => {
      expect(await shown.page.locator('.hybrid-desk-marks').count()).toBe(0);
    }));

  it.each([
    ['de', false],
    ['en', true],
  ] as const)('hold a hundred questions with long texts at 320 px (%s, from right to left: %s)', (locale, rtl) =>
    look(
      listScene({
        locale,
        rtl,
        topics: Array.from({ length: 100 }, (_, id) => ({ id, title: LONG, category_id: 5, hybrid_desk: line({ stateText: LONG }) })),
      }),
      async (shown) => {
        expect(await shown.page.evaluate('document.documentElement.scrollWidth')).toBe(320);
        expect(shown.unasked()).toBe(0);
      },
      { viewport: { width: 320, height: 640 } },
    ),
  );

  it('are narrowed by what the person may look for', async () => {
    await look(listScene({ user: ADA }), async (shown) => {
      expect(await filters(shown)).toEqual(['My questions /c/housing/5/l/latest?hybrid_desk=mine']);
    });
    await look(listScene({ user: CARLA, site: DESK, query: 'due_soon', locale: 'de' }), async (shown) => {
      expect(await filters(shown)).toEqual([
        'Meine Fragen /c/housing/5/l/latest?hybrid_desk=mine',
        'Braucht Fachleute /c/housing/5/l/latest?hybrid_desk=needs_expert',
        'Bald fällig /c/housing/5/l/latest?hybrid_desk=due_soon',
      ]);
      expect(await shown.page.locator('[aria-current=page]').innerText()).toBe('Bald fällig');
    });
  });

  it('UI-20.5 show nothing outside communities, and no filter to who is not signed in', async () => {
    for (const part of [{ category: OTHER, topics: [] }, { user: null }, { site: {} }]) {
      await look(listScene(part), async (shown) => {
        expect(await filters(shown)).toEqual([]);
        expect(await shown.page.getByRole('button').allInnerTexts()).toEqual([part.user === null ? 'Ask' : 'New Topic']);
      });
    }
  });
});

describe('asking privately', () => {
  it('ES-01.5 begins a message to the desk, which says who can read it before it is sent', () =>
    look(listScene(), async (shown) => {
      await shown.page.getByRole('button', { name: 'Ask the help desk privately' }).click();
      await shown.page.getByText('privateMessage housing_experts').waitFor();

      expect(await shown.page.getByRole('note').innerText()).toContain(
        'Administrators of this forum can technically read private messages.',
      );
      expect(await shown.axe()).toEqual([]);
    }));

  it('PR-11.1 says what the settings of the community say', async () => {
    const privateNotice = 'Nur die Leitung liest das.';
    await look(listScene({ locale: 'de', site: { hybrid_desk: { communities: [{ ...HOUSING, privateNotice }] } } }), async (shown) => {
      await shown.page.getByRole('button', { name: 'Vertraulich fragen (help desk)' }).click();

      expect(await shown.page.getByRole('note').innerText()).toBe(privateNotice);
    });
  });

  it('is offered to who may write to nobody else yet: the server names the groups that take it', () =>
    look(listScene({ user: { ...ADA, can_send_private_messages: false } }), async (shown) => {
      expect(await shown.page.getByRole('button', { name: 'Ask the help desk privately' }).isEnabled()).toBe(true);
    }));

  it('is not offered where it is off', async () => {
    const { askGroups: _, ...off } = HOUSING;
    for (const site of [
      { hybrid_desk: { communities: [off] } },
      { hybrid_desk: { communities: [{ ...SITE.hybrid_desk.communities[0], askGroups: [] }] } },
    ]) {
      await look(listScene({ site }), async (shown) => {
        expect(await shown.page.getByRole('button').allInnerTexts()).toEqual(['Ask']);
      });
    }
  });
});
