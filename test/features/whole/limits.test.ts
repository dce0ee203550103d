import { describe, expect, it } from '@jest/globals';
import type { LineElsewhere } from '../../../service/ports/store.js';
import { addSeconds } from '../../../shared/instant.js';
import { ASKER, BOT, FACILITATOR, MEMBER, TOPIC, all, answered, asked, at, fact, post, type Told } from '../official/official-story.js';
import { EXPERT, done, says } from '../triage/desk-story.js';
import { whole } from './whole-story.js';

const elsewhere = (count: number, own: Partial<LineElsewhere> = {}): LineElsewhere[] =>
  Array.from({ length: count }, (_, index) => ({
    author: ASKER,
    at: at('09:59:30'),
    topic: 300 + index,
    post: 3000 + index,
    text: '@desk escalate',
    hasRoom: true,
    ...own,
  }));

describe('lines of one person', () => {
  const help = says(MEMBER, 'help');
  const toldAfter = (count: number, own: Partial<LineElsewhere> = {}): string =>
    whole(all(asked(), help), { linesElsewhere: elsewhere(count, { author: MEMBER, text: '@desk help', ...own }) }).toldOn(110);

  it('OP-15.4 the fiftieth within a minute is answered, the next is refused with the number', () => {
    expect(toldAfter(49)).toContain('You can write these lines');
    expect(toldAfter(50)).toContain('more than 50 such lines within a minute');
  });

  it('OP-15.4 those of other people, of another minute and of later do not count', () => {
    expect(toldAfter(50, { author: EXPERT })).toContain('You can write these lines');
    expect(toldAfter(50, { at: at('09:59') })).toContain('You can write these lines');
    expect(toldAfter(50, { at: at('10:00:01') })).toContain('You can write these lines');
  });

  it('OP-15.4 counts over many posts of one topic, too', () => {
    const spoken = (count: number): Told =>
      all(...Array.from({ length: count }, (_, index) => says(EXPERT, 'status', { at: addSeconds(at('10:00'), index), id: 200 + index })));

    expect(whole(all(asked(), spoken(50))).toldOn(249)).not.toContain('more than 50');
    expect(whole(all(asked(), spoken(51))).toldOn(250)).toContain('more than 50');
  });
});

describe('the asker’s own right to escalate', () => {
  /** Monday 08:00 to Tuesday, over 480 minutes of a desk that is open all day. */
  const features = { escalation: { silenceMinutes: null }, clocks: { calendar: { tz: 'UTC', hours: allDay() } } };
  const escalate = (time: string, day = '2026-03-02'): Told => says(ASKER, 'escalate', { at: at(time, day), id: 150 });
  const result = (told: Told, own: Parameters<typeof whole>[1] = {}) => whole(told, { now: at('23:00', '2026-03-04'), features, ...own });

  it('ES-04.2 is refused until 480 desk minutes have passed, with the time', () => {
    const early = result(all(asked(), escalate('15:59:59')));

    expect(early.escalation.escalations).toEqual([]);
    expect(early.toldOn(150)).toContain('yourself from');
    expect(early.toldOn(150)).toContain('16:00');
    expect(result(all(asked(), escalate('16:00'))).escalation.escalations).toHaveLength(1);
  });

  it('ES-04.2 once in 24 hours and level, and the refusal names the time', () => {
    const answer = (post: number | null, time: string) => fact(at(time), { type: 'AcceptedAnswer', topic: TOPIC, post });
    const ended = all(answered, answer(101, '16:30'), answer(null, '16:40'));
    const again = (time: string, day: string) => says(ASKER, 'escalate please', { at: at(time, day), id: 152 });
    const first = all(asked(), escalate('16:00'), ended);

    expect(result(all(first, again('15:59:59', '2026-03-03'))).toldOn(152)).toContain('again from');
    expect(result(all(first, again('16:00', '2026-03-03'))).escalation.escalations).toHaveLength(2);
  });

  it('ES-04.3 five a person and week; over it the facilitators decide', () => {
    const atFive = (count: number, own: Partial<LineElsewhere> = {}, asking = {}) =>
      result(all(asked(), escalate('17:00')), {
        linesElsewhere: elsewhere(count, { at: at('17:00', '2026-02-27'), ...own }),
        features: { ...features, escalation: { silenceMinutes: null, ...asking } },
      });

    expect(atFive(4).escalation.escalations).toHaveLength(1);
    expect(atFive(5).escalation.escalations).toEqual([]);
    expect(atFive(5).toldOn(150)).toContain('The facilitators decide about this one');
    expect(atFive(5, { at: at('17:00', '2026-02-23') }).escalation.escalations).toHaveLength(1);
    expect(atFive(5, { hasRoom: false }).escalation.escalations).toHaveLength(1);
    expect(atFive(5, { text: '@desk help' }).escalation.escalations).toHaveLength(1);
    expect(atFive(5, {}, { askerPerWeek: 6 }).escalation.escalations).toHaveLength(1);
  });

  it('ES-04.3 the desk is not counted', () => {
    const own = result(all(asked(), says(EXPERT, 'escalate to payroll', { at: at('09:00') })), {
      linesElsewhere: elsewhere(9, { author: EXPERT, at: at('08:50') }),
    });

    expect(own.escalation.escalations).toHaveLength(1);
  });
});

