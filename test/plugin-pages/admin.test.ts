import { describe, expect, it } from '@jest/globals';
import { looking } from './support/look.js';
import type { Shown } from './support/pages.js';
import { CATEGORY, HOUSING, SITE, connection, type Scene } from './support/scenes.js';

const look = looking();
const LONG = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen'.repeat(3);
const ROOT = { id: 1, username: 'root', admin: true, user_option: { timezone: 'Europe/Berlin' } };

const admin = (part: Partial<Scene> = {}): Scene => ({ page: 'admin', user: ROOT, site: SITE, ...part });
const category = (part: Partial<Scene> = {}): Scene => ({ page: 'category', user: ROOT, site: SITE, category: CATEGORY, ...part });
const facts = async ({ page }: Shown) =>
  Object.fromEntries((await page.locator('dl > div').allInnerTexts()).map((text) => text.split(/\n+/) as [string, string]));

describe('the connection of forum and service', () => {
  it('shows versions, last contact, the webhook, keys and communities, with links to console and doctor', () =>
    look(admin(), async (shown) => {
      const asked = await shown.asked();
      await shown.page.getByText('Looking …').waitFor();
      asked.answer(connection());
      await shown.page.getByText('Everything is connected.').waitFor();

      expect(asked.path).toBe('/admin/plugins/hybrid-desk/status.json');
      expect(await facts(shown)).toMatchObject({
        Versions: 'plugin 0.1.0, forum 2026.10.0, service 0.1.0, contract 1',
        'The service answered last': 'Mon, Nov 30, 9:59 AM',
        'What the service wants to write': '2 waiting, 1 refused',
        'Account of the bot': 'desk',
        'Our webhook': 'number 3, on',
        'Deliveries missed within the hour': '0',
        'Withholding private messages from other webhooks': 'works',
        'Webhooks taken for ours: they get everything': '3 (https://desk.example.org/hooks/all)',
        'Other webhooks': '9',
      });
      expect(await shown.page.getByRole('link').evaluateAll((found) => found.map((one) => one.getAttribute('href')))).toEqual([
        'https://desk.example.org/',
        'https://desk.example.org/doctor',
        'https://desk.example.org/',
      ]);
      expect(await shown.axe()).toEqual([]);
    }));

  it('UI-26.1 looks again every minute by itself, without a word while nothing changes, and says what is red then', () =>
    look(admin({ hurry: 200 }), async (shown) => {
      (await shown.asked()).answer(connection());
      await shown.page.getByText('Everything is connected.').waitFor();
      const again = await shown.asked();
      const isSilent = (await shown.page.getByText('Looking …').count()) === 0;
      again.answer(connection({ problems: [{ name: 'service', text: 'The service does not answer.' }] }));
      await shown.page.getByText('The service does not answer.').waitFor();

      expect(isSilent).toBe(true);
    }));

  it('says in words what is red, and holds much of it at 320 px', () =>
    look(
      admin({ locale: 'de', rtl: true }),
      async (shown) => {
        const problems = Array.from({ length: 20 }, (_, number) => ({ name: `p${number}`, text: `${LONG} ${number}` }));
        (await shown.asked()).answer(connection({ problems }));
        await shown.page.getByText('Darum muss sich jemand kümmern:').waitFor();

        expect(await shown.page.locator('.hybrid-desk-connection__problem').count()).toBe(20);
        expect(await shown.page.evaluate('document.documentElement.scrollWidth')).toBe(320);
        expect(await shown.axe()).toEqual([]);
      },
      { viewport: { width: 320, height: 640 } },
    ));

  it('shows a connection that never was', () =>
    look(admin(), async (shown) => {
      const service = {
        url: '',
        reached_at: null,
        failure: null,
        version: null,
        last_delivery_at: null,
        effects: null,
        console: null,
        doctor: null,
      };
      (await shown.asked()).answer(
        connection({
          service,
          hook: null,
          bot: { username: null, problem: 'There is no account.' },
          withholding: { works: false, on: true, protected_topics: 0, own_hooks: [], other_hooks: [] },
          communities: [],
          problems: [{ name: 'service', text: 'The service does not answer.' }],
        }),
      );
      await shown.page.getByText('The service does not answer.').waitFor();

      expect(await facts(shown)).toMatchObject({
        'Our webhook': 'there is none',
        'The service answered last': '–',
        'Account of the bot': 'There is no account.',
      });
      await shown.page.getByText('The service has told of no community yet.').waitFor();
    }));

  it('says when it cannot be read, keeps what it knew, and looks again when asked to', () =>
    look(admin(), async (shown) => {
      (await shown.asked()).answer(connection());
      await shown.page.getByText('Everything is connected.').waitFor();
      await shown.page.getByRole('button', { name: 'Look again' }).click();
      (await shown.asked()).answer({ errors: ['broken'] }, 500);
      await shown.page.getByText('The state of the connection cannot be read').waitFor();
      const kept = await facts(shown);
      await shown.page.getByRole('button', { name: 'Look again' }).click();
      (await shown.asked()).answer(connection());
      await shown.page.getByText('Everything is connected.').waitFor();

      expect(kept['Account of the bot']).toBe('desk');
    }));

  it('says it also when it could never be read', () =>
    look(admin(), async (shown) => {
      (await shown.asked()).answer({}, 403);
      await shown.page.getByText('The state of the connection cannot be read').waitFor();

      expect(await shown.page.locator('dl').count()).toBe(0);
    }));

  it('has its place in the navigation of administrators only', async () => {
    await look(admin(), async (shown) => {
      expect(await shown.page.getByRole('navigation').innerText()).toBe('Connection');
    });
    await look(admin({ user: { id: 2, username: 'mod', moderator: true } }), async (shown) => {
      expect(await shown.page.getByRole('navigation').innerText()).toBe('');
    });
  });
});

