import { describe, expect, it } from '@jest/globals';
import type { ClocksView } from '../../../service/features/clocks/view.js';
import { EXPERT, says } from '../triage/desk-story.js';
import { ASKER, FACILITATOR, MEMBER, all, asked, at, fact, post, shown, type Told } from '../official/official-story.js';
import { whole, type Whole, type World } from './whole-story.js';

const OTHER_EXPERT = 21;
const BERLIN = {
  tz: 'Europe/Berlin',
  hours: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['09:00', '17:00']]])),
};
/** Monday, 2 March 2026; 08:00 in UTC is 09:00 at the desk. */
const question = asked(['incident']);
const answer = post(101, { by: EXPERT, at: at('09:00'), text: 'I look into it.' });

function given(told: Told, { features = {}, clocks = {}, ...world }: World & { readonly clocks?: Record<string, unknown> } = {}): Whole {
  return whole(all(question, answer, told), { ...world, features: { clocks: { calendar: BERLIN, ...clocks }, ...features } });
}

const clocksOf = ({ judgement }: Whole) => judgement.derived.ticket.views['clocks'] as ClocksView;
const clock = (found: Whole, metric: string) => clocksOf(found).cycles.findLast((cycle) => cycle.metric === metric);
const vendors = ({ judgement }: Whole) => judgement.rows.filter(({ projection }) => projection === 'vendor').map(({ row }) => row);

describe('waiting for the asker', () => {
  const paused = says(EXPERT, 'pause asker', { at: at('10:00') });

  it('CL-04.3 is a state of its own, holds resolution and updates, never the first reply, and is told to all', () => {
    const waits = given(paused, { now: at('11:00') });

    expect(waits.state).toBe('waiting_for_asker');
    expect(clock(waits, 'res')).toMatchObject({ state: 'paused', due: null });
    expect(clock(waits, 'pu')).toMatchObject({ state: 'paused' });
    expect(waits.status).toContain('Waiting for your reply (asker) since Mon 2 Mar, 11:00; 30 h of desk time remain.');
    expect(waits.judgement.wants.filter(({ kind }) => kind === 'like').map(({ value }) => value)).toEqual([{ post: 110 }]);
    expect(whole(all(question, paused), { now: at('11:00'), features: { clocks: { calendar: BERLIN } } }).fr).toMatchObject({
      state: 'running',
    });
  });

  it('CL-04.3 says of the last minute that it is one, and of none nothing', () => {
    const late = (time: string) =>
      given(says(EXPERT, 'pause asker', { at: at(time, '2026-03-05') }), { now: at('16:30', '2026-03-05') }).status;

    expect(late('15:59:30')).toContain('; less than a minute of desk time remains.');
    expect(late('16:00:10')).not.toContain('remain');
  });

  it("CL-15.1 TR-02.2 ends by the asker's post, without anybody clicking, and goes on if that is deleted", () => {
    const reply = post(105, { by: ASKER, at: at('12:00'), text: 'It is the second floor.' });

    const back = given(all(paused, reply), { now: at('13:00') });
    const gone = given(all(paused, reply, shown(105, at('12:30'), 'deleted')), { now: at('13:00') });

    expect(back.state).not.toBe('waiting_for_asker');
    expect(clock(back, 'res')).toMatchObject({ state: 'running', inner: { holds: [{ from: at('10:00'), to: at('12:00') }] } });
    expect(gone.state).toBe('waiting_for_asker');
  });

  it('ends by a line of the asker that says nothing else, not by a post of somebody else', () => {
    const line = says(ASKER, 'still need help', { at: at('12:07') });
    const other = post(105, { by: MEMBER, at: at('12:00'), text: 'Me too.' });

    expect(given(all(paused, line)).state).not.toBe('waiting_for_asker');
    expect(given(all(paused, other)).state).toBe('waiting_for_asker');
  });

  it('ends by a line, and a line that ends nothing is answered', () => {
    const resumed = given(all(paused, says(EXPERT, 'resume', { at: at('10:30') })), { now: at('11:00') });
    const twice = given(all(paused, says(EXPERT, 'resume', { at: at('10:30') }), says(EXPERT, 'resume', { at: at('10:31') })));

    expect(resumed.state).toBe('answered');
    expect(clock(resumed, 'res')).toMatchObject({ state: 'running', inner: { holds: [{ to: at('10:30') }] } });
    expect(twice.toldOn(141)).toContain('does not wait for anything');
  });

  it('is back in the queue after ten desk days without a look, and a new line renews it', () => {
    const renewed = all(paused, says(EXPERT, 'pause asker', { at: at('10:05', '2026-03-13') }));

    expect(given(paused, { now: at('09:59', '2026-03-16') }).state).toBe('waiting_for_asker');
    expect(given(paused, { now: at('10:00', '2026-03-16') }).state).toBe('answered');
    expect(given(renewed, { now: at('10:00', '2026-03-16') }).state).toBe('waiting_for_asker');
    expect(given(paused, { now: at('11:00') }).judgement.derived.nextWakeAt).toBe(at('10:00', '2026-03-16'));
  });

  it('CL-15.3 keeps the breach where somebody pauses after due', () => {
    const late = given(paused, { now: at('11:00'), clocks: { targets: { incidentResolutionMinutes: 60 } } });

    expect(clock(late, 'res')).toMatchObject({ state: 'breached_open', breachedAt: at('09:00') });
  });
});

