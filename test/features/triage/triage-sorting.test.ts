import { describe, expect, it } from '@jest/globals';
import { sameConditions } from '../../../service/features/triage/match.js';
import { triageSettings } from '../../../service/features/triage/settings.js';
import { groupIn } from '../../../shared/placeholders.js';
import { whole } from '../whole/whole-story.js';
import { modeAt } from '../../../service/features/triage/view.js';
import { all, answered, asked, at, fact, placed, post, read } from '../official/official-story.js';
import { ASKER, EXPERT, FACILITATOR, MEMBER, PAYROLL, SIGNER, askedPrivately, given, says, taken } from './desk-story.js';

const RULES = [{ name: 'sublet', when: { words: ['sublet'] }, set: { kind: 'policy', group: 41 } }];

describe('kind', () => {
  it('TR-03.2 by a person wins over rules and tags, survives later edits, and is logged', () => {
    const edits = all(
      fact(at('11:00'), { type: 'TopicTags', topic: 20, tags: ['discussion'] }),
      read(100, { at: at('11:30'), text: 'May I sublet, or not?' }),
    );
    const { triage, liked } = given(all(asked(['policy']), says(EXPERT, 'kind how to'), edits), { triage: { rules: RULES } });

    expect(triage).toMatchObject({ kind: 'how_to', guessed: false, why: { kind: 'a person said so' } });
    expect(triage.byPeople.kind).toEqual({ value: 'how_to', at: at('10:00'), by: EXPERT, reason: null });
    expect(liked).toEqual([110]);
  });

  it('TR-03.2 the last person wins, and a repeated word is done once more', () => {
    const story = all(
      asked(),
      says(EXPERT, 'kind rule'),
      says(FACILITATOR, 'kind broken', { at: at('10:01') }),
      says(FACILITATOR, 'kind broken', { at: at('10:02') }),
    );

    expect(given(story)).toMatchObject({ triage: { kind: 'incident' }, liked: [110, 111, 112] });
  });

  it('UI-31 is the asker’s own only before the first answer by somebody else, and no member’s', () => {
    const meToo = says(MEMBER, 'me too', { at: at('08:20') });
    const before = given(all(asked(), meToo, says(ASKER, 'kind rule', { at: at('08:30') })));
    const after = given(all(asked(), answered, says(ASKER, 'kind rule')));
    const member = given(all(asked(), says(MEMBER, 'kind rule')));

    expect(before.triage.kind).toBe('policy');
    expect([after.triage.kind, after.liked]).toEqual(['how_to', []]);
    expect(after.toldOn(110)).toContain('somebody has answered already');
    expect([member.triage.kind, member.toldOn(110)]).toEqual(['how_to', expect.stringContaining('is for other people here')]);
  });
});

describe('priority', () => {
  it('UI-31 is set by the desk and refused for the asker', () => {
    expect(given(all(asked(), says(EXPERT, 'priority high'))).row).toMatchObject({ priority: 'high' });
    expect(given(all(asked(), says(ASKER, 'priority high'))).triage.priority).toBe('normal');
  });
});

describe('lane', () => {
  it('TR-05.3 is told with its reason, in which markup and mentions are shown and not carried out', () => {
    const { triage, status } = given(all(asked(), says(EXPERT, 'lane community because @all *know* \u{e000}user:9\u{e001} <b>')));

    expect(triage.lane).toBe('community');
    expect(status).toContain('- Moved to the community, because: &#64;\u2060all &#42;know&#42; user:\u20609 &#60;b&#62;.');
    expect(status).toContain('This question is open to all members.');
    expect(given(all(asked(['discussion']), says(EXPERT, 'lane desk: it needs the tables'))).status).toContain(
      '- Moved to the desk, because: it needs the tables.',
    );
  });

  it('UI-31 is refused without experts, for the asker, and for what was asked privately ', () => {
    const noExperts = { roles: { expert: [], signer: [], facilitator: [43], deskLead: [] } };
    const nobody = given(all(asked(), says(FACILITATOR, 'lane desk because I say so')), { community: noExperts });

    expect([nobody.triage.lane, nobody.toldOn(110)]).toEqual(['community', expect.stringContaining('no experts here')]);
    expect(given(all(asked(), says(ASKER, 'lane community because')), {}).triage.byPeople.lane).toBeNull();
    expect(given(all(askedPrivately(), says(FACILITATOR, 'lane community because'))).triage.lane).toBe('desk');
  });

  it('a reason that was whispered is not repeated before all', () => {
    const { status } = given(all(asked(), says(EXPERT, 'lane community because of the affair', { kind: 'whisper' })));

    expect(status).toContain('- Moved to the community.');
    expect(status).not.toContain('affair');
  });
});

describe('mode', () => {
  const story = all(
    asked(),
    answered,
    says(FACILITATOR, 'mode official decides because a rule settles it.'),
    post(102, { by: MEMBER, at: at('11:00'), text: 'So it is.' }),
  );

  it('TR-11.5 leaves a visible note with the reason', () => {
    const { status, triage } = given(story);

    expect(triage.mode).toBe('official_decides');
    expect(status).toContain('An official answer will follow');
    expect(status).toContain('The facilitators changed who decides, because: a rule settles it. What was written before');
  });

  it('TR-11.6 answers before a change keep the mode under which they were written', () => {
    const { triage } = given(story);

    expect(triage.modeHistory).toEqual([
      { mode: 'community_decides', from: at('08:00') },
      { mode: 'official_decides', from: at('10:00') },
    ]);
    expect(given(asked(['policy'])).triage.modeHistory).toEqual([{ mode: 'official_decides', from: at('08:00') }]);
    expect([modeAt(triage, { at: at('09:00') }), modeAt(triage, { at: at('11:00') })]).toEqual(['community_decides', 'official_decides']);
  });

  it('UI-31 needs a facilitator and a reason', () => {
    expect(given(all(asked(), says(EXPERT, 'mode official because of this'))).triage.mode).toBe('community_decides');
    expect(given(all(asked(), says(FACILITATOR, 'mode official'))).toldOn(110)).toContain('Something is missing');
  });
});

