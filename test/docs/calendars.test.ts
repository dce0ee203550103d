import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { createHolidayPorts, withHolidays } from '../../service/assembly/holidays.js';
import { parseCommunities, resolveCommunity } from '../../service/config/communities.js';
import { due } from '../../service/features/clocks/arithmetic/business-time.js';
import { calendarOfDesk } from '../../service/features/clocks/arithmetic/people.js';
import { wallTime } from '../../service/features/clocks/arithmetic/wording.js';
import { rules } from '../../service/features/list.js';
import { codeBlocks } from './code-blocks.js';

const PAGE = readFileSync('docs/operating/calendars.md', 'utf8');
const NOW = '2026-11-29T09:00:00.000Z';
const ROWS = [...PAGE.matchAll(/^\| (\d{4}-\d\d-\d\d) (\d\d:\d\d) \| (\d+) \| (\d{4}-\d\d-\d\d \d\d:\d\d) \|/gm)];

async function calendarOfPage() {
  const parsed = parseCommunities(codeBlocks(PAGE).find(({ language }) => language === 'yaml')?.text ?? '', rules.features);
  const [draft] = parsed.ok ? parsed.communities : [];
  if (!draft) throw new Error('the settings of the page were refused');
  const { settings } = resolveCommunity(draft, { group: () => 41, user: () => 7 }, NOW);
  const looked = await withHolidays(settings, { holidays: createHolidayPorts(false), before: null, now: NOW });
  return calendarOfDesk(looked.settings);
}

describe('the page about calendars', () => {
  it('has examples whose due times come out (trap 13)', async () => {
    const calendar = await calendarOfPage();
    // Berlin is an hour ahead of UTC on all of these dates.
    const found = ROWS.map(([, date = '', time = '', minutes = '']) => due(calendar, new Date(`${date}T${time}:00+01:00`).toISOString(), Number(minutes)));
    const shown = found.map((at) => {
      const { year, month, day, time } = wallTime(String(at), calendar.tz);
      return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')} ${time}`;
    });

    expect(ROWS).toHaveLength(4);
    expect(shown).toEqual(ROWS.map((row) => row[4]));
  });
});