describe('waiting until a date', () => {
  it('is put off until the day begins at the desk, and then comes back by itself', () => {
    const paused = says(EXPERT, 'pause until 2026-03-05 because the office moves', { at: at('10:00') });
    const [before, after] = [given(paused, { now: at('22:59', '2026-03-04') }), given(paused, { now: at('23:00', '2026-03-04') })];

    expect([before.state, after.state]).toEqual(['scheduled', 'answered']);
    expect(before.status).toContain('Put off until Thu 5 Mar, 00:00');
    expect(clock(after, 'res')).toMatchObject({ state: 'running' });
  });

  it.each(['2026-03-01', '2026-03-02', 'yesterday week'])('CL-15.2 refuses a day that is past or has begun: %s', (day) => {
    const refused = given(says(EXPERT, `pause until ${day}`, { at: at('10:00') }));

    expect(refused.state).toBe('answered');
    expect(refused.toldOn(110)).toMatch(/That day|that day|date could be read/);
  });

  it('tells when it comes back earlier, because no wait lasts longer than ten desk days', () => {
    const paused = given(says(EXPERT, 'pause until 2026-12-24', { at: at('10:00') }), { now: at('11:00') });

    expect(paused.state).toBe('scheduled');
    expect(paused.toldOn(110)).toContain('comes back on Mon 16 Mar 2026, 11:00 Europe/Berlin');
  });
});

describe('who may pause (table 0.2)', () => {
  const taken = says(EXPERT, 'accept', { at: at('09:30') });
  const waits = (by: number, text = 'pause asker') => {
    const memberships = [fact(at('07:00'), { type: 'MembershipBegan', group: 41, user: OTHER_EXPERT }).facts[0]].filter(
      (one) => one !== undefined,
    );
    return given(all(taken, says(by, text, { at: at('10:00') })), { memberships });
  };

  it.each([
    ['its owner', EXPERT],
    ['a facilitator', FACILITATOR],
  ])('%s may', (_name, by) => {
    expect(waits(by).state).toBe('waiting_for_asker');
  });

  it('another expert, a member and the asker may not, and are told why', () => {
    expect(waits(OTHER_EXPERT).toldOn(110)).toContain('somebody else has taken this question on');
    expect(waits(MEMBER).toldOn(110)).toContain('`pause` is for other people here');
    expect(waits(ASKER).toldOn(110)).toContain('`pause` is for other people here');
    expect([waits(OTHER_EXPERT), waits(MEMBER), waits(ASKER)].map(({ state }) => state)).not.toContain('waiting_for_asker');
  });

  it('nobody pauses what has ended', () => {
    const solved = all(
      fact(at('09:50'), { type: 'AcceptedAnswer', topic: 20, post: 101 }),
      says(EXPERT, 'pause asker', { at: at('10:00') }),
    );

    expect(given(solved).toldOn(110)).toContain('solved or closed');
  });
});

