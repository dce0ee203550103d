import { describe, expect, it } from '@jest/globals';
import type { ClocksView, Cycle } from '../../../service/features/clocks/view.js';
import { inAnyOrder } from '../table/arrivals.js';
import { EXPERT, room, says } from '../triage/desk-story.js';
import {
  ASKER,
  FACILITATOR,
  LEAD,
  MEMBER,
  SIGNER,
  TOPIC,
  all,
  answered,
  asked,
  at,
  fact,
  post,
  shown,
  type Told,
} from '../official/official-story.js';
import type { Whole, World } from './whole-story.js';

const BERLIN = {
  tz: 'Europe/Berlin',
  hours: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['09:00', '17:00']]])),
};
const ADA = 22;

function given(told: Told, { clocks = {}, ...world }: World & { readonly clocks?: Record<string, unknown> } = {}): Whole {
  return inAnyOrder(told, { ...world, features: { clocks: { calendar: BERLIN, ...clocks } } });
}

const cyclesOf = ({ judgement }: Whole, metric: string): readonly Cycle[] =>
  (judgement.derived.ticket.views['clocks'] as ClocksView).cycles.filter((cycle) => cycle.metric === metric);
const likedBy = ({ judgement }: Whole) =>
  judgement.wants.filter(({ kind }) => kind === 'like').map(({ value }) => (value as { post: number }).post);

describe('an update (CL-13)', () => {
  const clocks = { targets: { updateMinutes: 480 } };
  const reply = post(101, { by: EXPERT, at: at('08:30'), text: 'I look into it.' });
  const update = says(EXPERT, 'update the part comes on Friday', { at: at('10:00') });
  const mondays = all(asked(), reply, update);

  it('CL-13.3 meets the clock, with the post of the person that holds the line, and starts the next one', () => {
    expect(cyclesOf(given(mondays, { clocks, now: at('11:00') }), 'pu')).toMatchObject([
      { state: 'met', endedAt: at('10:00'), endedBy: 110 },
      { state: 'running', startedAt: at('10:00'), startedBy: 110, due: at('10:00', '2026-03-03') },
    ]);
  });

  it('CL-13.1 counts as SC-28 says: every official post starts it anew, also one that is a line only', () => {
    const story = all(
      asked(),
      post(101, { by: EXPERT, at: at('10:00'), text: 'I look into it.' }),
      says(EXPERT, 'update still looking', { at: at('09:00', '2026-03-03'), id: 120 }),
    );

    expect(cyclesOf(given(story, { clocks, now: at('10:00', '2026-03-03') }), 'pu')).toMatchObject([
      { state: 'met', due: at('10:00', '2026-03-03'), elapsedSeconds: 25_200, endedAt: at('09:00', '2026-03-03') },
      { state: 'running', due: at('09:00', '2026-03-04') },
    ]);
  });

  it('CL-13.2 is written by the person; the bot writes no post for it', () => {
    const updated = given(mondays, { clocks, now: at('11:00') });

    expect(updated.judgement.wants.filter(({ kind }) => kind === 'post')).toEqual([]);
    expect(likedBy(updated)).toEqual([110]);
    expect(updated.status).not.toContain('the part comes');
  });

  it('without a text confirms in her name that she is still working on it, with the next date', () => {
    const bare = all(asked(), reply, says(EXPERT, 'update', { at: at('10:00') }));
    const line = '@p12 is still working on it; next news by Tue 3 Mar 2026, 11:00 Europe/Berlin.';
    const withText = given(all(bare, post(130, { by: EXPERT, at: at('10:30'), text: 'It is there.' })), { clocks, now: at('11:00') });

    expect(given(bare, { clocks, now: at('11:00') }).status.replace(/\S*12\S* is still/, '@p12 is still')).toContain(line);
    expect(withText.status).not.toContain('still working');
  });

  it('is no answer: the question stays where it is, and a deleted one never was', () => {
    const asksAgain = post(102, { by: ASKER, at: at('09:00'), text: 'And the second one?' });
    const story = all(asked(['incident']), reply, asksAgain, update);
    const deleted = all(story, shown(110, at('10:30'), 'deleted'));

    expect(given(story, { clocks }).state).toBe('waiting_for_desk');
    expect(cyclesOf(given(deleted, { clocks, now: at('11:00') }), 'pu')).toMatchObject([{ state: 'running', startedBy: 101 }]);
  });

  it('is for the owner and facilitators, in places where the asker reads', () => {
    const taken = all(asked(), reply, says(SIGNER, 'accept', { at: at('09:05') }));
    const told = (line: Told) => given(all(taken, line), { clocks }).toldOn(110);

    expect(told(update)).toContain('somebody else has taken this question on');
    expect(told(says(FACILITATOR, 'update soon', { at: at('10:00') }))).toBe('');
    expect(told(says(MEMBER, 'update soon', { at: at('10:00') }))).toContain('for other people here');
    expect(told(room(says(SIGNER, 'update soon', { at: at('10:00') })))).toContain('does not work in this place');
  });
});