describe('not ours', () => {
  const sent = { triage: { rules: RULES } };

  it('TR-10 goes to the suggested expert group and is counted for the rule that had sent it here', () => {
    const { triage, liked } = given(all(asked(), says(EXPERT, 'not ours about pay @payroll')), sent);

    expect(triage).toMatchObject({ queue: 'experts', groups: [PAYROLL], route: { group: PAYROLL, since: at('10:00') } });
    expect(triage.corrections).toEqual([{ rule: 'sublet', community: 'housing', at: at('10:00'), by: EXPERT }]);
    expect(liked).toEqual([110]);
  });

  it('TR-10 goes to the facilitators without a group, or with one that is no expert group here', () => {
    const without = given(all(asked(), says(EXPERT, 'not ours about pay')), sent);
    const unknown = given(all(asked(), says(EXPERT, 'not ours about pay @outsiders')), sent);

    expect([without.triage.queue, without.toldOn(110)]).toEqual(['facilitators', '']);
    expect([unknown.triage.queue, unknown.toldOn(110)]).toEqual(['facilitators', expect.stringContaining('no group of experts here')]);
    expect(without.status).toContain('with the facilitators');
  });

  it('UI-31 repeated it is told that it is there already, and counted once', () => {
    const { triage, toldOn } = given(
      all(asked(), says(EXPERT, 'not ours about pay'), says(EXPERT, 'not ours about pay', { at: at('10:01') })),
      sent,
    );

    expect([triage.corrections.length, toldOn(111)]).toEqual([1, expect.stringContaining('waits there already')]);
  });

  it('TR-10 a later person’s correction is no fault of the rule', () => {
    const story = all(asked(), says(EXPERT, 'not ours about pay'), says(FACILITATOR, 'not ours after all @payroll', { at: at('10:01') }));

    expect(given(story, sent).triage.corrections.map(({ rule }) => rule)).toEqual(['sublet', null]);
  });

  it('UI-31 is refused for an expert when somebody else has taken it on, and open to a facilitator', () => {
    const others = given(all(asked(), taken(SIGNER, at('09:30')), says(EXPERT, 'not ours about pay')), sent);
    const facilitator = given(all(asked(), taken(SIGNER, at('09:30')), says(FACILITATOR, 'not ours about pay')), sent);

    expect([others.triage.corrections, others.toldOn(110)]).toEqual([[], expect.stringContaining('somebody else has taken')]);
    expect(facilitator.triage.corrections).toHaveLength(1);
  });
});

describe('a correction', () => {
  it('TR-10.2 is a row for the list of rules, with the rule that had sent the question there', () => {
    const story = all(asked(), says(EXPERT, 'not ours about pay'), says(FACILITATOR, 'not ours @payroll', { at: at('10:01') }));
    const { judgement } = whole(story, { features: { triage: { rules: RULES } } });

    expect(judgement.rows.filter(({ projection }) => projection === 'correction')).toEqual([
      { projection: 'correction', key: '1', row: { rule: RULES[0]?.name, community: 'housing', at: at('10:00') } },
    ]);
  });
});

describe('a correction of a question that moved on', () => {
  it('stays that of the community where it was said', () => {
    const story = all(asked(), says(EXPERT, 'not ours about pay'), placed(at('11:00'), 7));
    const { judgement } = whole(story, { features: { triage: { rules: RULES } }, elsewhere: {} });

    expect(judgement.derived.community).toBe('it');
    expect(judgement.rows.find(({ projection }) => projection === 'correction')?.row).toMatchObject({ community: 'housing' });
  });
});

describe('rules', () => {
  it('TR-07.3 with the same conditions are reported, in any order of their words', () => {
    const rule = (name: string, words: string[]) => ({ name, when: { words }, set: { kind: 'policy' } });
    const { rules } = triageSettings.parse({ rules: [rule('a', ['x', 'Y']), rule('b', ['z']), rule('c', ['y', 'x'])] });

    expect(sameConditions(rules)).toEqual([['a', 'c']]);
    expect(sameConditions(rules.slice(0, 2))).toEqual([]);
  });
});

describe('a routed group', () => {
  it('TR-07.1 is told in a message, from the moment of the routing, unless the community wants none', () => {
    const key = 'message:ticket:20:routed:41';
    const on = given(asked(), { triage: { rules: RULES } });

    expect(on.want(key)).toMatchObject({ value: { groups: [41], users: [] }, notAfter: at('09:00') });
    expect(given(asked(), { triage: { rules: RULES, notifyGroups: false } }).want(key)).toBeUndefined();
    expect(given(asked(['policy'])).keys.some((one) => one.includes('routed'))).toBe(false);
  });

  it('TR-07.1 is named in the status post, so that it mentions nobody', () => {
    expect(given(asked(), { triage: { rules: RULES } }).status).toContain(`with the experts (\`${groupIn(41)}\`).`);
    expect(given(asked(['policy'])).status).toContain('with the experts.');
  });
});
