import { describe, expect, it } from '@jest/globals';
import { namedIn } from '../../../shared/placeholders.js';
import { ASKER, MEMBER, all, answered, asked, at, post } from '../official/official-story.js';
import { EXPERT, says } from '../triage/desk-story.js';
import { whole } from './whole-story.js';

/** Monday, 2 March 2026; the Tuesday is a holiday. */
const calendar = {
  tz: 'UTC',
  hours: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['09:00', '17:00']]])),
  holidays: [{ date: '2026-03-03', name: 'Founders’ Day' }],
};
const features = { clocks: { calendar }, escalation: { silenceMinutes: null } };
const toldTo = (by: number, line: string, own: Parameters<typeof whole>[1] = {}) =>
  whole(all(asked(), answered, says(by, line)), { now: at('10:30'), features, ...own }).toldOn(110);

describe('`explain` as a line to the desk', () => {
  it('CL-06.3 answers the asker by private message with why it is so, and how the next time was counted', () => {
    const told = toldTo(ASKER, 'explain');

    expect(told).toMatch(/- Official answer expected by .* \(waiting for the first official reply\)/);
    expect(told.slice(told.indexOf('**Official'))).toBe(
      [
        '**Official answer**',
        '',
        '- Counted from Mon 2 Mar 2026, 08:00 UTC, by [this post](/p/100). Rules: policy default, version 1.',
        '- Target: 8 h of desk time.',
        '- Mon 2 Mar, 08:00–09:00: closed',
        '- Mon 2 Mar, 09:00–17:00: 8 h counted',
        '- Due: Mon 2 Mar 2026, 17:00 UTC.',
        '- Sum: 8 h counted, which is the target.',
        '',
        'Also counted here: `explain community reply`.',
      ].join('\n'),
    );
  });

  it('CL-06.3 tells of the clock that is asked for, in the language of the community', () => {
    const features2 = { ...features, clocks: { calendar, targets: { firstReplyMinutes: 600 } } };

    expect(toldTo(ASKER, 'explain first reply', { features: features2 })).toContain('- Tue 3 Mar: closed, Founders’ Day');
    expect(toldTo(ASKER, 'explain community reply')).toContain('- Ended Mon 2 Mar 2026, 09:00 UTC, by [this post](/p/101).');
    expect(toldTo(ASKER, 'erklären erste Antwort', { community: { locale: 'de' } })).toMatch(
      /Regelwerk Standard, Fassung 1[^]*- Ziel: 8 h/,
    );
  });

  it('says nothing in English where the community speaks German', () => {
    const told = toldTo(ASKER, 'erklären', { community: { locale: 'de' } });

    expect(told).toContain('- Amtliche Antwort erwartet bis');
    expect(told).not.toMatch(/waiting|default mode|official|reply/);
  });

  it('says so where nothing of the kind was counted', () => {
    expect(toldTo(ASKER, 'explain solution')).toContain('No such time has been counted for this question.');
  });

  it('CL-06.2 names no person, room or other topic, and to who asks nothing of what the experts count', () => {
    const passedOn = all(
      asked(),
      post(105, { by: MEMBER, at: at('09:00'), text: 'See /t/31 and ask Berta.' }),
      says(EXPERT, 'escalate because Anna knows', { id: 106, at: at('09:10') }),
    );
    const explained = (by: number, line: string) => whole(all(passedOn, says(by, line)), { now: at('10:30'), features }).toldOn(110);
    const accounts = ['explain first reply', 'explain community reply'].map((line) => explained(ASKER, line));

    for (const text of accounts) {
      expect(text).toContain('counted');
      expect(namedIn(text)).toEqual([]);
      expect(text).not.toMatch(/Anna|Berta|@|room|\/t\//);
    }
    expect(explained(ASKER, 'explain acceptance')).toContain('No such time has been counted');
    expect(explained(ASKER, 'explain')).not.toContain('`explain acceptance`');
    expect(explained(EXPERT, 'explain acceptance')).toContain('**Taken on by one of the experts**');
    expect(explained(EXPERT, 'explain')).toContain('**Taken on by one of the experts**');
  });
});
