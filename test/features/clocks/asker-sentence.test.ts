import { describe, expect, it } from '@jest/globals';
import type { Happening } from '../../support/happenings.js';
import { BERLIN, EXPERT, WORLD, asked, at, given, reply } from './clocks-story.js';

/** Easter 2026: Good Friday is 3 April, Easter Monday 6 April; the clocks have changed on 29 March. */
const EASTER = {
  ...BERLIN,
  holidays: [
    { date: '2026-04-03', name: 'Good Friday' },
    { date: '2026-04-06', name: 'Easter Monday' },
  ],
};

function sentences(
  when: { readonly asked: string; readonly now?: string; readonly minutes?: number },
  locale: 'en' | 'de' = 'en',
): string[] {
  const { now = when.asked, minutes = 90 } = when;
  const settings = { calendar: EASTER, targets: { firstReplyMinutes: minutes } };
  const world = { ...WORLD, versions: [{ version: 1, at: '2000-01-01T00:00:00.000Z', features: { clocks: settings } }] };
  return given([{ ...asked, at: when.asked }], { world, now })
    .wants(undefined, locale)
    .flatMap((part) => ('line' in part && /expected|erwartet/.test(part.line) ? [part.line] : []));
}

describe('why then, in the words of the asker', () => {
  it('names the closed days in between, with their names, in the zone and the language of the community', () => {
    const monday = { asked: '2026-04-06T08:00:00.000Z' };

    expect(sentences(monday)).toEqual([
      'Official answer expected by Tue 7 Apr 2026, 10:30 Europe/Berlin (desk hours Mon–Fri 09:00–17:00), because the desk is closed on Mon 6 Apr (Easter Monday).',
    ]);
    expect(sentences(monday, 'de')).toEqual([
      'Official answer erwartet bis Di, 7. Apr. 2026, 10:30 Uhr Europe/Berlin (Zeiten, desk: Mo–Fr 09:00–17:00), weil am Mo 6. Apr. (Easter Monday) geschlossen ist.',
    ]);
  });

  it('names all of a long weekend, the days of every week too', () => {
    expect(sentences({ asked: '2026-04-02T14:30:00.000Z' })[0]).toMatch(
      /because the desk is closed on Fri 3 Apr \(Good Friday\), Sat 4 Apr, Sun 5 Apr and Mon 6 Apr \(Easter Monday\)\.$/,
    );
  });

  it('leaves out the days of every week where more than four days are closed', () => {
    expect(sentences({ asked: '2026-03-27T08:00:00.000Z', minutes: 7 * 480 })[0]).toMatch(
      /because the desk is closed on Fri 3 Apr \(Good Friday\) and Mon 6 Apr \(Easter Monday\)\.$/,
    );
  });

  it('says when the desk opens to who asks outside of its hours, and nothing more to who asks within', () => {
    expect(sentences({ asked: '2026-03-31T20:00:00.000Z' })[0]).toMatch(/, because the desk opens on Wed 1 Apr, 09:00\.$/);
    expect(sentences({ asked: '2026-03-31T09:00:00.000Z' })[0]).toMatch(/\(desk hours Mon–Fri 09:00–17:00\)\.$/);
  });

  it('stays the same text while nothing but time passes', () => {
    const monday = '2026-04-06T08:00:00.000Z';

    expect(sentences({ asked: monday, now: '2026-04-07T07:00:00.000Z' })).toEqual(sentences({ asked: monday }));
  });
});

it('says when the next reply is expected once the asker has written again, and that it is with the desk again', () => {
  const again = { at: at('10:00:00'), type: 'replied', by: asked.type === 'asked' ? asked.by : 0, post: 103 } as Happening;
  const lines = (happenings: readonly Happening[]) =>
    given(happenings, { now: at('10:30:00') })
      .wants()
      .flatMap((part) => ('line' in part ? [part.line] : []));

  expect(lines([asked, reply('09:00:00', EXPERT)])).toContain('');
  expect(lines([asked, reply('09:00:00', EXPERT), again])).toContain(
    'Next reply expected by Mon 2 Jun 2025, 16:00 Europe/Berlin (desk hours Mon–Fri 09:00–17:00).',
  );
  expect(lines([asked, reply('09:00:00', EXPERT), again])).not.toContain('');
});
