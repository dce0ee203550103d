import { describe, expect, it } from '@jest/globals';
import type { Fact } from '../../shared/facts.js';
import { rolesAt, spansOf, wasMember } from '../../service/engine/roles.js';
import { settingsTimeline } from '../../service/engine/communities.js';
import { EXPERT, EXPERTS, asked, at, deriveFacts, fact, post, recorder, settingsOf, version } from './engine-story.js';

const began = (time: string, learnt = time) => fact(at(time), { type: 'MembershipBegan', group: EXPERTS, user: EXPERT }, at(learnt));
const ended = (time: string) => fact(at(time), { type: 'MembershipEnded', group: EXPERTS, user: EXPERT });
const memberAt = (facts: readonly Fact[], time: string) => wasMember(spansOf(facts), { group: EXPERTS, user: EXPERT, at: at(time) });

describe('membership of a group', () => {
  it('holds from its beginning, the same instant included', () => {
    expect([memberAt([began('10:00')], '09:59'), memberAt([began('10:00')], '10:00')]).toEqual([false, true]);
  });

  it('ends when it was first seen missing, that instant excluded', () => {
    const facts = [ended('12:00'), began('10:00')];

    expect([memberAt(facts, '11:59'), memberAt(facts, '12:00')]).toEqual([true, false]);
  });

  it('is a second span after joining again, whose beginning ends an older open one', () => {
    const again = [began('10:00'), began('13:00'), ended('14:00')];

    expect(spansOf(again).get(`${EXPERTS}/${EXPERT}`)).toEqual([
      { from: at('10:00'), to: at('13:00') },
      { from: at('13:00'), to: at('14:00') },
    ]);
    expect(spansOf([began('10:00'), ended('11:00'), began('13:00')]).get(`${EXPERTS}/${EXPERT}`)).toEqual([
      { from: at('10:00'), to: at('11:00') },
      { from: at('13:00'), to: null },
    ]);
  });

  it('of another person or group says nothing', () => {
    const other = fact(at('10:00'), { type: 'MembershipBegan', group: 77, user: EXPERT });

    expect(memberAt([other], '11:00')).toBe(false);
  });
});

describe('the role of a person', () => {
  const reply = post({ post: 101, by: EXPERT, at: at('11:00') });
  const roleAtReply = (memberships: readonly Fact[], settings = [version(1, at('08:00'), settingsOf({ modes: { a: 'on' } }))]) => {
    let roles: readonly string[] = [];
    const feature = recorder('a', {
      fold(view, event, context) {
        if (event.type === 'PostBorn' && event.post === 101) roles = [...context.rolesOf(EXPERT, context.at)];
        return view;
      },
    });
    deriveFacts([...asked(at('10:00')), ...reply], { memberships, settings, features: [feature] });
    return roles;
  };

  it('is that of the time of the act: joining or leaving later changes nothing (SU-06.4)', () => {
    expect(roleAtReply([began('11:30')])).toEqual([]);
    expect(roleAtReply([began('10:00'), ended('11:30')])).toEqual(['expert']);
  });

  it('is corrected by a membership that was true and learnt late (SU-06.5)', () => {
    expect(roleAtReply([began('10:30', '15:00')])).toEqual(['expert']);
  });

  it('follows the groups that the community bound at that time', () => {
    const unbound = settingsOf({ modes: { a: 'on' }, roles: { expert: [], signer: [EXPERTS], facilitator: [], deskLead: [] } });
    const bound = settingsOf({ modes: { a: 'on' } });

    expect(roleAtReply([began('10:00')], [version(1, at('08:00'), unbound), version(2, at('12:00'), bound)])).toEqual(['signer']);
    expect(roleAtReply([began('10:00')], [version(1, at('08:00'), bound), version(2, at('12:00'), unbound)])).toEqual(['expert']);
  });

  it('may be several at once', () => {
    const both = settingsOf({ roles: { expert: [EXPERTS], signer: [EXPERTS], facilitator: [], deskLead: [] } });

    expect([...rolesAt(both, spansOf([began('10:00')]), { user: EXPERT, at: at('11:00') })]).toEqual(['expert', 'signer']);
  });
});

describe('the settings of a community', () => {
  const first = version(1, at('10:00'), settingsOf({ name: 'one' }));
  const second = version(2, at('12:00'), settingsOf({ name: 'two' }));
  const end = version(3, at('14:00'), null);
  const again = version(4, at('16:00'), settingsOf({ name: 'four' }));
  const timeline = settingsTimeline([end, second, again, first], new Map());

  it.each([
    ['09:59', undefined],
    ['10:00', 'one'],
    ['11:59', 'one'],
    ['12:00', 'two'],
    ['14:00', undefined],
    ['16:00', 'four'],
  ])('in force at %s are those of their time, in whatever order they are given', (time, name) => {
    expect(timeline.inForce('housing', at(time))?.settings.name).toBe(name);
  });

  it('are known after the end as they were last', () => {
    expect(timeline.lastKnown('housing', at('15:00'))).toMatchObject({ version: 2 });
    expect(timeline.lastKnown('housing', at('09:00'))).toBeNull();
    expect(timeline.newest('housing')).toMatchObject({ version: 4 });
  });

  it('hold without a break since the designation, not since the last change', () => {
    expect(['09:00', '13:00', '15:00', '17:00'].map((time) => timeline.designatedSince('housing', at(time)))).toEqual([
      null,
      at('10:00'),
      null,
      at('16:00'),
    ]);
  });

  it('of two communities that bind one group give the same one in whatever order they are given', () => {
    const versions = [version(1, at('10:00'), settingsOf({ id: 'it', category: 7 })), version(1, at('10:00'), settingsOf())];
    const asked1 = settingsTimeline(versions, new Map()).ofExpertGroups([EXPERTS], at('11:00'));

    expect(asked1).toBe('housing');
    expect(settingsTimeline(versions.toReversed(), new Map()).ofExpertGroups([EXPERTS], at('11:00'))).toBe('housing');
  });
});
