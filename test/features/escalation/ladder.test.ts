import { describe, expect, it } from '@jest/globals';
import { personIn } from '../../../shared/placeholders.js';
import { WEEKDAYS } from '../../../service/features/clocks/arithmetic/calendar.js';
import { calendarSchema } from '../../../service/features/clocks/arithmetic/calendar-schema.js';
import {
  EXPERT,
  all,
  asked,
  at,
  given,
  EXPERTS,
  FACILITATOR,
  BOT,
  MEMBER,
  OTHER_EXPERT,
  TOPIC,
  fact,
  line,
  post,
  shown,
  type Told,
  type World,
} from './escalation-story.js';
import { DAY_AFTER, FOUR_HOURS, QUESTION_ASKED, THREAD, sentOf, tellingsOf, threadMade, told } from './ladder-story.js';

const taken = line(110, at('08:10'), { by: FACILITATOR, says: `assign @user_${EXPERT}` });
const accepted = line(111, at('08:20'), { by: EXPERT, says: 'accept' });
const owned = all(taken, accepted);
const answered = (time: string, day?: string) => post(120, { by: EXPERT, at: at(time, day), text: 'In May.' });
const LATE = at('23:00', '2026-03-20');
const week = (tz: string, opens: string, closes: string) =>
  calendarSchema.parse({ tz, hours: Object.fromEntries(WEEKDAYS.map((day) => [day, [[opens, closes]]])) });
/** The owner works from nine to eleven in the morning. */
const MORNINGS = { [EXPERT]: { calendar: week('Europe/Berlin', '09:00', '11:00'), away: [], backup: null } };
/** The clocks count at any hour, the owner works by day. */
const AROUND_THE_CLOCK: World = {
  settings: { silenceMinutes: null },
  clocks: { calendar: week('UTC', '00:00', '24:00'), targets: { firstReplyMinutes: 240 } },
  people: { [EXPERT]: { calendar: week('Europe/Berlin', '09:00', '17:00'), away: [], backup: null } },
};

describe('a warning (CL-07)', () => {
  it('goes to the facilitators while nobody owns it, to the owner when somebody does', () => {
    expect(told(all(), at('11:45'))).toEqual([
      'fr1 50% facilitators group:43 03-02T10:00:00',
      'fr1 75% facilitators group:43 03-02T11:00:00',
      'fr1 90% facilitators group:43 03-02T11:36:00',
    ]);
    expect(told(owned, at('11:45')).at(-1)).toBe(`fr1 90% owner user:${EXPERT} 03-02T11:36:00`);
  });

  it('goes to who stands in for an owner who is away, and to the facilitators when nobody does', () => {
    const away = { [EXPERT]: { calendar: null, away: [{ from: '2026-03-02', to: '2026-03-06' }], backup: OTHER_EXPERT } };
    const nobody = { [EXPERT]: { ...away[EXPERT], calendar: null, away: [{ from: '2026-03-02', to: '2026-03-06' }], backup: null } };

    expect(told(owned, at('11:30'), { people: away })).toContain(`fr1 75% backup user:${OTHER_EXPERT} 03-02T11:00:00`);
    expect(told(owned, at('11:30'), { people: nobody })).toContain('fr1 75% facilitators group:43 03-02T11:00:00');
  });

  it('CL-07.2 none at night for a normal policy: it comes when the hours of who is told begin', () => {
    const evening = all(asked({ time: at('15:00') }), line(110, at('15:01'), { by: EXPERT, says: 'assign me' }));
    const ofOwner = (now: string) => tellingsOf(given(evening, { now, ...AROUND_THE_CLOCK })).filter((one) => one.includes('owner'));

    expect(told(owned, at('09:00', DAY_AFTER), { people: MORNINGS }).filter((one) => one.includes('owner'))).toEqual([
      `fr1 +0% owner user:${EXPERT} 03-03T08:00:00`,
    ]);
    expect(ofOwner(at('07:59:59', DAY_AFTER))).toEqual([]);
    expect(ofOwner(at('08:00', DAY_AFTER))).toEqual([`fr1 +0% owner user:${EXPERT} 03-03T08:00:00`]);
  });

  it('comes at once where the policy is urgent', () => {
    expect(told(owned, at('11:30'), { people: MORNINGS, clocks: { ...FOUR_HOURS.clocks, urgent: true } })).toContain(
      `fr1 75% owner user:${EXPERT} 03-02T11:00:00`,
    );
  });

  it.each([
    ['answered', answered('11:10'), 'fr'],
    ['closed', fact(at('11:10'), { type: 'TopicFlagSeen', topic: TOPIC, flag: 'closed', value: true }), 'fr'],
    ['deleted', fact(at('11:10'), { type: 'TopicFlagSeen', topic: TOPIC, flag: 'deleted', value: true }), 'fr'],
    [
      'solved',
      all(
        post(120, { by: MEMBER, at: at('11:05'), text: 'In May.' }),
        fact(at('11:10'), { type: 'AcceptedAnswer', topic: TOPIC, post: 120 }),
      ),
      'fr',
    ],
  ])('CL-07.4 that is overtaken before it is sent is not sent: %s', (_what, story) => {
    const before = given(all(QUESTION_ASKED, owned), { now: at('11:00'), ...FOUR_HOURS });
    const after = given(all(QUESTION_ASKED, owned, story), { now: at('11:10'), ...FOUR_HOURS });

    expect(sentOf(before)).toHaveLength(1);
    expect(sentOf(after)).toEqual([]);
  });

  it('is overtaken by the next one of the same clock', () => {
    const after = given(all(QUESTION_ASKED, owned), { now: at('11:40'), ...FOUR_HOURS });

    expect(sentOf(after).map(({ key }) => key)).toEqual([`message:ladder:ticket:${TOPIC}:user:${EXPERT}:${at('11:36')}`]);
  });

  it('is not sent any more after a day', () => {
    expect(sentOf(given(all(QUESTION_ASKED, owned), { now: LATE, ...FOUR_HOURS }))).toEqual([]);
  });

  it('says which clock, started by what, due when, and why she is told; and nothing that anybody wrote', () => {
    const [sent] = sentOf(given(all(QUESTION_ASKED, owned), { now: at('11:00'), ...FOUR_HOURS }));

    expect(sent?.value).toMatchObject({ title: 'What is due for a question (HD-20)', users: [EXPERT], groups: [] });
    expect(sent?.raw).toBe(
      [
        'About this question: [/t/20](/t/20)',
        '- Due by Mon 2 Mar 2026, 13:00 Europe/Berlin: the first reply by the desk. 75 % of the time is used up. It counts since Mon 2 Mar 2026, 09:00 Europe/Berlin, when the question was asked ([/p/100](/p/100)).',
        'You are told because you have taken this question on.',
        'Further messages about this question come as replies here. They stop when it is answered, solved or closed, and rest while something is waited for. Who is told, and when, is set by those who lead the desk.',
      ].join('\n\n'),
    );
  });
});

