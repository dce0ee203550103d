import { describe, expect, it } from '@jest/globals';
import { calendarsByKey } from '../../../service/features/clocks/arithmetic/named-calendars.js';
import { clocksSettings } from '../../../service/features/clocks/settings.js';
import { BERLIN, asked, at, berlin, given } from './clocks-story.js';

const LISBON = { tz: 'Europe/Lisbon', hours: { mon: [['10:00', '18:00']] } };
const named = { calendars: { lisbon: LISBON, night: { ...BERLIN, hours: { mon: [['22:00', '24:00']] } } } };

describe('named calendars', () => {
  it('count where their name stands instead of a calendar', () => {
    const { clock } = given([asked], { world: berlin({ ...named, calendar: 'lisbon' }), now: at('08:00:00') });

    // 240 minutes from 10:00 in Lisbon, which is 09:00 UTC in June.
    expect(clock('fr')).toMatchObject({ due: at('13:00:00') });
  });

  it('show dues in their own zone to those who ask', () => {
    const derived = given([asked], { world: berlin({ ...named, calendar: 'lisbon' }), now: at('08:00:00') });

    expect(JSON.stringify(derived.wants())).toContain('14:00 Europe/Lisbon');
  });

  it('stand in the book under version and name, beside the calendar of the desk', () => {
    const settings = clocksSettings.parse({ ...named, calendar: 'night', calendarByGroup: { '41': BERLIN, '42': 'lisbon' } });

    const calendars = calendarsByKey('housing:3', settings);

    expect(Object.keys(calendars)).toEqual(['housing:3', 'housing:3:lisbon', 'housing:3:night', 'housing:3:group:41']);
    expect(calendars['housing:3']).toBe(calendars['housing:3:night']);
  });

  it.each([
    [{ calendar: 'lisbn', ...named }, ['calendar'], 'there is no calendar "lisbn" in `calendars` of the clocks; there are lisbon, night'],
    [{ calendarByGroup: { '41': 'night' } }, ['calendarByGroup', '41'], 'there is none with a name'],
    [{ calendar: 'toString', ...named }, ['calendar'], 'small letters'],
    [{ calendarByGroup: { experts: 'night' }, ...named }, ['calendarByGroup', 'experts'], ''],
  ])('are refused where nobody has them: %j', (settings, path, message) => {
    const issue = clocksSettings.safeParse(settings).error?.issues[0];

    expect(issue?.path).toEqual(path);
    expect(JSON.stringify(issue)).toContain(JSON.stringify(message).slice(1, -1));
  });
});