describe('waiting for an outside party (CL-14)', () => {
  const clocks = { vendors: { names: ['Lift & Sons', 'City Water'] } };
  const paused = says(EXPERT, 'pause vendor lift & sons until 2026-03-06 because a part is missing', { at: at('10:00') });

  it('CL-14.2 is told to the asker with the time since when, by name only where the settings let it', () => {
    const quiet = given(paused, { clocks, now: at('11:00') });
    const named = given(paused, { clocks: { vendors: { ...clocks.vendors, showNames: true } }, now: at('11:00') });

    expect(quiet.state).toBe('waiting_for_third_party');
    expect(quiet.status).toContain('Waiting for an outside party since Mon 2 Mar, 11:00');
    expect(quiet.status).not.toContain('Lift');
    expect(named.status).toContain('Waiting for Lift & Sons since Mon 2 Mar, 11:00');
  });

  it('CL-14.2 is not told by the name that was said where not everybody can read it, also one of the list', () => {
    const whispered = says(EXPERT, 'pause vendor lift & sons', { at: at('10:00'), kind: 'whisper' });
    const named = given(whispered, { clocks: { vendors: { ...clocks.vendors, showNames: true } }, now: at('11:00') });

    expect(named.state).toBe('waiting_for_third_party');
    expect(named.status).toContain('Waiting for an outside party since Mon 2 Mar, 11:00');
    expect(vendors(named)).toMatchObject([{ vendor: null }]);
  });

  it('CL-14.1 is a figure of its own by vendor, in desk time, beside those of the desk', () => {
    const over = given(all(paused, says(EXPERT, 'resume', { at: at('10:07', '2026-03-04') })), { clocks, now: at('11:00', '2026-03-04') });

    expect(vendors(given(paused, { clocks, now: at('11:00') }))).toEqual([
      { vendor: 'Lift & Sons', from: at('10:00'), to: null, promisedAt: at('08:00:01', '2026-03-06'), seconds: null },
    ]);
    expect(vendors(over)).toMatchObject([{ vendor: 'Lift & Sons', to: at('10:07', '2026-03-04'), seconds: 2 * 8 * 3600 + 7 * 60 }]);
    expect(clock(over, 'res')).toMatchObject({ state: 'running', due: at('08:07', '2026-03-10') });
  });

  it('counts a wait that another one replaced at the same second as over', () => {
    const twice = all(paused, says(EXPERT, 'pause vendor city water', { at: at('10:00'), id: 111 }));

    expect(vendors(given(twice, { clocks, now: at('11:00') }))).toMatchObject([{ to: at('10:00'), seconds: 0 }, { to: null }]);
  });

  it('CL-14.3 is refused without a name, and where there is a list with one that is not in it', () => {
    const told = (line: string, own: Record<string, unknown> = clocks) => given(says(EXPERT, line, { at: at('10:00') }), { clocks: own });

    expect(told('pause vendor').toldOn(110)).toContain('one of `Lift & Sons` and `City Water`');
    expect(told('pause vendor Acme').toldOn(110)).toContain('not in the list here');
    expect([told('pause vendor').state, told('pause vendor Acme').state]).toEqual(['answered', 'answered']);
    expect(told('pause vendor', {}).state).toBe('answered');
    expect(told('pause vendor', {}).toldOn(110)).toContain('please say whom you wait for. For example');
    expect(vendors(told('pause vendor Acme', {}))).toMatchObject([{ vendor: 'Acme' }]);
  });

  it('CL-14.4 never holds the first reply', () => {
    const early = whole(all(question, says(EXPERT, 'pause vendor Acme', { at: at('08:30') })), {
      now: at('11:00'),
      features: { clocks: { calendar: BERLIN } },
    });

    expect(early.state).toBe('waiting_for_third_party');
    expect(early.fr).toMatchObject({ state: 'running', due: at('16:00') });
  });

  it('reminds the owner when the desk opens on the promised day, and waits on', () => {
    const owned = all(
      says(EXPERT, 'accept', { at: at('09:30') }),
      says(FACILITATOR, 'pause vendor city water until 2026-03-06', { at: at('10:01') }),
    );
    const key = `message:ticket:20:promised:${at('08:00:01', '2026-03-06')}`;
    const [before, after] = [at('08:00', '2026-03-06'), at('08:00:01', '2026-03-06')].map((now) => given(owned, { clocks, now }));

    expect(before?.want(key)).toBeUndefined();
    expect(after?.want(key)?.value).toMatchObject({ users: [EXPERT], title: 'The promised day has come (HD-20)' });
    expect(after?.state).toBe('waiting_for_third_party');
  });
});
