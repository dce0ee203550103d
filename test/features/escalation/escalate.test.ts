import { describe, expect, it } from '@jest/globals';
import { groupIn, personIn } from '../../../shared/placeholders.js';
import {
  ASKER,
  BOT,
  EXPERT,
  EXPERTS,
  FACILITATOR,
  MEMBER,
  PAYROLL,
  ROOM_KEY,
  all,
  asked,
  at,
  fact,
  given,
  line,
  post,
  shown,
} from './escalation-story.js';

const escalates = (says = 'escalate', time = at('10:00'), by = FACILITATOR) => line(110, time, { by, says });

describe('a room with the experts', () => {
  it('ES-03.1 exists once even if two people escalate within a second; the second is told', () => {
    const both = all(asked(), escalates(), line(111, at('10:00'), { by: EXPERT, says: 'escalate' }));
    const { escalations, wants, answer } = given(both);

    expect(escalations).toMatchObject([{ number: 1, key: ROOM_KEY, groups: [EXPERTS, PAYROLL], end: null }]);
    expect(wants('room')).toHaveLength(1);
    expect(wants('like')).toMatchObject([{ value: { post: 110 } }]);
    expect(answer(111)).toContain(
      `This question is already with ${groupIn(EXPERTS)}, ${groupIn(PAYROLL)} since Mon 2 Mar 2026, 11:00 Europe/Berlin`,
    );
  });

  it('ES-03.2 tells everything in its first post, so that mail alone is enough', () => {
    const told = all(
      asked({ tags: ['policy'] }),
      post(101, { by: MEMBER, at: at('09:00'), text: 'Ask the union.\n@desk me too' }),
      escalates('escalate because the tables changed'),
      post(120, { by: MEMBER, at: at('10:30'), text: 'Written later' }),
    );
    const { room, wants } = given(told);

    expect(wants('room')[0]?.value).toMatchObject({ title: 'Question HD-20: Leave of last year', users: [], groups: [EXPERTS, PAYROLL] });
    for (const piece of [
      '/t/20',
      '> When is my leave counted?',
      `Asked by ${personIn(ASKER)}.`,
      'About: what is allowed. For the desk.',
      `Passed on by ${personIn(FACILITATOR)}.`,
      'Reason:\n\n> the tables changed',
      `${personIn(MEMBER)}, Mon 2 Mar 2026, 10:00 Europe/Berlin ([/p/101](/p/101)):\n\n> Ask the union.`,
      'What is asked of you',
      `\`${personIn(BOT)} accept\``,
      'decline <reason>',
      'hand back [because …]',
      'hand to <group> [because …]',
      'invite @name',
    ])
      expect(room()).toContain(piece);
    expect(room()).not.toContain('me too');
    expect(room()).not.toContain('Written later');
  });

  it('ES-03.2 says by when an answer is expected, and that the asker herself wants it', () => {
    const story = all(asked(), escalates('escalate', at('10:00'), ASKER));
    const { room, status } = given(story, { now: at('12:00'), settings: { askerAfterMinutes: 60 } });

    expect(room()).toContain('Answer expected by Mon 2 Mar 2026, 17:00 Europe/Berlin.\nThe asker still needs help');
    expect(status).toContain(
      'With the experts since Mon 2 Mar 2026, 11:00 Europe/Berlin. Answer expected by Mon 2 Mar 2026, 17:00 Europe/Berlin.',
    );
  });

  it('ES-03.2 shows the last three answers', () => {
    const replies = [101, 102, 103, 104].map((id) => post(id, { by: MEMBER, at: at(`09:0${id - 100}`), text: `Answer number ${id}` }));
    const { room } = given(all(asked(), ...replies, escalates()));

    expect(room()).not.toContain('number 101');
    expect(room()).toMatch(/number 102[^]*number 103[^]*number 104/);
  });

  it('ES-03.3 is not the place of the asker: she is neither in it nor can be invited', () => {
    const told = all(asked(), escalates(), line(111, at('10:01'), { by: FACILITATOR, says: 'note the asker is new' }));

    expect(given(told).wants('room')).toMatchObject([{ value: { users: [] } }]);
    expect(given(told).wants('invite')).toEqual([]);
  });

  it('ES-03.4 leaves the public topic open for replies', () => {
    expect(given(all(asked(), escalates())).wants('close')).toEqual([]);
  });

  it('is asked for by a person: it is not kept waiting', () => {
    expect(given(all(asked(), escalates())).judgement.wants.find(({ kind }) => kind === 'room')).toMatchObject({ isAskedFor: true });
  });

  it('is written in the language of the community', () => {
    const { room, status } = given(all(asked(), escalates('weiterreichen weil die Tabellen neu sind')), { locale: 'de' });

    expect(room()).toContain('annehmen`:');
    expect(room()).toContain('> die Tabellen neu sind');
    expect(status).toContain('Liegt seit Mo, 2. März 2026, 11:00 Uhr Europe/Berlin bei: Fachleute.');
  });

  it('is never wanted when the text is gone, without saying so', () => {
    expect(given(all(asked(), shown(100, at('09:00'), 'hidden'), escalates())).room()).toContain('(The text is not there any more.)');
  });
});

