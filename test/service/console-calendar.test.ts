import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { tellOfHoles, type CoverParts } from '../../service/assembly/cover-notices.js';
import { calendarSchema } from '../../service/features/clocks/arithmetic/calendar-schema.js';
import {
  EXPERT,
  learnPeople,
  learnPrivate,
  openConsoleForum,
  PEOPLE,
  postOf,
  topicOf,
  type ConsoleForum,
} from '../support/console-forum.js';
import { testStore } from '../support/database.js';
import { settableClock } from '../support/settable-clock.js';

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'];
const hours = (days: readonly string[], windows: ReadonlyArray<[string, string]>) => Object.fromEntries(days.map((day) => [day, windows]));
const BERLIN = { tz: 'Europe/Berlin', hours: hours(WEEKDAYS, [['09:00', '17:00']]) };
const tests = testStore();
let forum: ConsoleForum;

beforeAll(async () => {
  forum = await openConsoleForum(tests.store, await tests.newForum(), {
    people: PEOPLE,
    clocks: {
      calendar: { ...BERLIN, holidays: [{ date: '2026-11-11', name: 'St Martin <b>' }] },
      calendars: { lisbon: { ...BERLIN, tz: 'Europe/Lisbon' } },
      // Asked on Tuesday 3 November at 11:00 in Berlin: 28 hours later in desk time it is Friday, 6 November, 15:00.
      targets: { firstReplyMinutes: 28 * 60, updateMinutes: null },
    },
    // The only expert works in New York time, and not on Friday afternoons there or here.
    hoursOf: {
      [String(EXPERT.id)]: {
        calendar: calendarSchema.parse({
          tz: 'America/New_York',
          hours: { ...hours(['mon', 'tue', 'wed', 'thu'], [['02:00', '12:00']]), fri: [['02:00', '07:00']] },
        }),
        away: [],
        backup: null,
      },
    },
  });
  await learnPeople(tests.store, forum.forumId);
  await forum.learn(topicOf(), [postOf()]);
  await learnPrivate(forum);
}, 60_000);

afterAll(() => forum.server.close());

function words(html: string): string {
  return html
    .replace(/<(?:style|svg)[\s\S]*?<\/(?:style|svg)>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ ([,.:;])/g, '$1');
}

const as = (person: string) => ({ cookie: `console_person=${person}` });
const page = async (path: string, person = 'operator') => (await forum.page(path, as(person))).text;

async function check(own: Record<string, string>, person = 'operator'): Promise<{ readonly status: number; readonly text: string }> {
  const { port } = forum.server;
  const fields = {
    community: 'housing',
    name: '',
    tz: 'Europe/Berlin',
    mon: '09:00-17:00',
    tue: '',
    wed: '',
    thu: '',
    fri: '',
    sat: '',
    sun: '',
    holidays: '',
    dateHours: '',
    zones: '',
    ...own,
  };
  const response = await fetch(`http://127.0.0.1:${port}/calendar`, {
    method: 'POST',
    headers: { ...as(person), origin: `http://127.0.0.1:${port}` },
    body: new URLSearchParams(fields),
  });
  return { status: response.status, text: await response.text() };
}

describe('the page of a calendar', () => {
  it('shows the next 14 days as a picture and in words, with holidays', async () => {
    const html = await page('/calendar');

    expect(html).toMatch(/<svg class="strip" viewBox="[^"]+" role="img" aria-label="[^"]+">/);
    expect(html.match(/class="open"/g)).toHaveLength(9);
    expect(words(html)).toContain('Tue 2026-11-03 09:00–17:00 03:00–11:00');
    expect(words(html)).toContain('Wed 2026-11-11 closed, St Martin &lt;b> –');
    expect(words(html)).toContain('Mon 2026-11-16');
    expect(words(html)).not.toContain('2026-11-17');
  });

  it("CL-11.4 shows the hours in two experts' zones beside it, with the date where it is another one there", async () => {
    const text = words(await page('/calendar?zones=America/New_York,%20Pacific/Auckland'));

    expect(text).toContain('Date Open, Europe/Berlin America/New_York Pacific/Auckland');
    expect(text).toContain('Tue 2026-11-03 09:00–17:00 03:00–11:00 21:00–Wed 4 Nov 05:00');
    expect(words(await page('/calendar'))).toContain('Date Open, Europe/Berlin America/New_York Nobody there');
    expect(words(await page('/calendar?zones=Nowhere'))).toContain('"Nowhere" is no time zone'.replaceAll('"', '&quot;'));
  });

  it('takes the named calendars as well', async () => {
    expect(words(await page('/calendar?name=lisbon'))).toContain('Open, Europe/Lisbon');
    expect(words(await page('/calendar?name=nonsense'))).toContain('Open, Europe/Berlin');
  });

  it('checks what was typed, shows its days and gives the lines for the settings file, and changes nothing', async () => {
    const before = await tests.store.settings(forum.forumId);
    const { status, text } = await check({ mon: '22:00-06:00', holidays: '2026-12-25 Christmas Day' });

    expect(status).toBe(200);
    expect(text).toContain(
      'calendar:\n  tz: Europe/Berlin\n  hours:\n    mon:\n      - - 22:00\n        - 24:00\n    tue:\n      - - 00:00\n        - 06:00\n',
    );
    expect(words(text)).toContain('Nothing is changed yet');
    expect(await tests.store.settings(forum.forumId)).toEqual(before);
  });

  it('CL-11.1 offers 24:00 where 23:59 was typed', async () => {
    const { status, text } = await check({ mon: '18:00-23:59' });

    expect(status).toBe(422);
    expect(words(text)).toContain('23:59 loses the last minute of the day; write 24:00');
    expect(text).toMatch(/<input id="mon" name="mon" value="18:00-24:00" aria-invalid="true"/);
    expect(words(text)).toContain('In the form below a proposal stands');
  });

  it('CL-11.2 refuses an empty calendar', async () => {
    const { status, text } = await check({ mon: '' });

    expect(status).toBe(422);
    expect(words(text)).toContain('a calendar needs at least one opening time');
    expect(text).not.toContain('id="yaml"');
  });

  it('writes what was typed as text and nothing else', async () => {
    const { text } = await check({ mon: '"><script>alert(1)</script>' });

    expect(text).not.toContain('<script>alert');
  });

  it.each(['nobody', 'erik', 'ada', 'olga'])('is not for %s', async (person) => {
    const shown = await forum.page('/calendar', as(person));
    const posted = await check({}, person);

    expect([shown.status, posted.status]).toEqual([403, 403]);
    expect(words(shown.text)).not.toContain('New_York');
    expect(words(posted.text)).not.toContain('New_York');
  });

  it('is taken from a form of ours only', async () => {
    const response = await fetch(`http://127.0.0.1:${forum.server.port}/calendar`, {
      method: 'POST',
      headers: { origin: 'https://evil.example' },
      body: new URLSearchParams(),
    });

    expect(response.status).toBe(403);
  });
});