describe('how often the asker wants to hear (CL-13)', () => {
  const reply = post(101, { by: EXPERT, at: at('08:30'), text: 'I look into it.' });
  const wish = (text: string, by = ASKER) =>
    given(all(asked(), reply, says(by, `updates ${text}`, { at: at('09:00') })), { now: at('09:30') });

  it('CL-13.4 "only when there is news" ends the clock as the asker wishes, until she wishes otherwise', () => {
    const quiet = wish('only when there is news');
    const again = given(
      all(
        asked(),
        reply,
        says(ASKER, 'updates only when there is news', { at: at('09:00') }),
        says(ASKER, 'updates as usual', { at: at('09:10') }),
      ),
      { now: at('09:30') },
    );

    expect(cyclesOf(quiet, 'pu')).toMatchObject([{ state: 'dismissed', why: "asker's wish", endedAt: at('09:00') }]);
    expect(cyclesOf(again, 'pu')).toMatchObject([
      { state: 'dismissed' },
      { state: 'running', startedAt: at('08:30'), targetMinutes: 1440 },
    ]);
  });

  it('a rhythm of her own counts from the last word, and none is more often than the settings let', () => {
    expect(cyclesOf(wish('every 2 days'), 'pu')).toMatchObject([{ state: 'running', targetMinutes: 960, due: at('08:30', '2026-03-04') }]);
    const often = given(all(asked(), reply, says(ASKER, 'updates daily', { at: at('09:00') })), { clocks: { shortestUpdateMinutes: 960 } });
    expect(often.toldOn(110)).toContain('every 2 days of work at most');
    expect(cyclesOf(often, 'pu')).toMatchObject([{ targetMinutes: 1440 }]);
  });

  it("is the asker's to say, or a facilitator's for her", () => {
    expect(wish('every 2 days', MEMBER).toldOn(110)).toContain('for other people here');
    expect(wish('every 2 days', EXPERT).toldOn(110)).toContain('for other people here');
    expect(cyclesOf(wish('every 2 days', FACILITATOR), 'pu')).toMatchObject([{ targetMinutes: 960 }]);
  });
});

describe('a breach that a facilitator voids (R-PRIO)', () => {
  const clocks = { targets: { firstReplyMinutes: 60 } };
  const late = all(asked(), post(101, { by: EXPERT, at: at('09:30'), text: 'Yes.' }));
  const voids = (by: number, text = 'void first reply because the server was down') =>
    given(all(late, says(by, text, { at: at('10:00') })), { clocks, now: at('11:00') });

  it('counts no more, with the breach and the reason kept', () => {
    expect(cyclesOf(voids(FACILITATOR), 'fr')).toMatchObject([
      { state: 'voided', breachedAt: at('09:00'), endedAt: at('09:30'), why: 'voided: the server was down' },
    ]);
    expect(cyclesOf(voids(LEAD), 'fr')).toMatchObject([{ state: 'voided' }]);
  });

  it('ends one that is still open, so that nobody is warned any more', () => {
    const open = given(all(asked(), says(FACILITATOR, 'void fr because we moved', { at: at('10:00') })), { clocks, now: at('11:00') });

    expect(cyclesOf(open, 'fr')).toMatchObject([{ state: 'voided', endedAt: at('10:00'), due: at('09:00') }]);
    expect(open.judgement.derived.failures).toEqual([]);
  });

  it('does not repeat in public what was said in private', () => {
    const inRoom = given(all(late, room(says(FACILITATOR, 'void fr because Ella was ill', { at: at('10:00') }))), {
      clocks,
      now: at('11:00'),
    });

    expect(cyclesOf(inRoom, 'fr')).toMatchObject([{ why: 'voided: said in private' }]);
  });

  it('keeps its reason out of rows once the question is private', () => {
    const turned = [
      fact(at('10:30'), { type: 'TopicPlace', topic: TOPIC, category: null, archetype: 'private_message' }),
      fact(at('10:30'), { type: 'Participants', topic: TOPIC, users: [ASKER], groups: [41] }),
    ];
    const story = all(late, says(FACILITATOR, 'void first reply because the server was down', { at: at('10:00') }));
    const rowsOf = (...more: readonly Told[]) => JSON.stringify(given(all(story, ...more), { clocks, now: at('11:00') }).judgement.rows);

    expect(rowsOf()).toContain('the server was down');
    expect(rowsOf(...turned)).toContain('"voided"');
    expect(rowsOf(...turned)).not.toContain('the server was down');
  });

  it("is refused for others, and told where nothing was late; the experts' clocks are voided alike", () => {
    const escalated = all(
      asked(),
      says(FACILITATOR, 'escalate', { at: at('09:00') }),
      says(FACILITATOR, 'void acceptance: nobody was there', { at: at('14:05') }),
    );
    const experts = inAnyOrder(escalated, { features: { clocks: { calendar: BERLIN } } });

    expect(voids(EXPERT).toldOn(110)).toContain('for other people here');
    expect(voids(FACILITATOR, 'void resolution because of nothing').toldOn(110)).toContain('no such time of this question was missed');
    expect(experts.escalation.clocks.cycles.find(({ metric }) => metric === 'own')).toMatchObject({
      state: 'voided',
      breachedAt: at('11:00'),
    });
  });
});

