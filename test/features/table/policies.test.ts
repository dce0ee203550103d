import { describe, expect, it } from '@jest/globals';
import { ASKER, FACILITATOR, MEMBER, QUESTION, TOPIC, all, asked, at, fact, placed, post, read } from '../official/official-story.js';
import { EXPERT, says } from '../triage/desk-story.js';
import { membership, type Whole, type World } from '../whole/whole-story.js';
import { inAnyOrder } from './arrivals.js';

const tagged = (tags: string[], time: string) => fact(at(time), { type: 'TopicTags', topic: TOPIC, tags });
const titled = (title: string, time: string) => ({
  ...fact(at(time), { type: 'TopicTitle', topic: TOPIC, hash: title, textId: `title ${title}` }),
  texts: [[`title ${title}`, title]] as const,
});

describe('a first post, a title or tags that change', () => {
  const policies = [{ name: 'rules', when: { kind: 'policy' }, targets: { firstReplyMinutes: 30 } }];
  const rules = [{ name: 'letting', when: { words: ['sublet'] }, set: { kind: 'policy' } }];
  const world: World = { features: { clocks: { policies, targets: { firstReplyMinutes: 240 } }, triage: { rules } } };
  const story = all(asked(), read(QUESTION, { at: at('08:00'), text: 'May I?', version: 1 }), titled('My room', '08:00'));
  const shown = ({ triage, fr }: Whole) => [triage.kind, fr?.policyName, fr?.targetMinutes];

  it('TR-06.2 are triaged and matched again', () => {
    expect(shown(inAnyOrder(story, world))).toEqual(['how_to', 'default', 240]);
    expect(shown(inAnyOrder(all(story, titled('May I sublet?', '09:05')), world))).toEqual(['policy', 'rules', 30]);
    expect(shown(inAnyOrder(all(story, read(QUESTION, { at: at('09:05'), text: 'May I sublet it?' })), world))).toEqual([
      'policy',
      'rules',
      30,
    ]);
    expect(shown(inAnyOrder(all(story, tagged(['policy'], '09:05')), world))).toEqual(['policy', 'rules', 30]);
  });

  it('TR-06.2 leave what a person said as it is', () => {
    const said = says(FACILITATOR, 'kind how-to', { at: at('09:02') });

    expect(shown(inAnyOrder(all(story, said, titled('May I sublet?', '09:05'), tagged(['policy'], '09:06')), world))).toEqual([
      'how_to',
      'default',
      240,
    ]);
  });
});

describe('a question that changes its lane', () => {
  const lane = (name: string, time: string) => says(FACILITATOR, `lane ${name} because it is so`, { at: at(time) });

  it('TR-05.4 is one record throughout: one ticket, one status post, one clock that goes on', () => {
    const features = { clocks: { targets: { firstReplyMinutes: 240 }, communityLane: { firstReplyMinutes: 2400 } } };
    const moves = [asked(), lane('community', '09:10'), lane('desk', '09:20'), lane('community', '09:30')];
    const stages = moves.map((_, index) => inAnyOrder(all(...moves.slice(0, index + 1)), { features }));

    for (const { judgement, clocks } of stages) {
      expect(judgement.derived.ticket.topic.id).toBe(TOPIC);
      expect(judgement.wants.filter(({ kind }) => kind === 'status').map(({ key }) => key)).toEqual([`status:ticket:${TOPIC}`]);
      expect(clocks.cycles.filter(({ metric }) => metric === 'fr')).toEqual([
        expect.objectContaining({ number: 1, startedAt: at('08:00') }),
      ]);
    }
    expect(stages.map(({ fr }) => fr?.targetMinutes)).toEqual([240, 2400, 240, 2400]);
  });
});

describe('a topic that is moved to another designated category', () => {
  const elsewhere = { clocks: { targets: { firstReplyMinutes: 90, nextReplyMinutes: 45 } } };
  const world: World = { features: { clocks: { targets: { firstReplyMinutes: 240 } } }, elsewhere };
  const there = placed(at('10:00'), 7);

  it('TR-06.8 is the same ticket under the policies there from then on, with what was counted kept', () => {
    const { judgement, fr } = inAnyOrder(all(asked(), there), world);

    expect(judgement.derived.community).toBe('it');
    expect(judgement.derived.ticket.topic.id).toBe(TOPIC);
    // An hour was counted until ten; half an hour is left of ninety minutes.
    expect(fr).toMatchObject({ startedAt: at('08:00'), targetMinutes: 90, due: at('10:30'), inner: { policy: 'it:1' } });
  });

  it('TR-06.8 asks for the roles there only of what is written later', () => {
    // An expert of the one community only: of the other, which binds other groups, she is a member like others.
    const answer = (time: string) => post(104, { by: EXPERT, at: at(time), text: 'You may.' });
    const left = membership('MembershipEnded', { group: 41, user: EXPERT }, at('10:00'));

    expect(inAnyOrder(all(asked(), answer('09:30'), there), { ...world, memberships: [left] }).fr).toMatchObject({
      state: 'met',
      endedAt: at('09:30'),
    });
    expect(inAnyOrder(all(asked(), there, answer('10:15')), { ...world, memberships: [left] }).fr).toMatchObject({ endedAt: null });
  });

  it('TR-06.8 stays with its owner until somebody there accepts it', () => {
    const taken = all(asked(), says(EXPERT, 'accept', { at: at('09:30') }), there);

    expect(inAnyOrder(taken, world).owner).toBe(EXPERT);
    expect(inAnyOrder(all(taken, says(FACILITATOR, 'accept', { at: at('11:00') })), world).owner).toBe(FACILITATOR);
  });

  it('TR-06.8 lets a next reply count by the policy there', () => {
    const answered = all(asked(), post(104, { by: EXPERT, at: at('09:30'), text: 'You may.' }), there);
    const more = all(
      answered,
      post(105, { by: ASKER, at: at('11:00'), text: 'And?' }),
      post(106, { by: MEMBER, at: at('11:05'), text: 'Hm.' }),
    );

    expect(inAnyOrder(more, world).clocks.cycles.find(({ metric }) => metric === 'nr')).toMatchObject({
      targetMinutes: 45,
      due: at('11:45'),
    });
  });
});