describe('a warning that the asker has no news (CL-13)', () => {
  const FOUR_HOURS_OF_UPDATES: World = {
    clocks: { targets: { firstReplyMinutes: null, nextReplyMinutes: null, updateMinutes: 240 } },
    settings: { silenceMinutes: null },
  };
  const working = all(owned, post(120, { by: EXPERT, at: at('08:30'), text: 'I look into it.' }));
  const sentAt = (now: string) => sentOf(given(all(QUESTION_ASKED, working), { now, ...FOUR_HOURS_OF_UPDATES })).map(({ raw }) => raw);

  it('names the line with which its owner tells that she is still working on it', () => {
    const [sent] = sentAt(at('11:40'));

    expect(sent).toContain('news for the asker. 75 % of the time is used up.');
    expect(sent).toContain(`also without a text if you are still working on it: \`${personIn(BOT)} update [<text>]\``);
  });

  it('names it after due as well, and not to those who could not write it', () => {
    const sent = sentAt(at('14:00'));

    expect(sent.map((raw) => [raw.includes('Overdue since'), raw.includes(' update ')])).toEqual([
      [true, true],
      [true, true],
      [true, false],
    ]);
  });

  it('is not made of other clocks', () => {
    const [sent] = sentOf(given(all(QUESTION_ASKED, owned), { now: at('11:00'), ...FOUR_HOURS }));

    expect(sent?.raw).not.toContain('update');
  });
});