describe('desk hours without anybody', () => {
  it('CL-22.1 are marked on the strip, with the targets that end in them and their policy', async () => {
    const html = await page('/calendar', 'carla');

    expect(html).toContain('class="hole"');
    expect(words(html)).toContain('Fri 2026-11-06 09:00–17:00 03:00–11:00 13:00–17:00');
    expect(words(html)).toContain(
      'Fri 6 Nov 2026, 13:00 to Fri 6 Nov 2026, 17:00 Europe/Berlin: nobody of the experts is there. In it end: HD-20, first reply by Fri 6 Nov 2026, 15:00 (policy default) HD-21, first reply by Fri 6 Nov 2026, 15:00 (policy default)',
    );
    expect(words(html)).toContain(
      'Fri 13 Nov 2026, 13:00 to Fri 13 Nov 2026, 17:00 Europe/Berlin: nobody of the experts is there. No target ends in it.',
    );
  });

  it('are looked for in what was typed as well', async () => {
    const { text } = await check({ mon: '09:00-17:00', fri: '08:00-13:00' });

    expect(words(text)).toContain('In every hour that the desk is open, somebody of the experts is there');
  });
});

describe('whoever leads the desk', () => {
  it('CL-22.3 gets the hours without anybody once a week while they last, with the tickets that are touched', async () => {
    const sent: Array<{
      readonly title: string;
      readonly raw: string;
      readonly groups: readonly string[];
      readonly externalId: string;
      readonly on: string;
    }> = [];
    // Monday already, where the desk is.
    const clock = settableClock('2026-11-01T23:23:00.000Z');
    const outside: CoverParts['forum'] = {
      findByExternalId: (id) => Promise.resolve(sent.some(({ externalId }) => externalId === id) ? 1 : null),
      createMessage: (message) => {
        sent.push({ ...message, on: clock.now().slice(0, 10) });
        return Promise.resolve({ state: 'created', postId: 1, topicId: 1 });
      },
    };
    const parts: CoverParts = { store: tests.store, forum: outside, row: { id: forum.forumId, secret: 'a secret' }, clock };
    const settings = (await tests.store.settings(forum.forumId)).at(-1);
    if (!settings?.settings) throw new Error('there are no settings');
    const { settings: community } = settings;
    const labels = community.roles.deskLead.map((group) => ({ thing: `group:${group}` as const, name: 'desk_leads' }));
    await tests.store.learn(forum.forumId, { facts: [], texts: [], labels, needs: [], confirmations: [], cause: { type: 'none' } });

    for (let day = 0; day < 14; day += 1) {
      await tellOfHoles(parts);
      clock.pass(86_400);
    }
    await tests.store.applySettings(forum.forumId, [
      { ...settings, version: settings.version + 1, at: clock.now(), settings: { ...community, people: {} } },
    ]);
    await tellOfHoles(parts);

    expect(sent.map(({ on }) => on)).toEqual(['2026-11-01', '2026-11-08']);
    expect(sent[0]).toMatchObject({ title: 'Hours without anybody: desk', groups: ['desk_leads'] });
    expect(sent[0]?.raw).toContain(
      '- Fri 6 Nov 2026, 13:00 Europe/Berlin to Fri 6 Nov 2026, 17:00 Europe/Berlin: nobody of experts; in it end targets of HD-20, HD-21\n',
    );
  });

  it('is told nothing while nothing is written to the forum', async () => {
    const refusing: CoverParts['forum'] = {
      findByExternalId: () => Promise.reject(new Error('it asked the forum')),
      createMessage: () => Promise.reject(new Error('it wrote to the forum')),
    };
    await tests.store.setMode(forum.forumId, 'paused');

    expect(
      await tellOfHoles({
        store: tests.store,
        forum: refusing,
        row: { id: forum.forumId, secret: 'x' },
        clock: settableClock('2026-11-02T06:23:00.000Z'),
      }),
    ).toEqual([]);
  });
});