describe('to whom', () => {
  it('goes to a group or level that is named', () => {
    const to = (says: string, settings = {}) => given(all(asked(), escalates(says)), { settings }).escalations;

    expect(to('escalate to @payroll')).toMatchObject([{ groups: [PAYROLL], level: 1 }]);
    expect(to('escalate to level 2')).toMatchObject([{ groups: [EXPERTS, PAYROLL], level: 2 }]);
    expect(to('escalate to level 3', { levels: [{ level: 3, groups: [PAYROLL] }] })).toMatchObject([{ groups: [PAYROLL], level: 3 }]);
    expect(to('escalate', { levels: [{ level: 1, groups: [EXPERTS] }] })).toMatchObject([{ groups: [EXPERTS], level: 1 }]);
  });

  it('goes to the group to which triage gave the question', () => {
    const rules = [{ name: 'pay', when: { words: ['leave'] }, set: { group: PAYROLL } }];

    expect(given(all(asked(), escalates()), { triage: { rules } }).escalations).toMatchObject([{ groups: [PAYROLL], level: 1 }]);
  });

  it.each(['escalate to @nobody', 'escalate to @cooks', 'escalate to level 3'])(
    'refuses "%s" and names who does take questions',
    (says) => {
      const { escalations, answer } = given(all(asked(), escalates(says)));

      expect(escalations).toEqual([]);
      expect(answer(110)).toContain(`${groupIn(EXPERTS)}, ${groupIn(PAYROLL)}`);
    },
  );

  it('refuses where the community has no experts, and in a topic that has ended', () => {
    expect(given(all(asked(), escalates()), { expertGroups: [] }).answer(110)).toContain('Nobody is set to whom');
    const closed = fact(at('09:00'), { type: 'TopicFlagSeen', topic: 20, flag: 'closed', value: true });
    expect(given(all(asked(), closed, escalates()))).toMatchObject({ escalations: [] });
    expect(given(all(asked(), closed, escalates())).answer(110)).toContain('has ended');
  });
});

describe('the reason', () => {
  it('ES-05.1 shows in the room and not in public, and no view holds it', () => {
    const { room, status, view, judgement } = given(all(asked(), escalates('escalate because of canary')));

    expect(room()).toContain('> canary');
    expect(status).not.toContain('canary');
    expect(JSON.stringify([view, judgement.rows])).not.toContain('canary');
  });

  it('is asked, not demanded', () => {
    expect(given(all(asked(), escalates())).room()).not.toContain('Reason:');
  });
});

describe('the asker', () => {
  const byAsker = (time: string, day?: string) => escalates('escalate', at(time, day), ASKER);

  it('ES-04.2 is refused before her time, with the time', () => {
    const { escalations, answer } = given(all(asked({ time: at('09:00') }), byAsker('15:59:59')), { now: at('23:00') });

    expect(escalations).toEqual([]);
    expect(answer(110)).toContain('You may pass this question to the experts yourself from Tue 3 Mar 2026, 10:00 Europe/Berlin');
  });

  it('may when that time has come without a good answer', () => {
    const told = all(asked({ time: at('09:00') }), byAsker('09:00', '2026-03-03'));

    expect(given(told, { now: at('23:00', '2026-03-03') }).escalations).toMatchObject([{ cause: { type: 'command', asAsker: true } }]);
  });

  it('waits anew after an answer that did not help her', () => {
    const told = all(asked(), post(101, { by: EXPERT, at: at('15:00'), text: 'In May.' }), byAsker('10:00', '2026-03-03'));

    expect(given(told, { now: at('23:00', '2026-03-03') }).answer(110)).toContain('from Tue 3 Mar 2026, 16:00');
  });

  it('may at once when something urgent is broken', () => {
    const urgent = line(109, at('08:10'), { by: FACILITATOR, says: 'priority urgent' });

    expect(given(all(asked({ tags: ['incident'] }), urgent, byAsker('08:20'))).escalations).toHaveLength(1);
    expect(given(all(asked({ tags: ['incident'] }), byAsker('08:20'))).escalations).toHaveLength(0);
  });

  it('may once in 24 hours and level', () => {
    const first = all(
      asked({ tags: ['incident'] }),
      line(109, at('08:10'), { by: FACILITATOR, says: 'priority urgent' }),
      line(110, at('08:20'), { by: ASKER, says: 'escalate' }),
      line(111, at('08:30'), { by: FACILITATOR, says: 'hand back because it is done' }),
    );
    const again = (says: string, time: string, day?: string) =>
      given(all(first, line(112, at(time, day), { by: ASKER, says })), {
        now: at('23:00', '2026-03-03'),
        settings: { silenceMinutes: null },
      });

    expect(again('escalate', '09:00').escalations).toHaveLength(1);
    expect(again('escalate', '09:00').answer(112)).toContain('again from Tue 3 Mar 2026, 09:20');
    expect(again('escalate to level 2', '09:00').escalations).toHaveLength(2);
    expect(again('escalate', '08:20', '2026-03-03').escalations).toHaveLength(2);
  });

  it('is refused altogether where the settings say so', () => {
    const told = all(asked(), byAsker('10:00', '2026-03-05'));

    expect(
      given(told, { settings: { askerAfterMinutes: null, silenceMinutes: null }, now: at('23:00', '2026-03-05') }).answer(110),
    ).toContain('is done by the facilitators');
  });
});

describe('the public topic', () => {
  it('ES-09.2 shows state only', () => {
    const { status } = given(all(asked(), escalates('escalate to @payroll because of canary')));

    expect(status).toContain('With the experts since Mon 2 Mar 2026, 11:00 Europe/Berlin.');
    expect(status).not.toMatch(/payroll|canary/);
    expect(status).not.toContain(groupIn(PAYROLL));
  });
});