describe('settings of a community', () => {
  it('UI-34.2 the status post can be switched off; who asks for it still hears the same in private', () => {
    const told = all(asked(), says(MEMBER, 'status'));
    const [on, off] = [whole(told), whole(told, { community: { statusPost: false } })];

    expect(on.keys).toContain(`status:ticket:${TOPIC}`);
    expect(off.keys.filter((key) => key.startsWith('status:'))).toEqual([]);
    expect(off.toldOn(110)).toBe(on.toldOn(110));
    expect(off.toldOn(110)).toContain('This question is with the');
  });

  const message = all(
    { facts: asked().facts.filter(({ body }) => body.type !== 'TopicPlace'), texts: asked().texts },
    fact(at('08:00'), { type: 'TopicPlace', topic: TOPIC, category: null, archetype: 'private_message' }),
    fact(at('08:00'), { type: 'Participants', topic: TOPIC, users: [ASKER, BOT], groups: [41] }),
  );

  it('ES-01.4 a private ask is refused with a hint where private asking is off, in private and once', () => {
    const [on, off] = [whole(message), whole(message, { community: { privateAsking: false } })];
    const key = `message:topic:${TOPIC}:no-private-asking`;

    expect(on.judgement.derived.community).toBe('housing');
    expect(on.keys).not.toContain(key);
    expect(off.judgement.state).toBeNull();
    expect(off.keys).toEqual([key]);
    expect(off.want(key)?.value).toMatchObject({ users: [ASKER], groups: [], raw: expect.stringContaining('Please ask in public') });
    const later = all(message, post(101, { by: ASKER, at: at('09:00'), text: 'Hello?' }));
    expect(whole(later, { community: { privateAsking: false }, effects: [done(key, { kind: 'message' })] }).keys).toEqual([key]);
  });

  it('ES-01.4 `private` tells nobody how to ask in private where that is off', () => {
    const told = all(asked(), says(MEMBER, 'private'));

    expect(whole(told, { community: { privateAsking: false } }).toldOn(110)).toContain('takes nothing in private');
    expect(whole(told).toldOn(110)).toContain('new message');
  });
});

it.each([
  ['accept', 'answer myself'],
  ['assign to me', 'answer myself'],
  ['escalate', 'escalate to …'],
  ['point to HD-12', 'point to'],
  ['faq', 'make FAQ'],
  ['kind incident', 'kind'],
  ['lane community many know it', 'lane'],
  ['priority high', 'priority'],
  ['duplicate of HD-12', 'duplicate'],
  ['outcome no longer needed', 'ended'],
  ['not ours it is pay', 'elsewhere'],
])('TR-09.2 `%s` (%s) leaves one event of its own, and no other does', (said) => {
  const { judgement } = whole(all(asked(), says(FACILITATOR, said), says(FACILITATOR, 'help', { at: at('10:01') })));
  const own = judgement.derived.commands.filter(({ line }) => line.post === 110);

  expect(own).toHaveLength(1);
  expect(own[0]).toMatchObject({ refusal: null, command: { author: FACILITATOR, at: at('10:00'), post: 110 } });
  expect(said.startsWith(own[0]?.command?.word ?? '?')).toBe(true);
});

function allDay(): Record<string, string[][]> {
  return Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [['00:00', '24:00']]]));
}