describe('asked on behalf of somebody (R-START)', () => {
  const byExpert = asked([], EXPERT);
  const marked = (text = `on behalf of @user_${ADA}`, by = EXPERT) =>
    given(all(byExpert, says(by, text, { at: at('10:00') })), { now: at('11:00') });

  it('starts the clocks from the time of the topic, for the person whom it is asked for', () => {
    const before = given(byExpert);
    const after = marked();

    expect(cyclesOf(before, 'fr')).toEqual([]);
    expect(cyclesOf(after, 'fr')).toMatchObject([{ startedAt: at('08:00'), due: at('16:00'), state: 'running' }]);
    expect(after.judgement.derived.topic.asker).toBe(ADA);
    expect(after.triage).toMatchObject({ byOwnPeople: false, lane: 'desk' });
    expect(likedBy(after)).toEqual([110]);
  });

  it('gives her the rights of the asker, and takes an answer by who opened it as official', () => {
    const story = all(byExpert, says(EXPERT, `on behalf of @user_${ADA}`, { at: at('08:30') }));
    const answer = post(131, { by: EXPERT, at: at('09:00'), text: 'Yes, you may.' });
    const good = given(all(story, answer, says(ADA, 'all good', { at: at('10:00') })), { now: at('11:00') });

    expect(cyclesOf(good, 'fr')).toMatchObject([{ state: 'met', endedBy: 131 }]);
    expect(good.triage.outcomes.asker).toMatchObject({ value: 'solved', by: ADA });
  });

  it('is refused for a question by a member, for somebody unknown, for the desk itself, and to members', () => {
    const byMember = given(all(asked(), says(EXPERT, `on behalf of @user_${ADA}`, { at: at('10:00') })));

    expect(byMember.toldOn(110)).toContain('was asked by the person herself');
    expect(byMember.judgement.derived.topic.asker).toBe(ASKER);
    expect(marked('on behalf of @nobody').toldOn(110)).toContain('nobody here is known by that name');
    expect(marked(`on behalf of @user_${SIGNER}`).toldOn(110)).toContain('belongs to the desk');
    expect(marked(undefined, MEMBER).toldOn(110)).toContain('for other people here');
    expect(cyclesOf(marked('on behalf of @nobody'), 'fr')).toEqual([]);
  });

  it('said again changes nothing, and is undone with its post within a minute', () => {
    const twice = given(
      all(
        byExpert,
        says(EXPERT, `on behalf of @user_${ADA}`, { at: at('10:00') }),
        says(FACILITATOR, `on behalf of @user_${ADA}`, { at: at('10:05') }),
      ),
    );
    const undone = given(
      all(byExpert, says(EXPERT, `on behalf of @user_${ADA}`, { at: at('10:00') }), shown(110, at('10:00:50'), 'deletedByAuthor')),
    );

    expect(cyclesOf(twice, 'fr')).toHaveLength(1);
    expect(undone.judgement.derived.topic.asker).toBe(EXPERT);
  });
});

it('lines of another kind leave the clocks as they are', () => {
  const story = all(asked(), answered, says(EXPERT, 'status', { at: at('10:00') }));

  expect(cyclesOf(given(story, { now: at('11:00') }), 'pu')).toEqual([]);
});
