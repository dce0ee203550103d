import { describe, expect, it } from '@jest/globals';
import { commandRequest } from '../../shared/contracts/plugin/requests.js';
import { looking } from './support/look.js';
import type { Asked, Shown } from './support/pages.js';
import { ADA, CARLA, ERIK, SITE, seenBy, ticket, topicOf, topicScene } from './support/scenes.js';

const look = looking();
const EXPERT = topicScene({ user: { ...ERIK, whisperer: true }, topic: topicOf(seenBy('desk', ticket())) });

const button = ({ page }: Shown, name: string) => page.getByRole('button', { name, exact: true });
const said = (asked: Asked) => asked.body as { id: string; line: string; topic_id: number; post_id: number | null; take_back?: boolean };
const names = ({ page }: Shown) =>
  page
    .locator('.hybrid-desk-status')
    .getByRole('button')
    .evaluateAll((found) => found.map((one) => one.textContent.trim()));
/** After something was heard, the page asks how the question stands now. */
const standsAs = async (shown: Shown, stateText = 'Waiting for an expert') =>
  (await shown.asked()).answer(seenBy('asker', ticket({ stateText })));

describe('buttons', () => {
  it('UI-21.1 are there for what the person may say, and for nothing else', async () => {
    await look(topicScene({ user: ADA }), async (shown) => {
      expect(await names(shown)).toEqual(['I still need help', 'All good', 'Ask an expert']);
      await shown.page.getByText('More').click();
      expect(await names(shown)).toEqual([
        'I still need help',
        'All good',
        'Ask an expert',
        'How it ended: Solved',
        'How it ended: Decided',
        'How it ended: No longer needed',
        'How it ended: It did not help',
        'Ask this privately',
      ]);
    });
    await look(EXPERT, async (shown) => {
      expect(await names(shown)).toEqual(['I take it', 'Hand back', 'Note']);
    });
    await look(topicScene({ user: null, topic: topicOf(seenBy('everyone', ticket())) }), async (shown) => {
      expect(await shown.page.getByRole('button').count()).toBe(0);
    });
  });

  it('ES-04.1 say from when the asker may ask an expert, and wait until then', async () => {
    const waiting = ticket({}, { asker: { escalateFrom: '2026-12-01T09:00:00.000Z' } });
    const scene = { now: '2026-12-01T08:59:58.000Z', topic: topicOf(seenBy('asker', waiting)) };
    await look(topicScene(scene), async (shown) => {
      const asking = shown.page.locator('[data-word=escalate]');
      expect([await asking.innerText(), await asking.isDisabled()]).toEqual(['Ask an expert (from Tue, Dec 1, 10:00 AM)', true]);
      expect(await shown.axe()).toEqual([]);
      await button(shown, 'Ask an expert').waitFor();
      expect(await asking.isDisabled()).toBe(false);
    });
    await look(topicScene({ ...scene, locale: 'de' }), async (shown) => {
      expect(await shown.page.locator('[data-word=escalate]').innerText()).toMatch(/\(ab Di., 1. Dez., 10:00\)$/);
    });
  });

  it('TR-29.1 say how a closed question ended by one click', () =>
    look(topicScene({ topic: topicOf(seenBy('asker', ticket({ state: 'closed', stateText: 'Closed' }))) }), async (shown) => {
      await button(shown, 'How it ended: No longer needed').click();

      expect(said(await shown.asked()).line).toBe('outcome no longer needed');
    }));

  it('TR-32.2 open the room for a note of who cannot whisper', async () => {
    await look({ ...EXPERT, user: ERIK }, async (shown) => {
      expect(await shown.page.locator('[data-word=note]').getAttribute('href')).toBe('/t/44');
      expect(await shown.axe()).toEqual([]);
    });
    await look(EXPERT, async (shown) => {
      expect(await shown.page.locator('[data-word=note]').getAttribute('href')).toBeNull();
    });
  });

  it('let a member say that she has the same question, and tell how many have', async () => {
    const maySay = { ...ticket().maySay, member: ['me too'] };
    await look(topicScene({ user: CARLA, topic: topicOf(seenBy('everyone', ticket({}, { maySay, meToo: [8, 9] }))) }), async (shown) => {
      await shown.page.getByText('2 more people have this question').waitFor();
      await button(shown, 'Me too').click();
      expect(said(await shown.asked()).line).toBe('me too');
    });
    await look(topicScene({ locale: 'de', topic: topicOf(seenBy('asker', ticket({}, { maySay, meToo: [8] }))) }), async (shown) => {
      await shown.page.getByText('Eine weitere Person hat dieselbe Frage').waitFor();
      expect(await shown.page.locator('[data-word="me too"]').count()).toBe(0);
    });
  });

  it('of what is a post opens the composer, with the name of the desk and the line; without that name it is not there', async () => {
    await look(EXPERT, async (shown) => {
      await shown.page.getByText('More').click();
      await button(shown, 'Tell how it stands').click();

      expect(await shown.page.getByLabel('Text').inputValue()).toBe('@desk update ');
      expect(await shown.page.locator('.action').innerText()).toBe('reply');
      expect(shown.unasked()).toBe(0);
    });
    await look({ ...EXPERT, site: { hybrid_desk: { communities: SITE.hybrid_desk.communities } } }, async (shown) => {
      await shown.page.getByText('More').click();
      expect(await button(shown, 'Tell how it stands').count()).toBe(0);
    });
  });

  it('UI-21.2 send a line that the server decides about, and show its refusal in its words', () =>
    look(topicScene(), async (shown) => {
      await button(shown, 'All good').click();
      const asked = await shown.asked();
      await shown.page.getByText('Sending …').waitFor();
      asked.answer({ contract: 1, outcome: 'refused', text: 'Only the asker may say that. Ask @facilitators.' });
      await shown.page.getByText('Only the asker may say that. Ask @facilitators.').waitFor();

      expect([asked.method, asked.path]).toEqual(['POST', '/hybrid-desk/command.json']);
      expect(said(asked)).toMatchObject({ line: 'all good', topic_id: 20, post_id: null });
      expect(commandRequest.shape.id.safeParse(said(asked).id).success).toBe(true);
      expect(await button(shown, 'Undo').count()).toBe(0);
      expect(shown.unasked()).toBe(0);
      expect(await shown.axe()).toEqual([]);
    }));

  it('UI-21.3 say their line once when they are clicked twice', () =>
    look(topicScene(), async (shown) => {
      await button(shown, 'All good').dblclick();
      const asked = await shown.asked();
      const others = await button(shown, 'I still need help').isDisabled();
      asked.answer({ outcome: 'done', text: 'Noted.' });
      await shown.page.getByText('Noted.').waitFor();
      await standsAs(shown);
      await button(shown, 'Undo').waitFor();

      expect(others).toBe(true);
      expect(shown.unasked()).toBe(0);
    }));

  it('UI-21.4 are reached and pressed by the keyboard', () =>
    look(topicScene(), async (shown) => {
      const reached: string[] = [];
      for (let step = 0; step < 6; step += 1) {
        await shown.page.keyboard.press('Tab');
        reached.push(await shown.page.evaluate<string>('document.activeElement.innerText.trim()'));
      }
      await shown.page.keyboard.press('Shift+Tab');
      await shown.page.keyboard.press('Enter');

      expect(reached).toEqual([
        '@erik',
        expect.stringContaining('Why then?'),
        expect.stringContaining('Why then?'),
        'I still need help',
        'All good',
        'Ask an expert',
      ]);
      expect(said(await shown.asked()).line).toBe('all good');
    }));

  it('can be taken back for 60 seconds, by the name of the same press', () =>
    look(topicScene(), async (shown) => {
      await button(shown, 'All good').click();
      const pressed = await shown.asked();
      pressed.answer({ outcome: 'done', text: null });
      await standsAs(shown);
      await shown.page.getByText('Done.').waitFor();
      await button(shown, 'Undo').click();
      const back = await shown.asked();
      back.answer({ outcome: 'done', text: 'Taken back.' });
      await standsAs(shown);
      await shown.page.getByText('Taken back.').waitFor();

      expect(said(back)).toMatchObject({ id: said(pressed).id, take_back: true });
      expect(await button(shown, 'Undo').count()).toBe(0);
    }));

  it('say once more that it is taken back, where that was not heard; who reads on by the keyboard stands there', () =>
    look(topicScene(), async (shown) => {
      await button(shown, 'All good').click();
      const pressed = await shown.asked();
      pressed.answer({ outcome: 'done', text: null });
      await standsAs(shown);
      await button(shown, 'Undo').click();
      (await shown.asked()).answer({ errors: ['away'] }, 503);
      await button(shown, 'Try again').click();
      const again = await shown.asked();
      again.answer({ outcome: 'done', text: 'Taken back.' });
      await standsAs(shown);
      await shown.page.getByText('Taken back.').waitFor();

      expect(said(again)).toEqual({ ...said(pressed), take_back: true });
      expect(await shown.page.evaluate('document.activeElement.textContent.trim()')).toBe('Taken back.');
    }));

  it('cannot be taken back any more after that', () =>
    look(topicScene(), async (shown) => {
      await shown.page.clock.install();
      await button(shown, 'All good').click();
      (await shown.asked()).answer({ outcome: 'waiting', text: null });
      await standsAs(shown);
      await button(shown, 'Undo').waitFor();
      await shown.page.clock.runFor(59_000);
      const before = await button(shown, 'Undo').count();
      await shown.page.clock.runFor(2_000);
      await button(shown, 'Undo').waitFor({ state: 'detached' });

      expect(before).toBe(1);
      expect(await shown.page.getByText('Recorded. What came of it will show here.').count()).toBe(1);
    }));

  it('UI-23.3 say that the service is away, and send the same press again when asked to', () =>
    look(topicScene(), async (shown) => {
      await button(shown, 'All good').click();
      const first = await shown.asked();
      first.answer({ errors: ['Hybrid Desk cannot be reached at the moment.'], error_type: 'unavailable' }, 503);
      await shown.page.getByText('Not available now. Your posts are safe').waitFor();
      await button(shown, 'Try again').click();
      const second = await shown.asked();
      second.answer({ outcome: 'done', text: 'Noted.' });
      await standsAs(shown);
      await shown.page.getByText('Noted.').waitFor();

      expect(said(second)).toEqual(said(first));
      expect(await button(shown, 'Try again').count()).toBe(0);
    }));

  it('say the same without a network', () =>
    look(topicScene(), async (shown) => {
      await shown.page.context().setOffline(true);
      await button(shown, 'All good').click();
      await shown.page.getByText('Not available now. Your posts are safe').waitFor();
      await shown.page.context().setOffline(false);
      await button(shown, 'Try again').click();

      expect(said(await shown.asked()).line).toBe('all good');
    }));

  it.each([
    [403, { errors: ['You are not permitted to view the requested resource.'] }, 'You are not permitted to view the requested resource.'],
    [500, undefined, 'That did not work, and nothing was done.'],
  ])('say what went wrong where the forum itself refuses (%s)', (code, body, text) =>
    look(topicScene(), async (shown) => {
      await button(shown, 'All good').click();
      (await shown.asked()).answer(body ?? {}, code);
      await shown.page.getByText(text).waitFor();

      expect(await button(shown, 'Try again').count()).toBe(0);
    }),
  );
});