describe('the ladder after due (CL-08)', () => {
  it('CL-08.1 takes each step once per cycle and at its exact instant', () => {
    const steps = told(owned, at('16:00', DAY_AFTER)).filter((one) => one.includes('+'));

    expect(steps).toEqual([
      `fr1 +0% owner user:${EXPERT} 03-02T12:00:00`,
      'fr1 +0% facilitators group:43 03-02T12:00:00',
      'fr1 +25% deskLeads group:45 03-02T13:00:00',
    ]);
    expect(told(owned, LATE, { safetyOwner: 18 })).toContain('fr1 +100% safetyOwner user:18 03-03T08:00:00');
  });

  it('follows the settings, and tells nobody where they say so', () => {
    const ladder = [{ afterPercent: 50, tell: ['facilitators'] }];
    const steps = (own: unknown[]) =>
      told(owned, LATE, { clocks: { ...FOUR_HOURS.clocks, ladder: own } }).filter((one) => one.includes('+'));

    expect(steps(ladder)).toEqual(['fr1 +50% facilitators group:43 03-02T14:00:00']);
    expect(steps([])).toEqual([]);
  });

  it('CL-08.2 a breach caused by a policy change warns nobody', () => {
    const urgent = line(112, at('09:30'), { by: FACILITATOR, says: 'priority urgent' });
    const { view, judgement } = given(all(QUESTION_ASKED, owned, urgent), { now: at('16:00'), ...FOUR_HOURS });

    expect(view.ladder.tellings).toEqual([]);
    expect(judgement.rows.find(({ key }) => key === 'fr:1')?.row).toMatchObject({ byPolicyChange: true, state: 'breached_open' });
  });

  it('CL-08.3 voiding needs a reason and stops the ladder', () => {
    const voided = (says: string) => line(130, at('12:30'), { by: FACILITATOR, says });
    const steps = (story: Told) => told(all(owned, story), LATE).filter((one) => one.startsWith('fr1 +25%'));

    expect(steps(all())).toHaveLength(1);
    expect(steps(voided('void first reply because the forum was down'))).toEqual([]);
    expect(steps(voided('void first reply'))).toHaveLength(1);
  });

  it('drops a warning that still waits when a policy change makes its due lie in the past', () => {
    const afternoons = { [EXPERT]: { calendar: week('Europe/Berlin', '12:30', '17:00'), away: [], backup: null } };
    const urgent = line(112, at('11:10'), { by: FACILITATOR, says: 'priority urgent' });
    const ofOwner = (story: Told) => told(story, at('11:40'), { people: afternoons }).filter((one) => one.includes('owner'));

    expect(ofOwner(owned)).toEqual([`fr1 75% owner user:${EXPERT} 03-02T11:30:00`]);
    expect(ofOwner(all(owned, urgent))).toEqual([]);
  });

  it('ends when it is answered, and goes on where the answer is taken back', () => {
    const gone = shown(120, at('13:30'), 'deleted');
    const ofFirst = (story: Told) => told(story, LATE).filter((one) => one.startsWith('fr1 +'));

    expect(ofFirst(all(owned, answered('12:10'))).filter((one) => one.includes('+25%'))).toEqual([]);
    expect(ofFirst(all(owned, answered('12:10'), gone)).slice(0, 3)).toEqual([
      `fr1 +0% owner user:${EXPERT} 03-02T12:00:00`,
      'fr1 +0% facilitators group:43 03-02T12:00:00',
      'fr1 +25% deskLeads group:45 03-02T13:30:00',
    ]);
  });

  it('tells the new owner of what the former was not told any more', () => {
    const evening = asked({ time: at('15:00') });
    const first = line(110, at('15:01'), { by: EXPERT, says: 'assign me' });
    const second = all(
      line(112, at('21:50'), { by: FACILITATOR, says: `assign @user_${OTHER_EXPERT}` }),
      line(113, at('22:00'), { by: OTHER_EXPERT, says: 'accept' }),
    );
    const { view } = given(all(evening, first, second), { now: at('10:00', DAY_AFTER), ...AROUND_THE_CLOCK });

    const owners = view.ladder.tellings.filter(({ addressee }) => addressee?.as === 'owner');
    expect(owners.map(({ mark, addressee }) => [mark, addressee?.to])).toContainEqual(['+0%', { user: OTHER_EXPERT }]);
  });
});

describe('the clocks of the experts', () => {
  const escalated = line(110, at('10:00'), { by: FACILITATOR, says: 'escalate to @experts' });
  const ownOf = (story: ReturnType<typeof all>, now = LATE) => told(story, now).filter((one) => /^(own|ola)/.test(one));

  it('ES-08.1 warn the group until somebody accepts, and then the facilitators too; the same on replay', () => {
    const expected = [
      `own1 50% experts group:${EXPERTS} 03-02T11:00:00`,
      `own1 75% experts group:${EXPERTS} 03-02T11:30:00`,
      `own1 90% experts group:${EXPERTS} 03-02T11:48:00`,
      `own1 +0% experts group:${EXPERTS} 03-02T12:03:00`,
      'own1 +0% facilitators group:43 03-02T12:00:00',
    ];
    const story = all(QUESTION_ASKED, escalated);
    const turned = { ...story, facts: [...story.facts, ...story.facts].reverse() };

    expect(ownOf(escalated, at('12:15')).sort()).toEqual(expected.sort());
    expect(given(turned, { now: LATE, ...FOUR_HOURS }).view.ladder).toEqual(given(story, { now: LATE, ...FOUR_HOURS }).view.ladder);
  });
});

describe('what nobody has taken on in time', () => {
  it('is told to who was responsible before: it is hers again', () => {
    const passedOn = line(112, at('09:00'), { by: FACILITATOR, says: 'escalate to @payroll' });
    const lines = told(all(owned, passedOn), at('11:30')).filter((one) => one.startsWith('own1 +0%'));

    expect(lines).toEqual([`own1 +0% owner user:${EXPERT} 03-02T11:00:00`, 'own1 +0% facilitators group:43 03-02T11:00:00']);
  });
});