describe('the tab of a category', () => {
  it('says to which community it belongs, and leads to its settings', () =>
    look(category(), async (shown) => {
      expect(await shown.page.locator('main').innerText()).toContain('This category belongs to the community Housing.');
      expect(await shown.page.getByRole('link').getAttribute('href')).toBe('https://desk.example.org/');
      expect(await shown.axe()).toEqual([]);
    }));

  it('asks the service, and says what it answers', () =>
    look(category({ category: { id: 6, name: 'Lifts' } }), async (shown) => {
      await shown.page.getByRole('button', { name: 'Let this category ask a desk' }).dblclick();
      const asked = await shown.asked();
      asked.answer({ contract: 1, designated: false, community: null, text: 'Nothing was changed: add it to the settings file.' });
      await shown.page.getByText('Nothing was changed: add it to the settings file.').waitFor();

      expect([asked.method, asked.path, asked.body]).toEqual(['PUT', '/hybrid-desk/categories/6.json', { designated: true }]);
      expect(shown.unasked()).toBe(0);
      expect(await shown.axe()).toEqual([]);
    }));

  it.each([
    [503, 'Not available now.'],
    [403, 'You may not.'],
  ])('says when it cannot (%s)', (code, text) =>
    look(category(), async (shown) => {
      await shown.page.getByRole('button', { name: 'Take this category out of its community' }).click();
      (await shown.asked()).answer({ errors: ['You may not.'] }, code);
      await shown.page.getByText(text).waitFor();
    }),
  );

  it('is not there for a category that is only being made', () =>
    look(category({ category: { name: 'New' } }), async (shown) => {
      expect(await shown.page.locator('main').innerText()).toBe('');
    }));

  it('holds a long name at 320 px', () =>
    look(
      category({ rtl: true, site: { hybrid_desk: { communities: [{ ...HOUSING, name: LONG }] } } }),
      async (shown) => {
        expect(await shown.page.evaluate('document.documentElement.scrollWidth')).toBe(320);
      },
      { viewport: { width: 320, height: 640 } },
    ));
});