describe('dialogs', () => {
  it('ask for what a line needs and nothing else, and send it as it would be written', () =>
    look(EXPERT, async (shown) => {
      await shown.page.getByText('More').click();
      await button(shown, 'Hand on').click();
      await shown.page.getByLabel('Group').fill('payroll');
      await shown.page.getByLabel('Reason').fill('the tables\nare theirs');
      await button(shown, 'Send').click();
      const asked = await shown.asked();
      asked.answer({ outcome: 'done', text: 'Handed on to payroll.' });
      await standsAs(shown);
      await shown.page.getByRole('dialog').getByText('Handed on to payroll.').waitFor();
      const reader = await shown.page.evaluate('document.activeElement.textContent.trim()');
      const axe = await shown.axe();
      await button(shown, 'Close').click();

      expect(said(asked).line).toBe('hand to @payroll because the tables are theirs');
      expect(reader).toBe('Handed on to payroll.');
      expect(axe).toEqual([]);
      expect(await shown.page.getByRole('dialog').count()).toBe(0);
    }));

  it('name the field that is missing, and send nothing', () =>
    look(EXPERT, async (shown) => {
      await button(shown, 'Note').click();
      await button(shown, 'Send').click();
      await shown.page.getByText('Required').waitFor();

      expect(await shown.page.getByLabel('Text').getAttribute('aria-invalid')).toBe('true');
      expect(shown.unasked()).toBe(0);
      expect(await shown.axe()).toEqual([]);
    }));

  it('keep what was typed when it is refused or the service is away, until it was heard', () =>
    look(EXPERT, async (shown) => {
      await button(shown, 'Note').click();
      await shown.page.getByLabel('Text').fill('the contract ends in May');
      await button(shown, 'Send').click();
      const first = await shown.asked();
      first.answer({ errors: ['away'] }, 503);
      await shown.page.getByRole('dialog').getByText('Not available now.').waitFor();
      const kept = await shown.page.getByLabel('Text').inputValue();
      await button(shown, 'Send').click();
      const second = await shown.asked();
      second.answer({ outcome: 'refused', text: 'That question is closed.' });
      await shown.page.getByText('That question is closed.').waitFor();
      await shown.page.getByLabel('Text').fill('the contract ends in June');
      await button(shown, 'Send').click();
      const third = await shown.asked();
      third.answer({ outcome: 'done', text: 'Noted.' });
      await standsAs(shown);
      await shown.page.getByRole('dialog').getByText('Noted.').waitFor();

      expect(kept).toBe('the contract ends in May');
      expect(said(second)).toEqual(said(first));
      expect(said(third).id).not.toBe(said(second).id);
    }));

  it('close by Escape and send nothing', () =>
    look(EXPERT, async (shown) => {
      await button(shown, 'Note').click();
      await shown.page.getByLabel('Text').fill('never mind');
      await shown.page.keyboard.press('Escape');
      await shown.page.getByRole('dialog').waitFor({ state: 'detached' });

      expect(shown.unasked()).toBe(0);
    }));

  it('ask once more before something is done that many would notice', () =>
    look(topicScene(), async (shown) => {
      await shown.page.getByText('More').click();
      await button(shown, 'Ask this privately').click();
      await shown.page.getByText('What stands here stays, for all to read.').waitFor();
      await button(shown, 'Send').click();
      const asked = await shown.asked();
      asked.answer({ outcome: 'waiting', text: null });
      await standsAs(shown);

      expect(said(asked).line).toBe('private');
    }));

  it.each([320, 1280])('fit %i px in every language, from right to left too', async (width) => {
    for (const [locale, rtl] of [
      ['de', false],
      ['en', true],
    ] as const) {
      await look(
        { ...EXPERT, locale, rtl },
        async (shown) => {
          await shown.page.locator('details').last().locator('summary').click();
          await shown.page.locator('[data-word=pause]').click();
          await shown.page.getByRole('dialog').waitFor();

          expect(await shown.page.evaluate('document.documentElement.scrollWidth')).toBe(width);
          expect(await shown.axe()).toEqual([]);
        },
        { viewport: { width, height: 800 } },
      );
    }
  });
});