describe('one thread per person and ticket', () => {
  const thread = (time: string) => threadMade(`message:ladder:ticket:${TOPIC}:user:${EXPERT}:${at(time)}`);

  it('is opened by the first message; each further one is a new post in it', () => {
    const next = given(all(QUESTION_ASKED, owned), { now: at('11:40'), ...FOUR_HOURS, effects: [thread('11:00')] });

    expect(sentOf(next)).toMatchObject([
      { kind: 'post', key: `post:ladder:ticket:${TOPIC}:user:${EXPERT}:${at('11:36')}`, value: { topic: THREAD, replyTo: null } },
    ]);
  });

  it('says nothing again that was said', () => {
    const said = threadMade(`post:ladder:ticket:${TOPIC}:user:${EXPERT}:${at('11:36')}`);

    expect(sentOf(given(all(QUESTION_ASKED, owned), { now: at('11:50'), ...FOUR_HOURS, effects: [thread('11:00'), said] }))).toEqual([]);
  });

  it('UI-44.1 bundles what comes within 15 minutes, and says it at once where nothing was said before', () => {
    const escalated = line(112, at('09:55'), { by: FACILITATOR, says: 'escalate to @experts' });
    const lines = told(all(owned, escalated), at('16:00'));
    const times = lines.filter((one) => one.includes('group:43')).map((one) => one.slice(-8));

    for (const [index, time] of times.entries()) {
      const before = times[index - 1];
      const apart = before === undefined ? 900 : (Date.parse(`1970-01-01T${time}Z`) - Date.parse(`1970-01-01T${before}Z`)) / 1000;
      expect(apart === 0 || apart >= 900).toBe(true);
    }
    expect(new Set(times).size).toBeGreaterThan(1);
  });
});

describe('a private ask', () => {
  it('is told only to people of it: no stand-in, no safety owner who may not read it', () => {
    const people = { [EXPERT]: { calendar: null, away: [{ from: '2026-03-02', to: '2026-03-30' }], backup: MEMBER } };
    const story = all(asked({ toGroups: [EXPERTS] }), line(110, at('08:20'), { by: EXPERT, says: 'accept' }));
    const lines = tellingsOf(given(story, { now: LATE, ...FOUR_HOURS, people, safetyOwner: MEMBER }));

    expect(lines.length).toBeGreaterThan(2);
    expect(lines.filter((one) => one.includes(`user:${MEMBER}`))).toEqual([]);
  });

  it('is not told any more to a group that looks after it no longer', () => {
    const told = (then: Pick<World, 'then'>) =>
      sentOf(given(asked(), { now: at('11:00'), ...FOUR_HOURS, ...then })).map(({ value }) => value['groups']);

    expect(told({})).toEqual([[43]]);
    expect(told({ then: { at: at('10:30'), facilitators: [46] } })).not.toContainEqual([43]);
  });

  it('says nothing of the question, not even its title', () => {
    const sent = sentOf(given(asked({ toGroups: [EXPERTS] }), { now: at('11:00'), ...FOUR_HOURS }));

    expect(sent.length).toBeGreaterThan(0);
    for (const { raw, value } of sent) expect(`${raw} ${String(value['title'])}`).not.toMatch(/leave/i);
  });
});

describe('a community of peers (SU-19)', () => {
  const SAFETY = 18;
  const peers: World = { ...FOUR_HOURS, expertGroups: [], settings: { silenceMinutes: 60 }, safetyOwner: SAFETY };

  it('SU-19.3 after the set silence the safety owner gets one message and the question tops the queue', () => {
    const { view, judgement } = given(QUESTION_ASKED, { now: at('09:30'), ...peers });

    expect(tellingsOf({ view } as never)).toEqual([`silence1 +0% safetyOwner user:${SAFETY} 03-02T09:00:00`]);
    expect(sentOf(given(QUESTION_ASKED, { now: at('09:30'), ...peers }))).toMatchObject([
      {
        kind: 'message',
        value: { users: [SAFETY] },
        raw: expect.stringContaining('Until Mon 2 Mar 2026, 10:00 Europe/Berlin nobody has given a good answer'),
      },
    ]);
    expect(judgement.rows.find(({ key }) => key === 'ladder')?.row).toEqual({ red: true, since: at('09:00') });
  });

  it('leaves her alone where an answer was accepted in time', () => {
    const solved = all(
      post(120, { by: MEMBER, at: at('08:20'), text: 'In May.' }),
      fact(at('08:30'), { type: 'AcceptedAnswer', topic: TOPIC, post: 120 }),
    );

    expect(tellingsOf(given(all(QUESTION_ASKED, solved), { now: LATE, ...peers }))).toEqual([]);
  });
});
